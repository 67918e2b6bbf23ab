import {
  alix,
  allBlocs,
  assessed,
  attemptingJury,
  bc01,
  blocsEarned,
  constitutedJury,
  convened,
  convenedOnFile,
  decided,
  deliberated,
  deliberation,
  finalAssessment,
  given,
  havingJury,
  heard,
  idOf,
  inesInternal,
  type JuryOf,
  juryDecision,
  readyToDecide,
  sealedJury,
  together,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { exemptedFrom } from './accommodations.ts'
import {
  adjournedByAnother,
  assessedOnFile,
  candidateWith,
  decide,
  decidedSession,
  decideWithoutFinal,
  validatedByAnother,
} from './situations.ts'

const [first = bc01, ...others] = allBlocs
const other: JuryOf = { jury: 'other' }
const unfavourable = havingJury('RecordFinalAssessment', finalAssessment(alix, { favourable: false }))
const carried = { forCount: 2, againstCount: 1 }
const against = { forCount: 1, againstCount: 2 }
const tied = { forCount: 1, againstCount: 1, abstainedCount: 1 }

/** Heard and deliberated on, with these blocs. */
const deliberatedWith = (blocs: readonly string[], votes: object = {}) =>
  together(candidateWith(blocs), constitutedJury(), readyToDecide(alix, {}, { ...votes }))
const partial = { outcome: 'partial', finalEpreuve: 'validated' }
const notValidated = { outcome: 'partial', finalEpreuve: 'notValidated' }

/** On the file, the final épreuve being validated before and the last bloc since. */
const onFile = (votes: object = {}) =>
  together(
    validatedByAnother(others),
    blocsEarned([first], [alix]),
    constitutedJury(),
    convenedOnFile(),
    deliberated(alix, {}, { ...votes }),
  )
const fileDecision = (fields: object = {}) => decideWithoutFinal({ object: 'file', ...fields })

test(
  'C1: four blocs and the final épreuve make the certification',
  given(deliberatedWith(allBlocs)).when(decide()).thenAccepted('C1', 'C2', 'G1', 'G7', 'G13'),
)

test(
  'C1: `full` without a bloc is refused, and all that is missing is told',
  given(deliberatedWith(others))
    .when(decide())
    .thenRefused('C1', { remedy: { en: `missing: ${first}` } }),
)

test(
  'C2: four blocs and the final épreuve, which this decision validates, are enough',
  given(deliberatedWith(allBlocs)).when(decide()).thenAccepted('C2'),
)

test(
  'C2: four blocs without the final épreuve are not enough',
  given(deliberatedWith(allBlocs, against))
    .when(decide({ finalEpreuve: 'notValidated' }))
    .thenRefused('C2', { expected: 'final' }),
)

test(
  'C1: neither the blocs nor the final épreuve: C1 refuses',
  given(deliberatedWith([], against))
    .when(decide({ finalEpreuve: 'notValidated' }))
    .thenRefused('C1'),
)

test('C1: on the file, the last bloc makes the certification', given(onFile()).when(fileDecision()).thenAccepted('C1', 'C2', 'G1'))

test(
  'G1: the final épreuve validated and a bloc missing are `partial`',
  given(deliberatedWith(others)).when(decide(partial)).thenAccepted('G1'),
)

test(
  'G1: everything is earned: `partial` is refused',
  given(deliberatedWith(allBlocs)).when(decide(partial)).thenRefused('G1', { found: 'partial', expected: 'full' }),
)

test(
  'G1: a bloc and a failed final épreuve are `partial`',
  given(deliberatedWith([first], against))
    .when(decide(notValidated))
    .thenAccepted('G1'),
)

test(
  'G1: four blocs and a failed final épreuve are `partial`',
  given(deliberatedWith(allBlocs, { forCount: 0, againstCount: 3 }))
    .when(decide(notValidated))
    .thenAccepted('G1'),
)

test(
  'G1: a bloc and a failed final épreuve are not `failed`',
  given(deliberatedWith([first], against))
    .when(decide({ ...notValidated, outcome: 'failed' }))
    .thenRefused('G1', { found: 'failed', expected: 'partial' }),
)

test(
  'G1: nothing is `failed`',
  given(deliberatedWith([], against))
    .when(decide({ ...notValidated, outcome: 'failed' }))
    .thenAccepted('G1'),
)

test(
  'G1: nothing is not `partial`',
  given(deliberatedWith([], against)).when(decide(notValidated)).thenRefused('G1', { found: 'partial', expected: 'failed' }),
)

test('G1: the final épreuve alone is `partial`', given(deliberatedWith([])).when(decide(partial)).thenAccepted('G1'))

test(
  'G1: an outcome of VAE is refused',
  given(deliberatedWith(allBlocs))
    .when(decide({ outcome: 'total' }))
    .thenRefused('G1', { found: 'total', expected: ['full', 'partial', 'failed', 'adjourned'] }),
)

test(
  'G1: a training decision grants no bloc',
  given(deliberatedWith(others))
    .when(decide({ ...partial, blocs: [first] }))
    .thenRefused('G1', { found: [first], expected: [] }),
)

test('G1: two votes of three carry the final épreuve', given(deliberatedWith(others, carried)).when(decide(partial)).thenAccepted('G1'))

test(
  'G1: one vote of three does not carry the final épreuve',
  given(deliberatedWith(others, against))
    .when(decide(partial))
    .thenRefused('G1', { found: { forCount: 1, againstCount: 2 } }),
)

test(
  'G1: a tie carries nothing',
  given(deliberatedWith(others, tied))
    .when(decide(partial))
    .thenRefused('G1', { found: { forCount: 1, againstCount: 1 } }),
)

test(
  'G1: a tie carries nothing by training, a president notwithstanding',
  given(deliberatedWith(others, { ...tied, presidentId: idOf(inesInternal) }))
    .when(decide(partial))
    .thenRefused('G1', { found: { forCount: 1 } }),
)

test('G1: a tie is enough not to validate', given(deliberatedWith(others, tied)).when(decide(notValidated)).thenAccepted('G1'))

test(
  'G1: on the file, the vote is on the certification',
  given(onFile(against))
    .when(fileDecision())
    .thenRefused('G1', { found: { forCount: 1, againstCount: 2 } }),
)

test(
  'G1: on the file, a vote against leaves the candidate `partial`',
  given(onFile(against))
    .when(fileDecision({ outcome: 'partial' }))
    .thenAccepted('G1'),
)

test(
  'G1: on the file, a vote in favour is not `partial`',
  given(onFile())
    .when(fileDecision({ outcome: 'partial' }))
    .thenRefused('G1', { found: 'partial', expected: 'full' }),
)

test(
  'G1: the result of the final épreuve is said after a defence',
  given(deliberatedWith(allBlocs))
    .when(decideWithoutFinal({ object: 'final', outcome: 'partial' }))
    .thenRefused('G1', { found: null, expected: ['validated', 'notValidated'] }),
)

test(
  'G1: an adjourned decision needs no majority',
  given(deliberatedWith(allBlocs, tied))
    .when(decideWithoutFinal({ object: 'final', outcome: 'adjourned' }))
    .thenAccepted('G1'),
)

test(
  'G1: an adjourned decision says nothing of the final épreuve',
  given(deliberatedWith(allBlocs))
    .when(decide({ outcome: 'adjourned' }))
    .thenRefused('G1', { found: 'validated', expected: null }),
)

test(
  'G7: on the file, a final épreuve that stands validated is not decided again',
  given(onFile())
    .when(decide({ object: 'file' }))
    .thenRefused('G7', { found: 'validated' }),
)

test(
  'C1: the file of who is exempted from the oral decides the final épreuve',
  given(candidateWith(allBlocs), exemptedFrom('oral'), constitutedJury(), assessedOnFile)
    .when(decide({ object: 'file' }))
    .thenAccepted('C1', 'C2', 'G1'),
)

test(
  'G1: the file of who is exempted from the oral must decide the final épreuve',
  given(candidateWith(allBlocs), exemptedFrom('oral'), constitutedJury(), assessedOnFile)
    .when(fileDecision({ outcome: 'partial' }))
    .thenRefused('G1', { found: null }),
)

test(
  'C1: the file of who was adjourned decides the final épreuve',
  given(adjournedByAnother(allBlocs), constitutedJury(), convenedOnFile(), deliberated())
    .when(decide({ object: 'file' }))
    .thenAccepted('C1', 'C2', 'G1'),
)

test(
  'G1: the file may be adjourned again',
  given(adjournedByAnother(allBlocs), constitutedJury(), convenedOnFile(), deliberated())
    .when(fileDecision({ outcome: 'adjourned' }))
    .thenAccepted('G1'),
)

test(
  'G1: the object is that of the convening',
  given(deliberatedWith(allBlocs))
    .when(decide({ object: 'file' }))
    .thenRefused('G1', { found: 'file', expected: ['final'] }),
)

test(
  'G1: nothing is decided before the deliberation',
  given(candidateWith(allBlocs), constitutedJury(), convened(), heard())
    .when(decide())
    .thenRefused('G1', { found: 'heard', expected: ['deliberated', 'decided'] }),
)

test('G7: a decision is not given twice in a session', given(decidedSession).when(decide()).thenRefused('G7'))

test(
  'G7: who was awarded by another session meanwhile is not decided again',
  given(
    candidateWith(allBlocs),
    exemptedFrom('oral'),
    constitutedJury(),
    assessedOnFile,
    constitutedJury(other),
    together(
      convenedOnFile(alix, other),
      assessed(alix, other),
      deliberated(alix, other),
      decided(alix, other, { object: 'file' }),
      sealedJury(other),
    ),
  )
    .when(decide({ object: 'file' }))
    .thenRefused('G7'),
)

test(
  'G1: a candidate withdrawn since the hearing is decided: it is a fact of the past',
  given(deliberatedWith(allBlocs), withdrawn(alix, '2024-03-18')).when(decide()).thenAccepted('G1', 'C1'),
)

test(
  'G13: a decision dated before the hearing is refused',
  given(deliberatedWith(allBlocs))
    .when(attemptingJury('RecordJuryDecision', juryDecision(), {}, { occurredAt: '2024-03-17T10:00:00.000Z' }))
    .thenRefused('G13', { found: { heldOn: '2024-03-18', day: '2024-03-17' } }),
)

test(
  'G14: a reason that the rulebook does not know is refused',
  given(deliberatedWith([first], against))
    .when(decide({ ...notValidated, reason: 'rain' }))
    .thenRefused('G14', { found: 'rain' }),
)

test(
  'G1: the assessment is recorded, not judged: an unfavourable one does not bind the vote',
  given(candidateWith(others), constitutedJury(), convened(), heard(), unfavourable, deliberated())
    .when(decide(partial))
    .thenAccepted('G1'),
)

test(
  'G13: a decision dated before the deliberation is refused',
  given(
    candidateWith(allBlocs),
    constitutedJury(),
    convened(),
    heard(),
    assessed(),
    havingJury('RecordDeliberation', deliberation(), { day: '2024-03-20' }),
  )
    .when(attemptingJury('RecordJuryDecision', juryDecision(), {}, { occurredAt: '2024-03-19T10:00:00.000Z' }))
    .thenRefused('G13', { found: { deliberatedOn: '2024-03-20', day: '2024-03-19' } }),
)

test(
  'G1: nothing is decided in a cancelled session',
  given(deliberatedWith(allBlocs), havingJury('CancelJurySession', { reason: 'technical' }))
    .when(decide())
    .thenRefused('G1', { found: 'cancelled' }),
)
