import { certifiedWorld, given, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import { numberAt } from '../../src/register/judge.ts'

const register = 'RNCP36582-2025'
const assign =
  (certificateNumber: string, cause: string | undefined = certificateNumber): Step =>
  (world) =>
    world.attempt(
      'AssignCertificateNumber',
      register,
      { candidacyId: idOf(`candidacy ${certificateNumber}`), certificateNumber },
      { role: 'process', ...(cause !== undefined && { causationId: idOf(cause) }) },
    )

test('G4: the first number of a year is 1', given().when(assign('RNCP36582-2025-000001')).thenAccepted('G4'))
test('G4: the next one follows', given(assign('RNCP36582-2025-000001')).when(assign('RNCP36582-2025-000002')).thenAccepted('G4'))
test(
  'G4: a gap is refused, and the number expected is said',
  given(assign('RNCP36582-2025-000001'))
    .when(assign('RNCP36582-2025-000003'))
    .thenRefused('G4', { found: 'RNCP36582-2025-000003', expected: 'RNCP36582-2025-000002' }),
)
test(
  'G4: a number is not given again',
  given(assign('RNCP36582-2025-000001'))
    .when(assign('RNCP36582-2025-000001', 'another cause'))
    .thenRefused('G4', { expected: 'RNCP36582-2025-000002' }),
)
test(
  'G4: a number of another year is refused',
  given().when(assign('RNCP36582-2024-000001')).thenRefused('G4', { expected: 'RNCP36582-2025-000001' }),
)
test('G4: a number of another certification is refused', given().when(assign('RNCP35584-2025-000001')).thenRefused('G4'))
test(
  'G7: one cause gets one number',
  given(assign('RNCP36582-2025-000001', 'cause'))
    .when(assign('RNCP36582-2025-000002', 'cause'))
    .thenRefused('G7', { found: 'RNCP36582-2025-000001' }),
)
test('G7: another cause gets another', given(assign('RNCP36582-2025-000001')).when(assign('RNCP36582-2025-000002')).thenAccepted('G7'))
test(
  'G9: a person gives no number',
  given()
    .when((world) =>
      world.attempt('AssignCertificateNumber', register, { candidacyId: idOf('candidacy'), certificateNumber: 'RNCP36582-2025-000001' }),
    )
    .thenRefused('G9', { found: 'certifier', expected: ['process'] }),
)

test('the revision is the counter, on six digits', (t) => {
  t.equal(numberAt('register-RNCP36582-2025', 0), 'RNCP36582-2025-000001')
  t.equal(numberAt('register-RNCP36582-2025', 999_998), 'RNCP36582-2025-999999')
  t.end()
})
test('a register holds no correction: its revision is the counter', (t) => {
  const world = certifiedWorld()
  for (const type of ['FactAnnulled', 'FactRectified', 'EffectRefused']) {
    t.throws(() => world.attemptNote('register', register, { type, data: {} }), /a stream of kind register holds no/)
  }
  t.end()
})
