import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { test } from 'tap'
import { z } from 'zod'
import { aFolder, aLedger, anEnrolment, minutier } from './help/a-ledger.ts'

const findings = z.array(z.object({ what: z.string(), ok: z.boolean(), found: z.string() }))

async function doctor(data: string): Promise<{ code: number; wrong: string[]; text: string }> {
  const { code, out } = await minutier(['doctor', '--data', data, '--json'])
  const answer: { findings?: unknown; problem?: { findings?: unknown } } = JSON.parse(out)
  const all = findings.parse(answer.findings ?? answer.problem?.findings)
  return {
    code,
    wrong: all.flatMap(({ what, ok }) => (ok ? [] : [what])),
    text: all.map(({ what, found }) => `${what}: ${found}`).join('\n'),
  }
}

test('a sound ledger: every finding is good, at a terminal and in JSON', async (t) => {
  const data = aFolder(t)
  await aLedger(data, anEnrolment)
  const { code, wrong, text } = await doctor(data)
  t.match({ code, wrong }, { code: 0, wrong: [] })
  for (const found of [
    /^node: 26\./m,
    /^disk: /m,
    /^events: production, whole/m,
    /^documents: 2, each/m,
    /^processes: everything/m,
    /^vault: \d+ facts of 2/m,
  ])
    t.match(text, found)
  const said = await minutier(['doctor', '--data', data])
  t.match(said, { code: 0, out: /^✓ minutier/ })
  t.notMatch(said.out, /✗/)
})

test('keys that others can read, a folder that others can enter', async (t) => {
  const data = aFolder(t)
  await aLedger(data, async () => undefined)
  await minutier(['token', '--role', 'dpo', '--actor', '3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10', '--data', data])
  for (const [name, finding] of [
    ['vault.key', 'vault key'],
    ['token.key', 'token key'],
  ] as const) {
    chmodSync(join(data, name), 0o644)
    const { code, wrong, text } = await doctor(data)
    t.equal(code, 1)
    t.ok(wrong.includes(finding), finding)
    t.match(text, /mode 644 \(600\)/)
    chmodSync(join(data, name), 0o600)
  }
  chmodSync(data, 0o755)
  t.match(await doctor(data), { code: 1, wrong: ['permissions'] })
  chmodSync(data, 0o700)
  t.match(await doctor(data), { code: 0 })
})

test('a newer file, a damaged document, a key that is lost: each is a finding, beside the others', async (t) => {
  const data = aFolder(t)
  const fingerprint = await aLedger(data, async ({ ledger }) => ledger.documents.list()[0] ?? '')
  writeFileSync(join(data, 'documents', `${fingerprint}.json`), '{"altered":true}')
  t.match(await doctor(data), { code: 1, wrong: ['documents'], text: new RegExp(`damaged: ${fingerprint}`) })
  const db = new DatabaseSync(join(data, 'events.sqlite'))
  db.exec("UPDATE store SET value = '99' WHERE key = 'schema_version'")
  db.close()
  t.match(await doctor(data), { code: 1, wrong: ['ledger'], text: /ledger: ES_NEWER_FILE: / })
})

test('before there is a ledger there is nothing wrong with it', async (t) => {
  const data = join(aFolder(t), 'not', 'made')
  t.match(await doctor(data), { code: 0, wrong: [], text: /ledger: none yet/ })
  mkdirSync(data, { recursive: true, mode: 0o700 })
  t.match(await doctor(data), { code: 0, wrong: [] })
})
