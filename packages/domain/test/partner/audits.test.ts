import { fingerprintOf, given, idOf, known, partnerSiret, type Step } from '@minutier/testing'
import { test } from 'tap'
import { after, at, habilitate, revoke, suspend } from './habilitating.ts'

const auditId = idOf('audit')
const actionId = idOf('action')
const audit =
  (auditedOn = '2023-01-10'): Step =>
  (world) =>
    world.attempt('RecordPartnerAudit', partnerSiret, {
      auditId,
      gridVersion: 'v1',
      auditedOn,
      majorCount: 1,
      minorCount: 2,
      reportFingerprint: fingerprintOf('audit report'),
    })
const ask =
  (dueOn = '2023-03-01'): Step =>
  (world) =>
    world.attempt('RequestCorrectiveAction', partnerSiret, { actionId, auditId, finding: 'traceability', dueOn })
const close =
  (closedOn = '2023-02-01'): Step =>
  (world) =>
    world.attempt('CloseCorrectiveAction', partnerSiret, { actionId, closedOn, outcome: 'done' })
const designate: Step = (world) =>
  world.attempt('DesignateDisabilityOfficer', partnerSiret, { officerId: idOf('Camille Exemple, officer'), fromOn: '2022-09-01' })

const audited = [habilitate(), at('2023-01-10'), audit()]

test('G1: a partner is audited', given(habilitate(), at('2023-01-10')).when(audit()).thenAccepted('G1'))
test('G1: a body that is no partner is not audited', given(at('2023-01-10')).when(audit()).thenRefused('G1', { found: [] }))
test(
  'G1: nor one whose habilitation has expired',
  given(habilitate(), at('2024-09-01'))
    .when(audit('2024-09-01'))
    .thenRefused('G1', { found: ['expired'] }),
)
test(
  'G1: a suspended partner is audited, that is how a suspension ends',
  given(habilitate(), suspend('2022-12-01'), at('2023-01-10')).when(audit()).thenAccepted('G1'),
)
test('G1: a revoked one is not', given(habilitate(), revoke('2022-12-01'), at('2023-01-10')).when(audit()).thenRefused('G1'))
test(
  'G7: an audit is recorded once',
  given(...audited)
    .when(audit())
    .thenRefused('G7', { found: auditId }),
)
test('G8: no audit of tomorrow', given(habilitate(), at('2023-01-09')).when(audit()).thenRefused('G8', { found: '2023-01-10' }))

test(
  'G1: a corrective action rests on an audit',
  given(...audited)
    .when(ask())
    .thenAccepted('G1'),
)
test('G1: without it the action is refused', given(habilitate(), at('2023-01-10')).when(ask()).thenRefused('G1', { found: 'none' }))
test(
  'G7: an action is requested once',
  given(...audited, ask())
    .when(ask())
    .thenRefused('G7', { found: actionId }),
)
test(
  'G13: an action due before the audit is refused',
  given(...audited)
    .when(ask('2023-01-09'))
    .thenRefused('G13'),
)
test(
  'G13: an action due on the day of the audit is accepted',
  given(...audited)
    .when(ask('2023-01-10'))
    .thenAccepted('G13'),
)

const asked = [...audited, ask(), at('2023-02-01')]
test(
  'G1: an action is closed',
  given(...asked)
    .when(close())
    .thenAccepted('G1'),
)
test(
  'G1: an action is closed once',
  given(...asked, close())
    .when(close())
    .thenRefused('G1', { found: 'closed', expected: ['requested'] }),
)
test(
  'G1: what was not requested is not closed',
  given(...audited, at('2023-02-01'))
    .when(close())
    .thenRefused('G1', { found: 'none' }),
)
test(
  'G13: an action is not closed before the audit',
  given(...asked)
    .when(close('2023-01-09'))
    .thenRefused('G13'),
)

test(
  'G1: a known person is designated, also where there is no habilitation',
  given((world) => known(world, 'Camille Exemple, officer'))
    .when(designate)
    .thenAccepted('G1'),
)
test(
  'G1: an unknown person is not designated',
  given()
    .when(designate)
    .thenRefused('G1', { found: idOf('Camille Exemple, officer') }),
)
test('officers are kept in the order of their designation', (t) => {
  const world = after((one) => known(one, 'Camille Exemple, officer'), designate)
  t.strictSame(world.folded('partner', partnerSiret).state.officers, [
    { officerId: idOf('Camille Exemple, officer'), fromOn: '2022-09-01' },
  ])
  t.end()
})
test('audits and actions are kept with what became of them', (t) => {
  const world = after(...asked, close())
  t.match(world.folded('partner', partnerSiret).state, {
    audits: { [auditId]: { auditedOn: '2023-01-10', majorCount: 1, minorCount: 2 } },
    actions: { [actionId]: { auditId, dueOn: '2023-03-01', closedOn: '2023-02-01' } },
  })
  t.end()
})
