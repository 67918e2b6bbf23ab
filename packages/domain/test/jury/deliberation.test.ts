import {
  allBlocs,
  assessed,
  attemptingJury,
  constitutedJury,
  convened,
  convenedForVae,
  convenedOnFile,
  deliberated,
  deliberation,
  finalAssessment,
  given,
  havingJury,
  heard,
  idOf,
  inesInternal,
  interviewed,
  jurors,
  maxOutsider,
  nourOutsider,
  olgaAlternate,
  somebody,
  together,
  vaeDeliberation,
} from '@minutier/testing'
import { test } from 'tap'
import { exemptedFrom } from './accommodations.ts'
import {
  adjournedByAnother,
  adjournedVaeByAnother,
  assess,
  candidateWith,
  deliberate,
  deliberateVae,
  readyForFinal,
  readyForVae,
  replaced,
} from './situations.ts'

const heardByJury = together(readyForFinal, convened(), heard())
const toDeliberate = together(heardByJury, assessed())
const vaeToDeliberate = together(readyForVae, convenedForVae(), interviewed())
const exemptedOnFile = together(candidateWith(allBlocs), exemptedFrom('oral'), constitutedJury(), convenedOnFile())
const withOlga = [inesInternal, olgaAlternate, nourOutsider].map(idOf)

test('G1: a final épreuve that was heard is assessed', given(heardByJury).when(assess()).thenAccepted('G1', 'G13', 'G14'))

test(
  'G1: a final épreuve that was not heard is not assessed',
  given(readyForFinal, convened())
    .when(assess())
    .thenRefused('G1', { found: 'convened', expected: ['heard'] }),
)

test('G1: a final épreuve is assessed once', given(toDeliberate).when(assess()).thenRefused('G1'))

test('G1: a VAE interview has no final assessment', given(vaeToDeliberate).when(assess()).thenRefused('G1', { found: 'vae' }))

test('G1: the file of who is exempted from the oral is assessed', given(exemptedOnFile).when(assess()).thenAccepted('G1'))

test(
  'G1: the file of who was adjourned is not assessed again',
  given(adjournedByAnother(allBlocs), constitutedJury(), convenedOnFile()).when(assess()).thenRefused('G1', { found: 'file' }),
)

test(
  'G14: a competence that the rulebook does not know is refused',
  given(heardByJury)
    .when(assess({ competences: [{ competence: 'A9C9', acquired: true }] }))
    .thenRefused('G14', { found: ['A9C9'] }),
)

test(
  'G14: the competences of the rulebook are recorded, not judged',
  given(heardByJury)
    .when(assess({ favourable: false, competences: [{ competence: 'A1C1', acquired: false }] }))
    .thenAccepted('G14'),
)

test('J1: the three who heard the candidate deliberate', given(toDeliberate).when(deliberate()).thenAccepted('J1', 'G1', 'G13'))

test(
  'J1: two members do not deliberate',
  given(toDeliberate)
    .when(deliberate({ sittingIds: [inesInternal, maxOutsider].map(idOf), forCount: 2 }))
    .thenRefused('J1', { found: { count: 2 } }),
)

test(
  'J1: a member who did not hear the candidate does not deliberate',
  given(toDeliberate, replaced(maxOutsider, olgaAlternate))
    .when(deliberate({ sittingIds: withOlga }))
    .thenRefused('J1', { found: [idOf(olgaAlternate)], expected: jurors.map(idOf) }),
)

test(
  'J1: on a file, members who did not hear the candidate deliberate',
  given(adjournedByAnother(allBlocs), constitutedJury(), replaced(maxOutsider, olgaAlternate), convenedOnFile())
    .when(deliberate({ sittingIds: withOlga }))
    .thenAccepted('J1', 'G1'),
)

test(
  'J1: four votes of three members are refused',
  given(toDeliberate)
    .when(deliberate({ forCount: 3, abstainedCount: 1 }))
    .thenRefused('J1', { found: { forCount: 3 }, expected: { votes: 3 } }),
)

test(
  'J1: two votes of three members are refused',
  given(toDeliberate)
    .when(deliberate({ forCount: 2 }))
    .thenRefused('J1', { expected: { votes: 3 } }),
)

