import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { createSqliteStore } from '@minutier/event-store'
import { openDataFolder } from '@minutier/ledger'
import t from 'tap'

/** Killed at random moments under concurrent load: nothing acknowledged is lost, nothing is there twice, and what was begun is finished. */

const rounds = Number(process.env['MINUTIER_KILL_ROUNDS'] ?? 200)
const registrars = 4
const worker = join(import.meta.dirname, 'worker.ts')

interface Round {
  readonly acks: readonly string[]
  readonly finished: readonly [number, number][]
  readonly errors: string
}

/** Starts a ledger under load, lets it work for a moment, kills it, and answers what it had said. */
async function killed(folder: string, finished: readonly number[], afterMs: number): Promise<Round> {
  const arguments_ = [worker, folder, String(registrars), ...finished.map(String)]
  const env = { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'minutier-compile-cache') }
  const child = spawn(process.execPath, arguments_, { stdio: ['ignore', 'pipe', 'pipe'], env })
  const output = { out: '', err: '' }
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    output.err += text
  })
  const ready = new Promise<void>((resolve) => {
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output.out += text
      if (output.out.includes('ready\n')) resolve()
    })
    child.once('exit', () => resolve())
  })
  await ready
  await delay(afterMs)
  await end(child)
  // The last line may be cut: what was not told whole was not acknowledged.
  const lines = output.out.slice(0, output.out.lastIndexOf('\n') + 1).split('\n')
  const finishedNow = lines.flatMap((line): [number, number][] => {
    const [word, registrar, at] = line.split(' ')
    return word === 'done' ? [[Number(registrar), Number(at) + 1]] : []
  })
  return { acks: lines.filter((line) => line.startsWith('ack ')), finished: finishedNow, errors: output.err }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

async function loop(t: Tap, seed: number, count: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-crash-'))
  const random = seeded(seed)
  const acks = new Map<string, string>()
  const finished = Array.from({ length: registrars }, () => 0)
  for (let round = 1; round <= count; round++) {
    const done = await killed(folder, finished, random() * 120)
    if (done.errors !== '') t.fail(`seed ${seed}, round ${round}: ${done.errors}`)
    for (const ack of done.acks) {
      const [, stream = '', revision = '', id = ''] = ack.split(' ')
      acks.set(id, `${stream} ${revision}`)
    }
    for (const [registrar, next] of done.finished) finished[registrar] = Math.max(finished[registrar] ?? 0, next)
  }
  await verify(t, folder, acks)
  t.comment(
    `seed ${seed}: ${acks.size} events acknowledged in ${count} rounds, ${finished.reduce((sum, one) => sum + one, 0)} certificates`,
  )
  rmSync(folder, { recursive: true, force: true })
}

async function verify(t: Tap, folder: string, acks: ReadonlyMap<string, string>): Promise<void> {
  const data = openDataFolder({ path: folder })
  await data.ledger.processes.settled()
  const { seen, twice } = await everyEvent(data.store)
  const lost = [...acks].filter(([id, place]) => seen.get(id) !== place)
  t.strictSame(lost, [], 'every acknowledged event is where it was said to be')
  t.strictSame(twice, [], 'nothing was carried twice')
  t.strictSame(data.store.integrityCheck(), { ok: true, problems: [] }, 'revisions are gapless')
  await data.close()

  // The processes started again from nothing find everything done.
  rmSync(join(folder, 'processes.sqlite'))
  const again = openDataFolder({ path: folder })
  await again.ledger.processes.settled()
  t.equal((await everyEvent(again.store)).seen.size, seen.size, 'processes that start again write nothing')
  await again.close()
}

/** Where each event is, and effects that stand twice: the same type, for the same cause, with the same data, in one stream. */
async function everyEvent(store: ReturnType<typeof createSqliteStore>): Promise<{ seen: Map<string, string>; twice: string[] }> {
  const seen = new Map<string, string>()
  const effects = new Set<string>()
  const twice: string[] = []
  for await (const page of store.readAllPages()) {
    for (const { id, stream, revision, type, data, metadata } of page) {
      seen.set(id, `${stream} ${revision}`)
      const { causationId } = metadata.envelope
      if (typeof causationId !== 'string') continue
      const effect = JSON.stringify([stream, type, causationId, data])
      if (effects.has(effect)) twice.push(effect)
      effects.add(effect)
    }
  }
  return { seen, twice }
}

/** Mulberry32: the same seed, the same moments. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

type Tap = Pick<typeof t, 'fail' | 'strictSame' | 'equal' | 'comment'>

t.test(`killed ${rounds} times at random moments under load`, { timeout: 0 }, async (t) => {
  const seed = Math.floor(Math.random() * 2 ** 31)
  await Promise.all([loop(t, seed, Math.ceil(rounds / 2)), loop(t, seed + 1, Math.floor(rounds / 2))])
})
