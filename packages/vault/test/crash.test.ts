import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'
import { t as suite, test } from 'tap'
import type { Category } from '../src/index.ts'
import { aFolder } from './help/a-vault.ts'

const ROUNDS = Number(process.env['VAULT_CRASH_ROUNDS'] ?? 24)

suite.setTimeout(30_000 + ROUNDS * 5_000)

type Told = { eventId: string; personId: string; category: Category; commitment: string }

/** Starts the worker and kills it some moments after its first seal. */
async function oneRound(path: string, keyFile: string, milliseconds: number): Promise<Told[]> {
  const worker = new URL('./help/crash-worker.ts', import.meta.url).pathname
  const child = spawn(process.execPath, [worker, path, keyFile], { stdio: ['ignore', 'pipe', 'inherit'] })
  let output = ''
  child.stdout.on('data', (part) => {
    if (output === '') setTimeout(() => child.kill('SIGKILL'), milliseconds)
    output += part
  })
  const [, signal] = await once(child, 'close')
  if (signal !== 'SIGKILL') throw new Error('The worker ended by itself.')
  // The last line may be cut: what was not told whole was not told.
  return output
    .split('\n')
    .slice(0, -1)
    .map((line): Told => JSON.parse(line))
}

test(`kill -9 during sealing and both rotations, ${ROUNDS} rounds: every fact that was told sealed opens`, {
  timeout: 600_000,
}, async (t) => {
  const folder = aFolder(t)
  const told: Told[] = []
  let interrupted = 0
  for (let round = 0; round < ROUNDS; round += 1) {
    const milliseconds = Math.floor(Math.random() * 40)
    told.push(...(await oneRound(folder.path, folder.keyFile, milliseconds)))
    const keyFile: { previous: unknown[] } = JSON.parse(readFileSync(folder.keyFile, 'utf8'))
    const vault = folder.open()
    const { toRewrap, toReseal } = vault.stats()
    if (toRewrap > 0 || toReseal > 0 || keyFile.previous.length > 0) interrupted += 1
    const lost = told.filter((fact) => vault.state(fact.eventId, fact.personId, fact.category, fact.commitment) !== 'opened')
    if (lost.length > 0) t.fail(`round ${round}, killed after ${milliseconds} ms: ${lost.length} of ${told.length} facts lost`)
    // Every other round the next worker resumes the rotation itself.
    if (round % 2 === 0) await vault.resumeRotations()
    vault.close()
  }
  const vault = folder.open()
  t.match(await vault.resumeRotations(), { unreadable: 0 })
  t.match(vault.stats(), { toRewrap: 0, toReseal: 0 })
  t.equal(folder.raw().prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok')
  t.same(folder.raw().prepare('PRAGMA foreign_key_check').all(), [])
  vault.close()
  t.same(
    readdirSync(folder.folder).filter((name) => name.endsWith('.new')),
    [],
  )
  t.ok(told.length > ROUNDS, `${told.length} facts told`)
  t.ok(ROUNDS < 10 || interrupted > 0, `${interrupted} rotations interrupted`)
})
