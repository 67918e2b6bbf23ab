import { type Draft, record, rncp36582Rulebook } from '@minutier/domain'
import { alix, candidacyOf, certifiedWorld, given, givenIn, having, idOf, onDay, type Step } from '@minutier/testing'
import { test } from 'tap'
import { completed, declaringIncomplete, deeming, granting, incomplete, received, refusing } from './vae-answers.ts'

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
