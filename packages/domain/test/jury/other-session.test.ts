import {
  alix,
  allBlocs,
  assessed,
  attemptingJury,
  candidacyOf,
  constitutedJury,
  convening,
  decided,
  decidedWithoutFinal,
  defence,
  deliberated,
  given,
  havingJury,
  havingNote,
  interview,
  type JuryOf,
  juryId,
  type Step,
  sealing,
  signed,
  together,
  vaeDeliberation,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'
import { assess, candidateWith, decide, decideWithoutFinal, deliberate, deliberateVae } from './situations.ts'

/** Two sessions convene and hear the same candidate before the process tells the candidacy of either: the first one told has the candidate. */

const day = '2024-03-18'
const first: JuryOf = { jury: 'first' }
const second: JuryOf = { jury: 'second' }

const { plannedMinutes: _, ...withoutTime } = convening(alix, {}, { object: 'vae' })
const defendedIn = (of: JuryOf) =>
  together(constitutedJury(of), havingJury('ConveneCandidate', convening(alix, of), of), havingJury('RecordDefence', defence(alix, of), of))
const heardForFinal = (of: JuryOf) => together(defendedIn(of), assessed(alix, of))
const heardForVae = (of: JuryOf) =>
  together(constitutedJury(of), havingJury('ConveneCandidate', withoutTime, of), havingJury('RecordVaeInterview', interview(alix, of), of))
const bothForFinal = together(candidateWith(allBlocs), heardForFinal(first), heardForFinal(second))
const bothForVae = together(verifiedVae(), heardForVae(first), heardForVae(second))

const told = together(
  havingNote('HearingScheduled', day, { juryId: juryId(first), plannedOn: day }),
  havingNote('HearingCompleted', day, { juryId: juryId(first), heardOn: day }),
)
const noting =
  (type: string, of: JuryOf, fields: object = {}): Step =>
  (world) =>
    world.attemptNote('candidacy', candidacyOf(alix), { type, data: { juryId: juryId(of), decidedOn: day, ...fields } })

const others = { found: juryId(first), expected: juryId(second) }
const total = { outcome: 'total', blocs: allBlocs }
const voted = (of: JuryOf) => deliberated(alix, of, vaeDeliberation)

const heardBySecond = together(candidateWith(allBlocs), heardForFinal(first), defendedIn(second))
test(
  'G1: a session does not assess the final épreuve of a candidate whom another heard',
  given(heardBySecond, told)
    .when(assess({}, alix, second))
    .thenRefused('G1', others),
)
test(
  'G1: one whose hearing the candidacy was not told of yet does',
  given(heardBySecond)
    .when(assess({}, alix, second))
    .thenAccepted('G1'),
)
test(
  'G1: a session does not deliberate on a candidate whom another heard',
  given(bothForFinal, told)
    .when(deliberate({}, alix, second))
    .thenRefused('G1', others),
)
test(
  'G1: the session that heard the candidate does',
  given(bothForFinal, told)
    .when(deliberate({}, alix, first))
    .thenAccepted('G1'),
)
test(
  'G1: so does one whose hearing the candidacy was not told of yet',
  given(bothForFinal)
    .when(deliberate({}, alix, second))
    .thenAccepted('G1'),
)
test(
  'G1: a session does not decide of a candidate whom another heard',
  given(bothForFinal, deliberated(alix, second), told)
    .when(decide({}, alix, second))
    .thenRefused('G1', others),
)
test(
  'G1: nor are its minutes sealed',
  given(bothForFinal, deliberated(alix, second), decided(alix, second), signed(second), told)
    .when(attemptingJury('SealMinutes', sealing(second), second))
    .thenRefused('G1', others),
)
test(
  'G1: nor is its result noted in the candidacy',
  given(bothForFinal, told)
    .when(noting('FinalEpreuveValidated', second))
    .thenRefused('G1', { found: juryId(second), expected: juryId(first) }),
)
test(
  'G1: that of the session that heard the candidate is',
  given(bothForFinal, told).when(noting('FinalEpreuveValidated', first)).thenAccepted('G1'),
)

test(
  'G1: by VAE, a session does not deliberate on whom another heard',
  given(bothForVae, told)
    .when(deliberateVae({}, alix, second))
    .thenRefused('G1', others),
)
test(
  'G1: by VAE, the session that heard the candidate does',
  given(bothForVae, told)
    .when(deliberateVae({}, alix, first))
    .thenAccepted('G1'),
)
test(
  'G1: by VAE, a session does not decide of whom another heard',
  given(bothForVae, voted(second), told)
    .when(decideWithoutFinal(total, alix, second))
    .thenRefused('G1', others),
)
test(
  'G1: by VAE, nor are its minutes sealed',
  given(bothForVae, voted(second), decidedWithoutFinal(alix, second, total), signed(second), told)
    .when(attemptingJury('SealMinutes', sealing(second), second))
    .thenRefused('G1', others),
)
test(
  'G1: by VAE, nor is its outcome noted in the candidacy',
  given(bothForVae, told)
    .when(noting('VaeTotallyValidated', second, { blocs: allBlocs }))
    .thenRefused('G1', { found: juryId(second), expected: juryId(first) }),
)
