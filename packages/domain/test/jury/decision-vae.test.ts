import {
  alix,
  allBlocs,
  constitutedJury,
  convenedForVae,
  convenedOnFile,
  decidedWithoutFinal,
  deliberated,
  given,
  having,
  interviewed,
  type JuryOf,
  readyToDecideVae,
  together,
  vaeDeliberation,
  validationFile,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'
import { adjournedVaeByAnother, creditedBc04, decide, decidedVaeIn, decideWithoutFinal, readyForVae } from './situations.ts'

const [bc01 = '', bc02 = '', bc03 = '', bc04 = ''] = allBlocs
const tied = { forCount: 1, againstCount: 1, abstainedCount: 1 }
const against = { forCount: 1, againstCount: 2 }
const toDecide = (votes: object = {}) => together(readyForVae, readyToDecideVae(alix, {}, { ...votes }))
/** A file for two blocs only. */
const forTwoBlocs = together(verifiedVae(alix, { target: 'blocs', targetBlocs: [bc01, bc02] }), constitutedJury(), readyToDecideVae())
const total = { outcome: 'total', blocs: allBlocs }
const partial = { outcome: 'partial', blocs: [bc01, bc02] }

/** A first file that earned two blocs, and a second one, heard by another session. */
const first: JuryOf = { jury: 'first', day: '2024-03-04' }
const secondFile = together(
  verifiedVae(),
  constitutedJury(first),
  decidedVaeIn(first, partial),
  having('RecordValidationFile', '2024-03-11', validationFile('2024-03-11')),
  having('VerifyValidationFile', '2024-03-12'),
  constitutedJury(),
  readyToDecideVae(),
)

test('V2: `total` grants every bloc', given(toDecide()).when(decideWithoutFinal(total)).thenAccepted('V1', 'V2', 'B4', 'G1', 'G7', 'G13'))

test(
  'V2: `total` without a missing bloc is refused',
  given(toDecide())
    .when(decideWithoutFinal({ ...total, blocs: [bc01, bc02, bc03] }))
    .thenRefused('V2', { expected: allBlocs }),
)

test(
  'V2: `total` is refused when blocs only were asked',
  given(forTwoBlocs)
    .when(decideWithoutFinal({ outcome: 'total', blocs: [bc01, bc02] }))
    .thenRefused('V2', { found: 'blocs', expected: 'certification' }),
)

test('V2: `partial` grants some blocs', given(toDecide()).when(decideWithoutFinal(partial)).thenAccepted('V2', 'B4', 'G1'))

test(
  'V2: `partial` with none is refused',
  given(toDecide())
    .when(decideWithoutFinal({ outcome: 'partial' }))
    .thenRefused('V2', { found: [] }),
)

test(
  'V2: `partial` with all is refused',
  given(toDecide())
    .when(decideWithoutFinal({ ...total, outcome: 'partial' }))
    .thenRefused('V2', { found: allBlocs }),
)

test(
  'V2: `partial` with a bloc named twice is refused',
  given(toDecide())
    .when(decideWithoutFinal({ ...partial, blocs: [bc01, bc01] }))
    .thenRefused('V2'),
)

test('V2: `partial` grants blocs that were asked', given(forTwoBlocs).when(decideWithoutFinal(partial)).thenAccepted('V2'))

test(
  'V2: `partial` with a bloc that was not asked is refused',
  given(forTwoBlocs)
    .when(decideWithoutFinal({ ...partial, blocs: [bc01, bc03] }))
    .thenRefused('V2', { found: [bc01, bc03], expected: [bc01, bc02] }),
)

test(
  'V2: `refused` grants nothing',
  given(toDecide(against))
    .when(decideWithoutFinal({ outcome: 'refused' }))
    .thenAccepted('V2', 'G1'),
)

test(
  'V2: `refused` with a bloc is refused',
  given(toDecide(against))
    .when(decideWithoutFinal({ outcome: 'refused', blocs: [bc01] }))
    .thenRefused('V2', { found: [bc01], expected: [] }),
)

test(
  'V2: `adjourned` grants nothing',
  given(toDecide(tied))
    .when(decideWithoutFinal({ outcome: 'adjourned' }))
    .thenAccepted('V2', 'G1'),
)

test(
  'V2: `adjourned` with a bloc is refused',
  given(toDecide())
    .when(decideWithoutFinal({ outcome: 'adjourned', blocs: [bc01] }))
    .thenRefused('V2'),
)

test(
  'V2: an outcome of training is refused',
  given(toDecide())
    .when(decideWithoutFinal({ outcome: 'failed' }))
    .thenRefused('V2', { found: 'failed' }),
)

test(
  'V2: a second file grants what was still missing: `total`',
  given(secondFile)
    .when(decideWithoutFinal({ outcome: 'total', blocs: [bc03, bc04] }))
    .thenAccepted('V2', 'B4'),
)

test(
  'B4: a second file does not grant again what the first one earned',
  given(secondFile)
    .when(decideWithoutFinal({ outcome: 'partial', blocs: [bc01, bc03] }))
    .thenRefused('B4', { found: { bloc: bc01, acquiredOn: '2024-03-04' }, expected: 'open' }),
)

test(
  'B4: blocs that are open are granted',
  given(secondFile)
    .when(decideWithoutFinal({ outcome: 'partial', blocs: [bc03] }))
    .thenAccepted('B4'),
)

test(
  'B4: a bloc credited by equivalence meanwhile is not granted',
  given(toDecide(), creditedBc04(alix, '2024-03-18'))
    .when(decideWithoutFinal(total))
    .thenRefused('B4', { found: { bloc: bc04 } }),
)

test(
  'V1: nothing is decided before the interview',
  given(readyForVae, convenedForVae()).when(decideWithoutFinal(total)).thenRefused('V1', { found: null }),
)

test(
  'V1: the interview of the session that adjourned is enough',
  given(adjournedVaeByAnother, constitutedJury(), convenedOnFile(), deliberated(alix, {}, vaeDeliberation))
    .when(decideWithoutFinal({ ...total, object: 'file' }))
    .thenAccepted('V1', 'V2', 'B4'),
)

test(
  'G1: nothing is decided before the deliberation',
  given(readyForVae, convenedForVae(), interviewed()).when(decideWithoutFinal(total)).thenRefused('G1', { found: 'heard' }),
)

test(
  'G1: a VAE decision says nothing of a final épreuve',
  given(toDecide())
    .when(decide({ ...total, object: 'vae' }))
    .thenRefused('G1', { found: 'validated', expected: null }),
)

test(
  'G1: a vote against grants nothing',
  given(toDecide(against))
    .when(decideWithoutFinal(partial))
    .thenRefused('G1', { found: { forCount: 1, againstCount: 2 } }),
)

test(
  'G1: the president of a VAE jury breaks a tie in favour',
  given(toDecide(tied)).when(decideWithoutFinal(total)).thenAccepted('G1', 'V2'),
)

test(
  'G1: three abstentions are no tie to be broken: nothing is granted',
  given(toDecide({ forCount: 0, againstCount: 0, abstainedCount: 3 }))
    .when(decideWithoutFinal(total))
    .thenRefused('G1', { found: { forCount: 0, againstCount: 0 } }),
)

test(
  'G1: the president of a VAE jury breaks a tie against',
  given(toDecide(tied))
    .when(decideWithoutFinal({ outcome: 'refused' }))
    .thenAccepted('G1', 'V2'),
)

test(
  'G7: a decision is not given twice',
  given(toDecide(), decidedWithoutFinal(alix, {}, total))
    .when(decideWithoutFinal(total))
    .thenRefused('G7'),
)
