import { idOf } from '@minutier/testing'
import t from 'tap'
import { aFolder, aLedger, anEnrolment, minutier } from './help/a-ledger.ts'

const data = aFolder(t)
const candidacyId = await aLedger(data, anEnrolment)
const english = { MINUTIER_LANGUAGE: 'en' }
const replay = (...flags: readonly string[]) => minutier(['replay', candidacyId, '--data', data, ...flags])
const verdicts = (flags: readonly string[], environment: NodeJS.ProcessEnv = {}) =>
  minutier(['verdicts', candidacyId, '--data', data, ...flags], environment)

t.test('a history is told day after day, in French, with what was told late', async (t) => {
  const { code, out } = await replay()
  t.equal(code, 0)
  const days = ['1 mars 2023', '8 mars 2023', '10 mars 2023', '4 septembre 2023', '1 novembre 2023'].map((day) => out.indexOf(`\n${day}`))
  t.ok(
    days.every((at) => at > 0),
    days.join(' '),
  )
  t.strictSame(
    days,
    days.toSorted((a, b) => a - b),
    'in order',
  )
  t.match(out, /^Parcours [0-9a-f-]{36} · /)
  t.match(out, /règlement RNCP36582@1/)
  t.match(out, /\[enregistré 20 jours après\]/)
  t.notMatch(out, /Exemple|Alix/, 'no name')
})

t.test('what the ledger knew on a day, and what had happened by then', async (t) => {
  const early = await replay('--as-of', '2023-03-05')
  t.match(early.out, /Au 5 mars 2023, 23:59 \(ce que le registre savait alors\)/)
  t.notMatch(early.out, /10 mars 2023/)
  t.match(early.out, /Il manque encore, pour le certificat :/)
  const known = await replay('--as-of', '2023-11-10')
  const occurred = await replay('--as-of', '2023-11-10', '--clock', 'occurred')
  t.notMatch(known.out, /1 novembre 2023/, 'nobody had told it yet')
  t.match(occurred.out, /1 novembre 2023/, 'as it is known now')
  const instant = await replay('--as-of', '2023-03-08T11:00:00+01:00', '--json')
  t.match(JSON.parse(instant.out), { asOf: '2023-03-08T10:00:00.000Z', clock: 'recorded', entries: [{ type: 'ApplicationReceived' }] })
  t.match(await replay('--as-of', '2022-01-01'), { code: 1, err: /introuvable/ })
  t.match(await replay('--as-of', 'yesterday'), { code: 1, err: /asOf/ })
})

t.test('the same in English', async (t) => {
  const { out } = await minutier(['replay', candidacyId, '--data', data, '--as-of', '2023-09-30'], english)
  for (const text of [
    /^Candidacy /,
    /On 30 September 2023, 23:59 \(what the ledger knew then\)/,
    /Still needed for the certificate:/,
    /rulebook RNCP36582@1/,
  ])
    t.match(out, text)
  t.match(await minutier(['replay', idOf('nobody'), '--data', data], english), { code: 1, err: /not found/ })
})

t.test('verdicts: what waits, with its sentence, then what holds, then what does not concern the candidate', async (t) => {
  const { code, out } = await verdicts(['--as-of', '2023-09-30'])
  t.equal(code, 0)
  const [pending, satisfied, others] = ['\nEn attente', '\nSatisfaites', '\nSans objet pour ce parcours :'].map((text) => out.indexOf(text))
  t.ok(pending !== undefined && satisfied !== undefined && others !== undefined && 0 < pending && pending < satisfied && satisfied < others)
  t.match(out.slice(pending, satisfied), /F1 .*« .*attend :/s)
  t.match(out.slice(satisfied, others), /P1 .*✓ /s)
  t.match(out.slice(others), /V1/)
  t.strictSame(
    out.split('\n').filter((line) => line.length > 100),
    [],
    'no line is longer than the terminal',
  )
  const before = await verdicts(['--as-of', '2023-03-05'])
  t.match(before.out.slice(before.out.indexOf('\nEn attente')), /P4/, 'the letter had not come')
})

t.test('verdicts in English, and as data', async (t) => {
  const { out } = await verdicts(['--as-of', '2023-09-30'], english)
  for (const text of [/\nPending/, /\nSatisfied/, /waits for:/]) t.match(out, text)
  const { out: json } = await verdicts(['--as-of', '2023-09-30', '--json'], english)
  const told: { verdicts: { rule: string; status: string }[] } = JSON.parse(json)
  const status = new Map(told.verdicts.map((one) => [one.rule, one.status]))
  t.strictSame(
    [status.get('P1'), status.get('P4'), status.get('F1'), status.get('V1')],
    ['satisfied', 'satisfied', 'pending', 'notApplicable'],
  )
})
