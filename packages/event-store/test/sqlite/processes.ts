import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { EventStore } from '../../src/index.ts'

export interface Ack {
  readonly stream: string
  readonly revision: number
  readonly id: string
  /** When it was acknowledged, in milliseconds since the epoch. */
  readonly at: number
}

export interface WriterProcess {
  readonly child: ChildProcessByStdio<null, Readable, null>
  /** Resolves at the child's first line. */
  readonly ready: Promise<void>
  /** All that it said, once it has ended. */
  readonly ended: Promise<{ acks: Ack[]; errors: string[]; done: boolean }>
}

/** Starts writer-process.ts, under another command if there is one. Compiled code is kept between starts: they are hundreds. */
export function startWriter(path: string, appends: number, under: readonly string[] = []): WriterProcess {
  const script = new URL('writer-process.ts', import.meta.url).pathname
  const [command = '', ...args] = [...under, process.execPath, script, path, String(appends)]
  const compiled = join(tmpdir(), 'minutier-compiled')
  const child = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: compiled },
  })
  let said = ''
  const ready = Promise.withResolvers<void>()
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text
    ready.resolve()
  })
  const ended = once(child, 'close').then(() => {
    ready.resolve()
    return understand(said)
  })
  return { child, ready: ready.promise, ended }
}

function understand(said: string): { acks: Ack[]; errors: string[]; done: boolean } {
  const lines = said.split('\n').slice(0, -1) // a line without its end was cut off by the kill
  const acks = lines.flatMap((line) => {
    const [word, stream, revision, id, at] = line.split(' ')
    return word === 'ack' && stream && id ? [{ stream, revision: Number(revision), id, at: Number(at) }] : []
  })
  return { acks, errors: lines.filter((line) => line.startsWith('error')), done: lines.includes('done') }
}

/** The acknowledged appends that the store does not hold, and the streams that are not gapless (reading them throws). */
export async function missing(store: EventStore, acks: readonly Ack[]): Promise<string[]> {
  const lost: string[] = []
  for (const [stream, own] of Map.groupBy(acks, (ack) => ack.stream)) {
    const lowest = Math.min(...own.map(({ revision }) => revision))
    const ids = new Map<number, string>()
    for await (const { revision, id } of store.readStream(stream, { from: lowest })) ids.set(revision, id)
    for (const { revision, id } of own) if (ids.get(revision) !== id) lost.push(`${stream} ${revision} ${id}`)
  }
  return lost
}
