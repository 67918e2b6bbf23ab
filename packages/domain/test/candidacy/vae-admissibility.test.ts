import { type Draft, record, rncp36582Rulebook } from '@minutier/domain'
import {
  alix,
  applied,
  attempting,
  candidacyOf,
  certifiedWorld,
  commitmentOf,
  given,
  givenIn,
  having,
  idOf,
  onDay,
  receivedVae,
  registration,
  type Step,
} from '@minutier/testing'
import { test } from 'tap'

const granting = (decidedOn: string) => attempting('GrantAdmissibility', decidedOn, { decidedOn })
const refusing = (decidedOn: string, reason = 'experienceUnrelated') => attempting('RefuseAdmissibility', decidedOn, { decidedOn, reason })
const declaringIncomplete = (decidedOn: string) =>
  attempting('DeclareFeasibilityFileIncomplete', decidedOn, { decidedOn, reason: 'pieceMissing' })
const incomplete = (decidedOn: string) => having('DeclareFeasibilityFileIncomplete', decidedOn, { decidedOn, reason: 'pieceMissing' })
const completed = (receivedOn: string) =>
  having('CompleteFeasibilityFile', receivedOn, { receivedOn, fileCommitment: commitmentOf('the rest') })
const deeming = (today: string) => attempting('DeemAdmissibilityGranted', today)
const received = (receivedOn: string) => receivedVae(alix, { receivedOn })

test(
  'V4: a refusal on the last day of the two months is accepted',
  given(received('2023-10-02')).when(refusing('2023-12-02')).thenAccepted('V4'),
)

test(
  'V4: a refusal the day after the term is refused',
  given(received('2023-10-02'))
    .when(refusing('2023-12-03'))
    .thenRefused('V4', { found: { receivedOn: '2023-10-02', decidedOn: '2023-12-03' }, expected: { until: '2023-12-02' } }),
)

test(
  'V4: a refusal decided in time may be recorded later',
  given(received('2023-10-02')).when(recordedLate('2023-12-01', '2024-02-05')).thenAccepted('V4'),
)

test(
  'V4: two months after the last day of December end with February',
  given(received('2023-12-31')).when(refusing('2024-02-29')).thenAccepted('V4'),
)

test(
  'V4: the first of March is past that term',
  given(received('2023-12-31'))
    .when(refusing('2024-03-01'))
    .thenRefused('V4', { expected: { until: '2024-02-29' } }),
)

test(
  'V4: a file is declared incomplete until the term',
  given(received('2023-10-02')).when(declaringIncomplete('2023-12-02')).thenAccepted('V4'),
)

test(
  'V4: a file is not declared incomplete on day 70',
  given(received('2023-10-02'))
    .when(declaringIncomplete('2023-12-11'))
    .thenRefused('V4', { found: { decidedOn: '2023-12-11' } }),
)

test('V4: a file is not refused on day 70', given(received('2023-10-02')).when(refusing('2023-12-11')).thenRefused('V4'))

test(
  'V4: what completes the file starts the term again',
  given(received('2023-10-02'), incomplete('2023-10-16'), completed('2023-11-20')).when(refusing('2024-01-20')).thenAccepted('V4'),
)

test(
  'V4: the term that started again ends too',
  given(received('2023-10-02'), incomplete('2023-10-16'), completed('2023-11-20'))
    .when(refusing('2024-01-21'))
    .thenRefused('V4', { found: { receivedOn: '2023-11-20' }, expected: { until: '2024-01-20' } }),
)

test(
  'V4: no term runs while a file is incomplete',
  given(received('2023-10-02'), incomplete('2023-10-16')).when(refusing('2024-02-12', 'fileIncomplete')).thenAccepted('V4'),
)

test(
  'V4: silence makes admissible on command, dated the term',
  given(received('2023-10-02')).when(deeming('2023-12-11')).then({ type: 'AdmissibilityDeemedGranted', termOn: '2023-12-02' }),
)

test(
  'V4: silence is worth an answer from the day after the term',
  given(received('2023-10-02')).when(deeming('2023-12-03')).thenAccepted('V4', 'W1', 'W3', 'P5'),
)

test(
  'V4: the term is not over on its last day',
  given(received('2023-10-02'))
    .when(deeming('2023-12-02'))
    .thenRefused('V4', { found: { receivedOn: '2023-10-02', today: '2023-12-02' }, expected: { after: '2023-12-02' } }),
)

test(
  'V4: silence is not noted on an incomplete file',
  given(received('2023-10-02'), incomplete('2023-10-16')).when(deeming('2024-01-08')).thenRefused('G1', { found: 'incomplete' }),
)

test(
  'V4: a term of three months is that of another rulebook',
  givenIn(() => certifiedWorld(withTerm(3)), received('2023-10-02'))
    .when(deeming('2024-01-03'))
    .then({ termOn: '2024-01-02' }),
)

test(
  'V4: silence dated another day than the term is refused',
  given(received('2023-10-02'))
    .when(notingSilence('2023-12-01'))
    .thenRefused('V4', { found: { termOn: '2023-12-01' }, expected: '2023-12-02' }),
)

test('V4: a file is admissible after the term too', given(received('2023-10-02')).when(granting('2023-12-11')).thenAccepted('W1', 'W3'))

test(
  'V4: a registration that expired is a ground at any time',
  given(received('2025-05-15')).when(refusing('2025-07-16', 'registrationExpired')).thenAccepted('V4'),
)

