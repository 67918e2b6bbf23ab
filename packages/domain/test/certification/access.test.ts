import { type Acting, emptyWorld, fingerprintOf, given, givenIn, idOf, known, type Step } from '@minutier/testing'
import { test } from 'tap'
import { code } from './registering.ts'

const grantId = idOf('grant')
const holder: Step = (world) => known(world, 'Alix Exemple, auditor')
const grant =
  (changes: Readonly<Record<string, unknown>> = {}): Step =>
  (world) =>
    world.attempt('GrantAccess', code, {
      grantId,
      holderId: idOf('Alix Exemple, auditor'),
      role: 'auditor',
      namedReports: ['R1'],
      fromOn: '2023-01-01',
      untilOn: '2023-03-31',
      ...changes,
    })
const end: Step = (world) => world.attempt('EndAccess', code, { grantId, reason: 'missionEnded' })
const report =
  (size: number, acting: Acting = {}): Step =>
  (world) =>
    world.attempt(
      'GenerateReport',
      code,
      {
        reportId: idOf('report'),
        kind: 'R1',
        format: 'csv',
        size,
        parametersFingerprint: fingerprintOf('parameters'),
        generatorVersion: 'v1',
        outputFingerprint: fingerprintOf('report'),
      },
      acting,
    )
/** Tried on a day by who was given access. */
const reportBy =
  (role: 'auditor' | 'regulator', day = '2023-03-01'): Step =>
  (world) => {
    world.at(`${day}T09:00:00.000Z`)
    return report(1, { role, actor: idOf('Alix Exemple, auditor') })(world)
  }

test('an auditor is given access for some days', given(holder).when(grant()).then({ type: 'AccessGranted', grantId }))
test('G1: access is given to a known person', given(holder).when(grant()).thenAccepted('G1'))
test(
  'G1: nobody gives access to who is not known',
  given()
    .when(grant())
    .thenRefused('G1', { found: idOf('Alix Exemple, auditor') }),
)
test('G7: a grant is given once', given(holder, grant()).when(grant()).thenRefused('G7', { found: grantId }))
test(
  'G13: access that ends before it begins is refused',
  given(holder)
    .when(grant({ untilOn: '2022-12-31' }))
    .thenRefused('G13'),
)
test(
  'G13: access of one day is accepted',
  given(holder)
    .when(grant({ untilOn: '2023-01-01' }))
    .thenAccepted('G13'),
)
test('access is ended before its term', given(holder, grant()).when(end).then({ type: 'AccessEnded', grantId }))
test('G1: access is ended once', given(holder, grant(), end).when(end).thenRefused('G1', { found: 'ended' }))
test('G1: what was never given is not ended', given().when(end).thenRefused('G1', { found: 'none' }))

test('G11: a report says of how many events it is made', given().when(report(1)).thenAccepted('G11'))
test('G11: a report made of nothing is refused', given().when(report(0)).thenRefused('G11', { found: 0 }))
test(
  'G1: no report before the fiche',
  givenIn(() => emptyWorld())
    .when(report(1))
    .thenRefused('G1'),
)

test('G11: a ledger of ten million events has its report', given().when(report(10_000_000)).thenAccepted('G11'))

test('G9: an auditor takes a report away while their access runs', given(holder, grant()).when(reportBy('auditor')).thenAccepted('G11'))
test(
  'G9: so does a regulator',
  given(holder, grant({ role: 'regulator' }))
    .when(reportBy('regulator'))
    .thenAccepted('G11'),
)
test('G9: an auditor without access is refused', given(holder).when(reportBy('auditor')).thenRefused('G9'))
test('G9: access in another role is none', given(holder, grant()).when(reportBy('regulator')).thenRefused('G9'))
test('G9: nor is access that was ended', given(holder, grant(), end).when(reportBy('auditor')).thenRefused('G9'))
test('G9: the last day of the access is in it', given(holder, grant()).when(reportBy('auditor', '2023-03-31')).thenAccepted('G11'))
test('G9: the day after is not', given(holder, grant()).when(reportBy('auditor', '2023-04-01')).thenRefused('G9'))
