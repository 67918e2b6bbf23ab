import { createHash, type Hash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSqliteStore, type RecordedEvent } from '@minutier/event-store'
import { openDataFolder } from '@minutier/ledger'
import { idOf, pastOf, playOn, register, runCli, spawnCli } from '@minutier/testing'

const someone = idOf('who imports')

/** Writes the past of so many candidacies, a line at a time. */
export async function writePast(path: string, candidacies: number, seed: number): Promise<void> {
  const lines = function* () {
    for (const line of pastOf({ seed, candidacies })) yield `${JSON.stringify(line)}\n`
  }
  await pipeline(Readable.from(lines()), createWriteStream(path))
}

/** A ledger in which RNCP36582 is registered, under keys that others may share. */
export async function newLedger(folder: string, name: string): Promise<string> {
  const data = join(folder, name)
  await mkdir(data)
  const opened = openDataFolder({ path: data, keyFile: join(folder, 'vault.key'), clock: () => '2022-07-01T08:00:00.000Z' })
  const play = playOn({ ...opened, now: '', at: () => undefined }, 'imports')
  await register(play)
  await opened.close()
  return data
}

function argsOf(folder: string, data: string, file: string): string[] {
  return ['import', file, '--actor', someone, '--data', data, '--vault-key', join(folder, 'vault.key'), '--json']
}

/** Imports a file to its end. Throws when a line was refused. */
export async function importWhole(folder: string, data: string, file: string): Promise<void> {
  const { code, out, err } = await runCli({ args: argsOf(folder, data, file) })
  if (code !== 0) throw new Error(`the import ended with ${code}: ${out} ${err}`)
}

/** Imports a file, killed so many times on the way: each time once it recorded an equal part of what the whole import does. */
export async function importKilled(folder: string, data: string, file: string, whole: number, kills: number): Promise<number> {
  let killed = 0
  let count = await countOf(data)
  const part = Math.floor((whole - count) / (kills + 1))
  for (let kill = 0; kill < kills; kill++) {
    const { child, ended } = spawnCli({ args: argsOf(folder, data, file) })
    while ((await countOf(data)) < count + part && child.exitCode === null) await sleep(3)
    child.kill('SIGKILL')
    await ended
    if (child.signalCode === 'SIGKILL') killed += 1
    count = await countOf(data)
  }
  await importWhole(folder, data, file)
  return killed
}

/** Events so far, also while another process writes. */
export async function countOf(data: string): Promise<number> {
  const store = createSqliteStore({ path: join(data, 'events.sqlite'), readOnly: true })
  try {
    const head = await store.head()
    return head === null ? 0 : Number(head)
  } finally {
    await store.close()
  }
}

/**
 * What a store holds, stream by stream, as a digest: each event without what chance and the clock gave it. Its own id, and those that it names, are
 * told by stream and revision; a commitment by that it is one.
 */
export async function contentOf(data: string): Promise<Map<string, string>> {
  const store = createSqliteStore({ path: join(data, 'events.sqlite'), readOnly: true })
  const places = new Map<string, string>()
  const streams = new Map<string, Hash>()
  try {
    for await (const page of store.readAllPages({})) {
      for (const event of page) places.set(event.id, `${event.stream}@${event.revision}`)
    }
    for await (const page of store.readAllPages({})) {
      for (const event of page) {
        const stream = streams.get(event.stream) ?? createHash('sha256')
        streams.set(event.stream, stream.update(told(event, places)).update('\n'))
      }
    }
  } finally {
    await store.close()
  }
  return new Map([...streams].map(([stream, hash]) => [stream, hash.digest('hex')]))
}

function told({ stream, type, data, metadata: { envelope } }: RecordedEvent, places: ReadonlyMap<string, string>): string {
  const { commandMac: _, commandId, occurredAt, ...kept } = envelope
  const derived = {
    // A process's derives from the id of the event that it follows.
    commandId: kept['role'] === 'process' ? null : commandId,
    // When the file was brought.
    occurredAt: stream.startsWith('import-') ? null : occurredAt,
  }
  return JSON.stringify({ type, data, ...kept, ...derived }, (_name, value: unknown) => {
    if (typeof value !== 'string') return value
    return value.startsWith('hmac-sha256:') ? 'a commitment' : (places.get(value) ?? value)
  })
}