test(
  'J1: votes for, against and abstentions are counted together',
  given(toDeliberate)
    .when(deliberate({ forCount: 1, againstCount: 1, abstainedCount: 1 }))
    .thenAccepted('J1'),
)

test('J6: members without a link deliberate on a VAE', given(vaeToDeliberate).when(deliberateVae()).thenAccepted('J1', 'J6', 'G1'))

test(
  'J6: a member who declares nothing does not deliberate on a VAE',
  given(vaeToDeliberate)
    .when(deliberateVae({ noLinkDeclaredIds: [inesInternal, maxOutsider].map(idOf) }))
    .thenRefused('J6', { found: [`external ${idOf(nourOutsider)}`] }),
)

test(
  'J6: nobody declared anything: refused',
  given(vaeToDeliberate)
    .when(deliberate({ presidentId: idOf(inesInternal) }))
    .thenRefused('J6'),
)

test('J6: a training candidate asks for no declaration', given(toDeliberate).when(deliberate()).then({ type: 'DeliberationHeld' }))

test(
  'J6: on the file of a VAE the declaration is asked again',
  given(adjournedVaeByAnother, constitutedJury(), convenedOnFile())
    .when(deliberate({ presidentId: idOf(inesInternal) }))
    .thenRefused('J6'),
)

test(
  'G1: a VAE deliberation has a president',
  given(vaeToDeliberate)
    .when(deliberate({ noLinkDeclaredIds: vaeDeliberation['noLinkDeclaredIds'] }))
    .thenRefused('G1', { found: null }),
)

test(
  'G1: the president is one of those who sit',
  given(vaeToDeliberate, (world) => somebody(world, olgaAlternate))
    .when(deliberateVae({ presidentId: idOf(olgaAlternate) }))
    .thenRefused('G1', { found: idOf(olgaAlternate) }),
)

test(
  'G1: a training jury may have a president',
  given(toDeliberate)
    .when(deliberate({ presidentId: idOf(inesInternal) }))
    .thenAccepted('G1'),
)

test('G1: nobody deliberates before the assessment', given(heardByJury).when(deliberate()).thenRefused('G1', { found: null }))

test(
  'G1: nobody deliberates on the file of an exempted candidate before its assessment',
  given(exemptedOnFile).when(deliberate()).thenRefused('G1', { found: null }),
)

test(
  'G1: nobody deliberates before the hearing',
  given(readyForFinal, convened())
    .when(deliberate())
    .thenRefused('G1', { found: 'convened', expected: ['heard'] }),
)

test(
  'G1: a candidate is deliberated on once',
  given(toDeliberate, deliberated()).when(deliberate()).thenRefused('G1', { found: 'deliberated' }),
)

test(
  'G13: a deliberation dated before the hearing is refused',
  given(toDeliberate)
    .when(attemptingJury('RecordDeliberation', deliberation(), {}, { occurredAt: '2024-03-17T10:00:00.000Z' }))
    .thenRefused('G13', { found: { heldOn: '2024-03-18', day: '2024-03-17' } }),
)

const cancelled = havingJury('CancelJurySession', { reason: 'technical' })

test(
  'G1: nothing is assessed in a cancelled session',
  given(heardByJury, cancelled).when(assess()).thenRefused('G1', { found: 'cancelled' }),
)

test(
  'G1: nobody deliberates in a cancelled session',
  given(toDeliberate, cancelled).when(deliberate()).thenRefused('G1', { found: 'cancelled' }),
)

test(
  'G13: an assessment dated before the hearing is refused',
  given(heardByJury)
    .when(attemptingJury('RecordFinalAssessment', finalAssessment(), {}, { occurredAt: '2024-03-17T10:00:00.000Z' }))
    .thenRefused('G13', { found: { heldOn: '2024-03-18', day: '2024-03-17' } }),
)

test(
  'G13: a deliberation on a file dated before the session is refused',
  given(adjournedByAnother(allBlocs), constitutedJury(), convenedOnFile())
    .when(attemptingJury('RecordDeliberation', deliberation(), {}, { occurredAt: '2024-03-17T10:00:00.000Z' }))
    .thenRefused('G13', { found: { sessionOn: '2024-03-18', day: '2024-03-17' } }),
)
