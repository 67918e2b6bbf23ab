import { fingerprintOf, registration, type Step } from '@minutier/testing'
import t from 'tap'
import { alertsOf } from './alerts-of.ts'

const renewed =
  (fields: object): Step =>
  (world) => {
    world.at('2025-03-03')
    const decision = { decidedOn: '2025-03-03', expiresOn: '2028-07-01', decisionFingerprint: fingerprintOf('decision'), ...fields }
    return world.attempt('RecordRenewal', 'RNCP36582', decision)
  }

t.test('registrationExpiring: a hundred and eighty days before its last one, and no more once it has ended', async (t) => {
  const { on, lines, behind } = await alertsOf(t)
  t.strictSame(await lines('2025-01-01', 'registrationExpiring'), [])
  t.strictSame(await lines('2025-01-02', 'registrationExpiring'), ['soon 2025-07-01 180'])
  t.strictSame(await lines('2025-07-01', 'registrationExpiring'), ['soon 2025-07-01 0'], 'the last day is in')
  t.strictSame(await lines('2025-07-02', 'registrationExpiring'), [])
  const [alert] = await on('2025-07-01', 'registrationExpiring')
  t.match(alert, { subject: 'certification-RNCP36582', certification: 'RNCP36582', centreSiret: null })
  t.strictSame(behind(alert), ['CertificationImported'])
})

t.test('registrationRenewal: six months before the expiry, told of ninety days earlier', async (t) => {
  const { lines } = await alertsOf(t)
  t.strictSame(await lines('2024-10-02', 'registrationRenewal'), [])
  t.strictSame(await lines('2024-10-03', 'registrationRenewal'), ['soon 2025-01-01 90'])
  t.strictSame(await lines('2025-01-01', 'registrationRenewal'), ['soon 2025-01-01 0'])
  t.strictSame(await lines('2025-01-02', 'registrationRenewal'), ['late 2025-01-01 -1'])
  t.strictSame(await lines('2025-07-02', 'registrationRenewal'), [])
})

t.test('a renewal moves both; a successor needs no renewal of this one', async (t) => {
  const longer = await alertsOf(t, renewed({}))
  for (const code of ['registrationExpiring', 'registrationRenewal'] as const) t.strictSame(await longer.on('2025-06-30', code), [], code)
  t.strictSame(await longer.lines('2028-01-02', 'registrationRenewal'), ['late 2028-01-01 -1'])
  t.strictSame(longer.behind((await longer.on('2028-01-03', 'registrationExpiring'))[0]), ['RegistrationRenewed'])
  const succeeded = await alertsOf(t, renewed({ successor: 'RNCP40000' }))
  t.strictSame(await succeeded.on('2025-06-30', 'registrationRenewal'), [])
  t.strictSame(await succeeded.lines('2025-06-30', 'registrationExpiring'), ['soon 2025-07-01 1'], 'its own window does not move')
})

t.test('one that was withdrawn is not renewed', async (t) => {
  const { on } = await alertsOf(t, registration('WithdrawRegistration', '2025-02-03', 'formalNoticeUnanswered'))
  for (const code of ['registrationExpiring', 'registrationRenewal'] as const) t.strictSame(await on('2025-06-30', code), [], code)
})
