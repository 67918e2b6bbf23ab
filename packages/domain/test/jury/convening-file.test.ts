import {
  alix,
  allBlocs,
  attemptingJury,
  bc01,
  blocsEarned,
  candidacyOf,
  constitutedJury,
  convenedOnFile,
  decidedWithoutFinal,
  given,
  idOf,
  readyToDecide,
} from '@minutier/testing'
import { test } from 'tap'
import { exemptedFrom } from './accommodations.ts'
import {
  adjournedByAnother,
  adjournedVaeByAnother,
  another,
  candidateWith,
  conveneOnFile,
  readyForFinal,
  validatedByAnother,
} from './situations.ts'

const [first = bc01, ...others] = allBlocs

test(
  'F2: a candidate whose last bloc came after the final épreuve is convened on the file',
  given(validatedByAnother(others), blocsEarned([first], [alix]), constitutedJury())
    .when(conveneOnFile())
    .thenAccepted('F2', 'G1'),
)

test(
  'G1: a file whose final épreuve stands validated waits for the last bloc',
  given(validatedByAnother(others), constitutedJury())
    .when(conveneOnFile())
    .thenRefused('G1', { found: [first] }),
)

test(
  'F2: the exemption from the oral waives the defence, and the candidate is convened on the file',
  given(candidateWith(allBlocs), exemptedFrom('oral'), constitutedJury()).when(conveneOnFile()).thenWaived('F2'),
)

test(
  'F2: a candidate heard by a jury that adjourned is convened on the file',
  given(adjournedByAnother(allBlocs), constitutedJury()).when(conveneOnFile()).thenAccepted('F2', 'G1'),
)

test(
  'V1: a VAE candidate heard by a jury that adjourned is convened on the file',
  given(adjournedVaeByAnother, constitutedJury()).when(conveneOnFile()).thenAccepted('V1', 'G1'),
)

test(
  'G1: a candidate who waits to be heard is not decided on the file',
  given(readyForFinal)
    .when(conveneOnFile())
    .thenRefused('G1', { found: 'compliant', expected: ['finalEpreuveValidated', 'exemptedFromOral', 'adjourned'] }),
)

test(
  'G1: a candidate heard by a jury whose minutes are not sealed is not decided on the file by another',
  given(
    candidateWith(allBlocs),
    constitutedJury(another),
    readyToDecide(alix, another),
    decidedWithoutFinal(alix, another, { object: 'final', outcome: 'adjourned' }),
    constitutedJury(),
  )
    .when(conveneOnFile())
    .thenRefused('G1', { found: 'heard' }),
)

test(
  'H3: an accommodation that nobody granted is refused on a file too',
  given(adjournedByAnother(allBlocs), constitutedJury())
    .when(conveneOnFile(alix, {}, { accommodationIds: [idOf('another')] }))
    .thenRefused('H3'),
)

test(
  'G1: the absence of a candidate convened on the file is refused',
  given(adjournedByAnother(allBlocs), constitutedJury(), convenedOnFile())
    .when(attemptingJury('RecordAbsence', { candidacyId: candidacyOf(alix), reason: 'noShow' }))
    .thenRefused('G1', { found: 'file', expected: ['final', 'vae'] }),
)
