import {
  admissibleVae,
  alix,
  candidacyOf,
  commitmentOf,
  depositedVae,
  having,
  receivedVae,
  registration,
  type Step,
  somebody,
  together,
} from '@minutier/testing'
import t from 'tap'
import { alertsOf } from './alerts-of.ts'

const subject = `candidacy-${candidacyOf(alix)}`
const incomplete = having('DeclareFeasibilityFileIncomplete', '2023-10-16', { decidedOn: '2023-10-16', reason: 'pieceMissing' })
const completed = having('CompleteFeasibilityFile', '2023-11-20', {
  receivedOn: '2023-11-20',
  fileCommitment: commitmentOf('what was missing'),
})

t.test('V4: two months to answer, told of fifteen days before; then silence, until it is recorded', async (t) => {
  const { on, lines, behind } = await alertsOf(t, receivedVae())
  t.strictSame(await lines('2023-11-16', 'vaeAnswer'), [])
  t.strictSame(await lines('2023-11-17', 'vaeAnswer'), ['soon 2023-12-02 15'])
  t.strictSame(await lines('2023-12-02', 'vaeAnswer'), ['soon 2023-12-02 0'])
  t.strictSame(await lines('2023-12-02', 'vaeSilence'), [], 'its last day is in time')
  t.strictSame(await lines('2023-12-03', 'vaeAnswer'), [])
  t.strictSame(await lines('2023-12-03', 'vaeSilence'), ['late 2023-12-02 -1'])
  const [alert] = await on('2023-12-03', 'vaeSilence')
  t.match(alert, { subject, certification: 'RNCP36582', text: { fr: /DeemAdmissibilityGranted/, en: /2 December 2023/ } })
  t.strictSame(behind(alert), ['FeasibilityFileReceived'])
  const deemed = having('DeemAdmissibilityGranted', '2023-12-11', {})
  t.strictSame(await (await alertsOf(t, receivedVae(), deemed)).on('2023-12-12', 'vaeSilence'), [])
})

t.test('V4: a term of a month end stops at the last day of a shorter month', async (t) => {
  const { lines } = await alertsOf(t, receivedVae(alix, { receivedOn: '2023-12-31' }))
  t.strictSame(await lines('2024-02-29', 'vaeAnswer'), ['soon 2024-02-29 0'])
  t.strictSame(await lines('2024-03-01', 'vaeSilence'), ['late 2024-02-29 -1'])
})

t.test('V4: no term while the file is incomplete; it starts again with what completes it', async (t) => {
  const waiting = await alertsOf(t, receivedVae(), incomplete)
  for (const code of ['vaeAnswer', 'vaeSilence'] as const) t.strictSame(await waiting.on('2024-01-22', code), [], code)
  const { on, lines, behind } = await alertsOf(t, receivedVae(), incomplete, completed)
  t.strictSame(await lines('2024-01-20', 'vaeAnswer'), ['soon 2024-01-20 0'])
  t.strictSame(await lines('2024-01-21', 'vaeSilence'), ['late 2024-01-20 -1'])
  t.strictSame(behind((await on('2024-01-21', 'vaeSilence'))[0]), ['FeasibilityFileReceived', 'FeasibilityFileDeclaredIncomplete'])
})

t.test('V4: an answer that is annulled is none', async (t) => {
  const annulled: Step = (world) => {
    world.at('2023-11-20')
    const correctedEventId = world.last('AdmissibilityGranted').id
    return world.attempt('AnnulFact', candidacyOf(alix), { correctedEventId, reason: 'typingError', authority: 'certifier' })
  }
  t.strictSame(await (await alertsOf(t, admissibleVae())).on('2023-12-03', 'vaeSilence'), [])
  t.strictSame(await (await alertsOf(t, admissibleVae(), annulled)).lines('2023-12-03', 'vaeSilence'), ['late 2023-12-02 -1'])
})

t.test('V4: what may be recorded is what W1 and W3 let', async (t) => {
  const textOn = async (day: string, ...steps: readonly Step[]) => {
    const [alert] = await (await alertsOf(t, ...steps)).on(day, 'vaeSilence')
    return alert?.text.en
  }
  t.match(await textOn('2025-07-02', receivedVae(alix, { receivedOn: '2025-05-01' })), /DeemAdmissibilityGranted/, 'the last day is in')
  t.match(await textOn('2025-07-16', receivedVae(alix, { receivedOn: '2025-05-15' })), /registrationExpired/)
  const suspended = registration('SuspendRegistration', '2023-11-20', 'formalNoticeUnanswered')
  const withdrawn = registration('WithdrawRegistration', '2023-11-20', 'formalNoticeUnanswered')
  t.match(await textOn('2023-12-03', receivedVae(), suspended), /suspended/)
  t.match(await textOn('2023-12-03', receivedVae(), withdrawn), /registrationWithdrawn/)
})

t.test('vaeStale: after 183 days without activity, while it is open', async (t) => {
  const { on, lines, behind } = await alertsOf(t, admissibleVae())
  t.strictSame(await lines('2024-05-14', 'vaeStale'), [], 'the 183rd day')
  t.strictSame(await lines('2024-05-15', 'vaeStale'), ['late 2024-05-14 -1'])
  const [alert] = await on('2024-05-15', 'vaeStale')
  t.match(alert?.text.en, /No activity since 13 November 2023/)
  t.strictSame(behind(alert), ['AdmissibilityGranted'])
  const active = await alertsOf(t, depositedVae())
  t.strictSame(await active.on('2024-05-15', 'vaeStale'), [])
  t.strictSame(await active.lines('2024-07-17', 'vaeStale'), ['late 2024-07-16 -1'])
})

t.test('vaeStale: what no report tells is activity too; what is annulled is none; who left is not waited for', async (t) => {
  const flagged = together(depositedVae(), having('FlagValidationFile', '2024-03-04', { reason: 'blocNotCovered' }))
  t.strictSame(await (await alertsOf(t, flagged)).lines('2024-09-04', 'vaeStale'), ['late 2024-09-03 -1'])
  const annulled: Step = (world) => {
    world.at('2024-03-11')
    const correctedEventId = world.last('ValidationFileFlagged').id
    return world.attempt('AnnulFact', candidacyOf(alix), { correctedEventId, reason: 'typingError', authority: 'certifier' })
  }
  t.strictSame(await (await alertsOf(t, flagged, annulled)).lines('2024-09-04', 'vaeStale'), ['late 2024-07-16 -50'])
  for (const [type, reason] of [
    ['AbandonVae', 'candidateRequest'],
    ['DeclareVaeStale', 'noActivity'],
  ] as const)
    t.strictSame(await (await alertsOf(t, admissibleVae(), having(type, '2024-01-15', { reason }))).on('2024-09-04', 'vaeStale'), [], type)
})

t.test('two candidates: each its own alert', async (t) => {
  const other = 'Bo Exemple'
  const { on } = await alertsOf(t, receivedVae(), (world) => void somebody(world, other), receivedVae(other, { receivedOn: '2023-10-01' }))
  t.strictSame(
    (await on('2023-12-03', 'vaeSilence')).map(({ dueOn }) => dueOn),
    ['2023-12-01', '2023-12-02'],
    'the one that is due first comes first',
  )
})
