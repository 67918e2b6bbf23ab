import { rncp36582Rulebook } from '@minutier/domain'
import {
  admissibleVae,
  admitted,
  alix,
  attempting,
  candidacyOf,
  certifiedWorld,
  enrolled,
  enrolment,
  given,
  givenIn,
  having,
  readyForAdmission,
  registration,
} from '@minutier/testing'
import { test } from 'tap'

const enrolling = (fields: Record<string, unknown> = {}) => {
  const said = enrolment(fields)
  return attempting('EnrolCandidate', String(said['enrolledOn']), said)
}
const changing = (route: string, effectiveOn = '2023-10-02') =>
  attempting('ChangeRoute', effectiveOn, { route, effectiveOn, reason: 'contractSigned' })

test(
  'A1: a candidate is enrolled by an open route',
  given(admitted())
    .when(enrolling({ route: 'FC' }))
    .thenAccepted('A1', 'A2', 'A3'),
)

test(
  'A1: an individual enrolment is refused',
  given(admitted())
    .when(enrolling({ route: 'CL' }))
    .thenRefused('A1', { found: 'CL', expected: ['FI', 'CA', 'FC', 'CQ'] }),
)

test(
  'A1: nobody is enrolled for a VAE',
  given(admitted())
    .when(enrolling({ route: 'VAE' }))
    .thenRefused('A1', { found: 'VAE' }),
)

test('A1: a route is changed for another open one', given(enrolled()).when(changing('CQ')).thenAccepted('A1'))

test('A1: a route is not changed for one that the fiche closes', given(enrolled()).when(changing('CL')).thenRefused('A1', { found: 'CL' }))

test('A1: a training is not changed into a VAE', given(enrolled()).when(changing('VAE')).thenRefused('A1', { found: 'VAE' }))

test(
  'A2: an enrolment in New Caledonia is refused',
  given(admitted())
    .when(enrolling({ territory: 'NC' }))
    .thenRefused('A2', { found: 'NC' }),
)

test(
  'A2: an enrolment in Martinique is accepted',
  given(admitted())
    .when(enrolling({ territory: 'MQ' }))
    .thenAccepted('A2'),
)

test(
  'W1: the last day of the registration counts',
  given(admitted())
    .when(enrolling({ enrolledOn: '2025-07-01' }))
    .thenAccepted('W1', 'W3'),
)

test(
  'W1: the day after the registration expired is refused',
  given(admitted())
    .when(enrolling({ enrolledOn: '2025-07-02' }))
    .thenRefused('W1', { found: '2025-07-02', expected: { from: '2022-07-01', until: '2025-07-01' } }),
)

test(
  'W1: the last day does not count where the rulebook says so',
  givenIn(() => certifiedWorld({ ...rncp36582Rulebook, registration: { lastDayIncluded: false } }), admitted())
    .when(enrolling({ enrolledOn: '2025-07-01' }))
    .thenRefused('W1', { found: '2025-07-01', expected: { until: '2025-06-30' } }),
)

test(
  'W1: enrolled in June for a training that starts after the expiry is refused',
  given(admitted())
    .when(enrolling({ enrolledOn: '2025-06-16', trainingStartsOn: '2025-09-01' }))
    .thenRefused('W1', { found: '2025-09-01' }),
)

test(
  'W1: a training that starts on the last day is accepted',
  given(admitted())
    .when(enrolling({ enrolledOn: '2025-06-16', trainingStartsOn: '2025-07-01' }))
    .thenAccepted('W1'),
)

const suspended = registration('SuspendRegistration', '2023-06-01', 'dutyNotMet')
const reinstated = registration('ReinstateRegistration', '2023-09-04', 'complianceRestored')

test(
  'W3: nobody is enrolled while the registration is suspended',
  given(admitted(), suspended)
    .when(enrolling())
    .thenRefused('W3', { found: { status: 'suspended', since: '2023-06-01', eventId: /^[0-9a-f-]{36}$/ } }),
)

test(
  'W3: the day before the suspension counts',
  given(admitted(), suspended)
    .when(enrolling({ enrolledOn: '2023-05-31' }))
    .thenAccepted('W3'),
)

test(
  'W3: from the day of its reinstatement, candidates are enrolled',
  given(admitted(), suspended, reinstated).when(enrolling()).thenAccepted('W3'),
)

test(
  'W3: nobody is enrolled once the registration is withdrawn',
  given(admitted(), registration('WithdrawRegistration', '2023-08-01', 'certifierRequest'))
    .when(enrolling())
    .thenRefused('W3', { found: { status: 'withdrawn' } }),
)

test(
  'G1: nobody is enrolled before being admitted',
  given(readyForAdmission())
    .when(enrolling())
    .thenRefused('G1', { found: 'applied', expected: ['admitted'] }),
)

test('G1: nobody is enrolled twice', given(enrolled()).when(enrolling()).thenRefused('G1', { found: 'enrolled' }))

test(
  'V1: a VAE candidate is not enrolled in a training',
  given(admissibleVae())
    .when(enrolling({ enrolledOn: '2024-01-08' }))
    .thenRefused('V1', { found: 'VAE' }),
)

test(
  'G13: an enrolment is not dated before the application',
  given(admitted())
    .when(enrolling({ enrolledOn: '2023-03-05' }))
    .thenRefused('G13', { found: '2023-03-05' }),
)

test(
  'G13: an enrolment on the day of the admission is accepted',
  given(admitted())
    .when(enrolling({ enrolledOn: '2023-04-11' }))
    .thenAccepted('G13'),
)

test(
  'G13: an enrolment is not dated before the admission',
  given(admitted())
    .when(enrolling({ enrolledOn: '2023-04-10' }))
    .thenRefused('G13', { found: '2023-04-10', expected: { from: '2023-04-11' } }),
)

test(
  'G13: a change of route is not dated before the enrolment',
  given(enrolled())
    .when(changing('CQ', '2023-09-03'))
    .thenRefused('G13', { found: '2023-09-03', expected: { from: '2023-09-04' } }),
)

test(
  'G14: a target bloc of another certification is refused',
  given(admitted())
    .when(enrolling({ targetBlocs: ['RNCP35584BC02'] }))
    .thenRefused('G14', { found: 'RNCP35584BC02' }),
)

test('A1: what an enrolment says replaces what the application said', (t) => {
  const world = certifiedWorld()
  enrolled(alix, { route: 'FI', territory: 'RE', trainingStartsOn: '2023-10-02' })(world)
  having('ChangeRoute', '2023-11-06', { route: 'CQ', effectiveOn: '2023-11-06', reason: 'contractSigned' })(world)
  const { state } = world.folded('candidacy', candidacyOf(alix))
  t.match(state, {
    id: candidacyOf(alix),
    status: 'enrolled',
    route: 'CQ',
    territory: 'RE',
    openedOn: '2023-03-06',
    enrolment: { enrolledOn: '2023-09-04', trainingStartsOn: '2023-10-02', eventId: world.last('CandidateEnrolled').id },
  })
  t.end()
})