test(
  'V4: after the expiry, no other ground is',
  given(received('2025-05-15'))
    .when(refusing('2025-07-16'))
    .thenRefused('V4', { expected: { until: '2025-07-15' } }),
)

test(
  'W1: silence whose term is after the expiry makes nothing',
  given(received('2025-05-15')).when(deeming('2025-07-16')).thenRefused('W1', { found: '2025-07-15' }),
)

test(
  'W1: admissibility after the expiry is refused',
  given(received('2025-05-15'))
    .when(granting('2025-07-02'))
    .thenRefused('W1', { found: '2025-07-02', expected: { until: '2025-07-01' } }),
)

test('W1: admissibility on the last day is accepted', given(received('2025-05-15')).when(granting('2025-07-01')).thenAccepted('W1'))

test(
  'W1: silence whose term is the last day makes admissible',
  given(received('2025-05-01')).when(deeming('2025-07-07')).thenAccepted('W1'),
)

const suspended = registration('SuspendRegistration', '2023-11-06', 'dutyNotMet')
const withdrawnFiche = registration('WithdrawRegistration', '2023-11-06', 'certifierRequest')

test(
  'W3: no admissibility while the registration is suspended',
  given(received('2023-10-02'), suspended)
    .when(granting('2023-11-13'))
    .thenRefused('W3', { found: { status: 'suspended', since: '2023-11-06' } }),
)

test(
  'W3: admissibility before the suspension is accepted',
  given(received('2023-10-02'), suspended).when(granting('2023-11-05')).thenAccepted('W3'),
)

test(
  'W3: silence whose term falls in a suspension makes nothing',
  given(received('2023-10-02'), suspended).when(deeming('2023-12-11')).thenRefused('W3'),
)

test(
  'V4: a registration that was withdrawn is a ground at any time',
  given(received('2023-10-02'), withdrawnFiche).when(refusing('2024-03-04', 'registrationWithdrawn')).thenAccepted('V4'),
)

test(
  'G1: a registration that is in force is not a ground',
  given(received('2023-10-02'))
    .when(refusing('2024-03-04', 'registrationExpired'))
    .thenRefused('G1', { found: '2024-03-04', expected: { after: '2025-07-01' } }),
)

test(
  'G1: a registration that was not withdrawn is not a ground',
  given(received('2023-10-02'), suspended).when(refusing('2024-03-04', 'registrationWithdrawn')).thenRefused('G1', { found: 'suspended' }),
)

test(
  'G1: an answer is given once',
  given(received('2023-10-02'), having('GrantAdmissibility', '2023-11-13', { decidedOn: '2023-11-13' }))
    .when(refusing('2023-11-20'))
    .thenRefused('G1', { found: 'admissible' }),
)

test(
  'G1: a file is not completed before it is said incomplete',
  given(received('2023-10-02'))
    .when(attempting('CompleteFeasibilityFile', '2023-10-09', { receivedOn: '2023-10-09', fileCommitment: commitmentOf('the rest') }))
    .thenRefused('G1', { found: 'received' }),
)

test(
  'G13: an answer is not dated before the receipt',
  given(received('2023-10-02'))
    .when(granting('2023-10-01'))
    .thenRefused('G13', { found: '2023-10-01', expected: { from: '2023-10-02' } }),
)

test('G13: an answer on the day of the receipt is accepted', given(received('2023-10-02')).when(granting('2023-10-02')).thenAccepted('G13'))

test(
  'G13: an answer is not dated before what completed the file',
  given(received('2023-10-02'), incomplete('2023-10-16'), completed('2023-11-20')).when(granting('2023-11-19')).thenRefused('G13'),
)

test(
  'G1: a training has no feasibility file to answer',
  given(applied()).when(granting('2023-04-11')).thenRefused('G1', { found: 'CA', expected: 'VAE' }),
)

test(
  'G1: silence is worth nothing in a training',
  given(applied()).when(deeming('2023-06-12')).thenRefused('G1', { found: 'CA', expected: 'VAE' }),
)

test('V4: silence opens the way to the validation file from the term', (t) => {
  const world = certifiedWorld()
  received('2023-10-02')(world)
  having('DeclareFeasibilityFileComplete', '2023-12-15')(world)
  having('DeemAdmissibilityGranted', '2024-01-08')(world)
  t.match(world.folded('candidacy', candidacyOf(alix)).state, { status: 'admissible', vae: { admissibleOn: '2023-12-02' } })
  t.end()
})

/** A refusal decided on one day and recorded on another. */
function recordedLate(decidedOn: string, today: string): Step {
  return (world) => {
    onDay(world, today)
    return refusing(decidedOn)(world)
  }
}

/** The event itself, as an older Minutier might have recorded it: the command does not take the day. */
function notingSilence(termOn: string): Step {
  return (world) => {
    onDay(world, '2023-12-11')
    const command = { commandId: idOf('an older command'), commandMac: null, correlationId: null, causationId: null }
    const draft: Draft = {
      ...command,
      occurredAt: world.now,
      recordedAt: world.now,
      actor: idOf('a certifier'),
      role: 'certifier',
      nextId: () => idOf('event'),
    }
    const fact = { type: 'AdmissibilityDeemedGranted', data: { termOn } }
    return record([fact], world.folded('candidacy', candidacyOf(alix)), draft, world.sources)
  }
}

function withTerm(admissibilityMonths: number) {
  return { ...rncp36582Rulebook, vae: { ...rncp36582Rulebook.vae, admissibilityMonths } }
}
