import {
  alix,
  attempting,
  candidacyOf,
  dossier,
  dossierCompliant,
  dossierSubmitted,
  enrolled,
  fingerprintOf,
  given,
  havingNote,
  idOf,
  type Step,
  validatedFinal,
  type World,
} from '@minutier/testing'
import { test } from 'tap'
import { eventId } from './correcting.ts'

/** Story S26, in the candidacy's own stream. */

const rectify =
  (correction: Readonly<Record<string, unknown>>): Step =>
  (world) =>
    attempting('RectifyFact', '2024-05-02', {
      correctedEventId: eventId(world, 'DossierSubmitted'),
      correction,
      reason: 'typingError',
      authority: 'certifier',
    })(world)
const annul =
  (type: string, reason = 'typingError'): Step =>
  (world) =>
    attempting('AnnulFact', '2024-05-02', { correctedEventId: eventId(world, type), reason, authority: 'certifier' })(world)
/** The jury's decision is annulled, and noted so. */
const decisionAnnulled = havingNote('DecisionAnnulmentNoted', '2024-04-15', {
  decisionEventId: idOf('decision'),
  blocs: [],
  epreuve: 'final',
})
const finalOf = (world: World) => world.folded('candidacy', candidacyOf(alix)).state.finalEpreuve

test(
  'G6: 55 pages are rectified to 58',
  given(enrolled(), dossierCompliant())
    .when(rectify({ pages: 58 }))
    .thenAccepted('G6'),
)
test(
  'G6: also once the jury has decided: no rule is broken',
  given(enrolled(), validatedFinal())
    .when(rectify({ pages: 58 }))
    .thenAccepted('G6'),
)
test(
  '55 pages rectified to 48 before the decision: the dossier loses its effect',
  given(enrolled(), dossierSubmitted())
    .when(rectify({ pages: 48 }))
    .then({ type: 'FactRectified', correction: { pages: 48 } }, { type: 'FactAnnulled', reason: 'refusedOnceCorrected' }),
)
test(
  'another dossier may then be handed in',
  given(enrolled(), dossierSubmitted(), rectify({ pages: 48 }))
    .when(attempting('SubmitDossier', '2024-05-03', dossier({ fingerprint: fingerprintOf('a longer one') })))
    .thenAccepted('F1'),
)
test(
  'G6: not while its compliance rests on it',
  given(enrolled(), dossierCompliant())
    .when(rectify({ pages: 48 }))
    .thenRefused('G6', { found: { type: 'DossierDeemedCompliant' }, remedy: { en: /first undo the fact/ } }),
)
test(
  'G6: once the jury has decided it is refused, and the decision in the way is named',
  given(enrolled(), validatedFinal())
    .when(rectify({ pages: 48 }))
    .thenRefused('G6', { found: { type: 'FinalEpreuveValidated' }, remedy: { en: /decision behind/ } }),
)
test(
  'G6: until the decision is annulled',
  given(enrolled(), validatedFinal(), decisionAnnulled)
    .when(rectify({ pages: 48 }))
    .thenAccepted('G6'),
)
test('nothing is left of the dossier then', (t) => {
  given(enrolled(), validatedFinal(), decisionAnnulled, rectify({ pages: 48 }))
    .when((world) => {
      t.match(finalOf(world), { state: 'none', dossier: null, juryId: null })
      return attempting('SubmitDossier', '2024-05-03', dossier({ fingerprint: fingerprintOf('a longer one') }))(world)
    })
    .thenAccepted(
      'F1',
      'G1',
    )(t)
})
test(
  'G6: the fingerprint of a dossier says whose work it is: it is not rectified',
  given(enrolled(), dossierSubmitted())
    .when(rectify({ fingerprint: fingerprintOf('another') }))
    .thenRefused('G6', { found: ['fingerprint'] }),
)
test(
  'G6: a dossier that was annulled gave its work back: it is handed in again',
  given(enrolled(), dossierSubmitted(), annul('DossierSubmitted'))
    .when(annul('FactAnnulled'))
    .thenRefused('G6', { found: 'DossierSubmitted', remedy: { en: 'record the fact again' } }),
)
test(
  'G14: the reasons of a candidacy are those of its rulebook',
  given(enrolled(), dossierSubmitted()).when(annul('DossierSubmitted', 'wrongCandidate')).thenAccepted('G14'),
)
test(
  'G14: another is refused',
  given(enrolled(), dossierSubmitted()).when(annul('DossierSubmitted', 'whim')).thenRefused('G14', { found: 'whim' }),
)
