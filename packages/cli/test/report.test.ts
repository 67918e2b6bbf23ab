import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { idOf } from '@minutier/testing'
import t from 'tap'
import { z } from 'zod'
import { openServer } from '../src/server.ts'
import { readSettings } from '../src/settings.ts'
import { aFolder, aLedger, anEnrolment, minutier } from './help/a-ledger.ts'

const data = aFolder(t)
await aLedger(data, anEnrolment)
const outside = aFolder(t)
const actor = idOf('a certifier')
const report = (out: string, ...flags: readonly string[]) =>
  minutier(['report', 'conformity', '--data', data, '--out', join(outside, out), '--actor', actor, ...flags])
const read = (name: string) => readFileSync(join(outside, name), 'utf8')
const manifest = z.strictObject({
  reportId: z.uuid(),
  kind: z.literal('R10'),
  parameters: z.looseObject({ certification: z.string(), partner: z.string().nullable(), asOf: z.string(), format: z.string() }),
  size: z.int(),
  rulebooks: z.array(z.strictObject({ version: z.string(), fingerprint: z.string() })),
  generatorVersion: z.string(),
  personsChangedSince: z.null(),
  sha256: z.string(),
})

t.test('a CSV file and its manifest, for their owner alone', async (t) => {
  const { code, out } = await report('r10.csv')
  t.equal(code, 0)
  const text = read('r10.csv')
  t.match(text, /^\uFEFFNuméro;Numéro imprimé;Délivré le;/)
  t.ok(text.endsWith(';positions\r\n'), 'no certificate was issued: the header alone')
  const made = manifest.parse(JSON.parse(read('r10.csv.manifest.json')))
  t.equal(
    made.sha256,
    createHash('sha256')
      .update(readFileSync(join(outside, 'r10.csv')))
      .digest('hex'),
  )
  t.match(made, { parameters: { certification: 'RNCP36582', partner: null, format: 'csv' }, rulebooks: [{ version: 'RNCP36582@1' }] })
  t.ok(out.includes(made.sha256))
  for (const name of ['r10.csv', 'r10.csv.manifest.json']) t.equal(statSync(join(outside, name)).mode & 0o777, 0o600, name)
  t.strictSame(readdirSync(outside).toSorted(), ['r10.csv', 'r10.csv.manifest.json'], 'nothing else is left')
})

t.test('the size and the day that were asked, in JSON; the same again, and from a server that runs', async (t) => {
  const { size } = manifest.parse(JSON.parse(read('r10.csv.manifest.json')))
  const { code, out } = await report('first.json', '--size', String(size), '--as-of', '2023-10-01', '--json')
  t.equal(code, 0)
  t.match(JSON.parse(out), { manifest: { size, parameters: { asOf: '2023-10-01', format: 'json' } } })
  t.match(JSON.parse(read('first.json')), { kind: 'R10', size, tables: { delivrances: [] } })
  const server = await openServer(readSettings({ data, port: '0', 'log-level': 'silent' }, {}))
  t.teardown(() => server.close())
  server.folder.lock.announce(await server.app.listen({ host: '127.0.0.1', port: 0 }))
  t.equal((await report('again.json', '--size', String(size), '--as-of', '2023-10-01')).code, 0)
  t.equal(read('again.json'), read('first.json'))
  t.match(await report('beyond.json', '--size', '1000000'), { code: 1, err: /G11/ })
  t.notOk(existsSync(join(outside, 'beyond.json')))
})

t.test('a file that exists is left alone, and nothing is recorded', async (t) => {
  writeFileSync(join(outside, 'mine.csv'), 'mine')
  t.match(await report('mine.csv'), { code: 1, err: /mine\.csv exists/ })
  t.equal(read('mine.csv'), 'mine')
  writeFileSync(join(outside, 'half.csv.manifest.json'), 'mine')
  t.match(await report('half.csv'), { code: 1, err: /half\.csv\.manifest\.json exists/ })
  t.match(await report('nowhere/r10.csv'), { code: 1, err: /cannot be written/ })
})

t.test('what is asked wrong', async (t) => {
  for (const [name, flags, told] of [
    ['r10.docx', [], /--out/],
    ['a.csv', ['--as-of', 'hier'], /--as-of/],
    ['a.csv', ['--size', '0'], /--size/],
    ['a.csv', ['--partner', '1'], /--partner/],
    ['a.csv', ['--certification', 'X'], /--certification/],
  ] as const)
    t.match(await report(name, ...flags), { code: 2, err: told })
  t.match(await minutier(['report', 'conformity', '--data', data, '--out', join(outside, 'b.csv')]), { code: 2, err: /--actor/ })
  t.match(await report('c.csv', '--certification', 'RNCP1'), { code: 1, err: /introuvable/ })
})
