import { certifierSiret, otherPartnerSiret, type Play } from '@minutier/testing'
import t from 'tap'
import { z } from 'zod'
import { aFolder, aLedger, minutier } from './help/a-ledger.ts'

const answer = z.strictObject({
  today: z.string(),
  size: z.int(),
  alerts: z.array(z.looseObject({ code: z.string(), severity: z.string(), subject: z.string() })),
})

/** A feasibility file of 2023 that nobody answered. */
async function aSilence(play: Play): Promise<string> {
  play.at('2023-10-02')
  const personId = await play.person('Expérimentée')
  const file = { target: 'certification', targetBlocs: [], territory: 'FR', receivedOn: '2023-10-02', file: { reference: 'feasibility' } }
  return (await play.run('RecordFeasibilityFile', null, { personId, certification: 'RNCP36582', centreSiret: certifierSiret, ...file }))
    .streamId
}

const data = aFolder(t)
const id = await aLedger(data, aSilence)
const alerts = (flags: readonly string[] = [], environment: NodeJS.ProcessEnv = {}) =>
  minutier(['alerts', '--data', data, ...flags], environment)

t.test('a table by severity: the day, where it is, what there is to do', async (t) => {
  const { code, out } = await alerts()
  t.equal(code, 0)
  t.match(out, /^Alertes au \d+ \S+ \d{4}\n\nEN RETARD \(2\)\n/)
  t.match(out, new RegExp(`  2023-12-02  -\\d+ j  vaeSilence  candidacy-${id}  ${certifierSiret}\n      Aucune réponse au 2 décembre 2023`))
  t.notMatch(out, /Exemple|Alix/, 'no name')
  t.match((await alerts([], { MINUTIER_LANGUAGE: 'en' })).out, /^Alerts on .*\n\nLATE \(2\)\n(?:.*\n)* {6}No answer by 2 December 2023/)
})

t.test('the same in JSON, and filtered', async (t) => {
  const told = answer.parse(JSON.parse((await alerts(['--json'])).out))
  t.match(told.alerts, [{ code: 'vaeSilence', severity: 'late', subject: `candidacy-${id}` }, { code: 'vaeStale' }])
  const codes = async (...flags: readonly string[]) =>
    answer.parse(JSON.parse((await alerts([...flags, '--json'])).out)).alerts.map(({ code }) => code)
  t.strictSame(await codes('--code', 'vaeStale', '--severity', 'late', '--certification', 'RNCP36582', '--partner', certifierSiret), [
    'vaeStale',
  ])
  t.strictSame(await codes('--partner', otherPartnerSiret), [])
  t.match(await alerts(['--severity', 'soon']), { code: 0, out: /^Alertes au .* : aucune$/ })
})

t.test('what is asked wrong', async (t) => {
  for (const [flags, told] of [
    [['--severity', 'bad'], /--severity/],
    [['--code', 'a b'], /--code/],
    [['--certification', 'X'], /--certification/],
    [['--partner', '1'], /--partner/],
  ] as const)
    t.match(await alerts(flags), { code: 2, err: told })
  t.match(await alerts(['--code', 'nothing']), { code: 1 })
})
