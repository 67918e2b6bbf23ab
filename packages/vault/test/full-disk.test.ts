import { spawnSync } from 'node:child_process'
import { test } from 'tap'
import type { Category } from '../src/index.ts'
import { aFolder, sealOne } from './help/a-vault.ts'

type Report = { codes: string[]; facts: { eventId: string; personId: string; category: Category; commitment: string }[]; readable: number }

test('a file that can grow no more: it is told, what was sealed stays readable, and a new start with room goes on', async (t) => {
  const folder = aFolder(t)
  const worker = new URL('./help/full-worker.ts', import.meta.url).pathname
  const limited = ['-c', 'ulimit -f 600; exec "$@"', 'sh', process.execPath, worker, folder.path, folder.keyFile]
  const { stdout, status } = spawnSync('sh', limited, { encoding: 'utf8' })
  t.equal(status, 0)
  const { codes, facts, readable }: Report = JSON.parse(stdout)
  t.same(codes, ['VAULT_OUTCOME_UNKNOWN', 'VAULT_OUTCOME_UNKNOWN'], 'and nothing is written after a failed commit')
  t.ok(facts.length > 0 && readable === facts.length, `${facts.length} sealed`)
  const vault = folder.open()
  t.ok(facts.every((fact) => vault.state(fact.eventId, fact.personId, fact.category, fact.commitment) === 'opened'))
  await t.resolves(sealOne(vault))
  t.equal(folder.raw().prepare('PRAGMA integrity_check').get()?.['integrity_check'], 'ok')
})
