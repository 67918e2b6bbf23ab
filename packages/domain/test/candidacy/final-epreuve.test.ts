import {
  alix,
  apprentice,
  attempting,
  attemptingNote,
  bo,
  candidacyOf,
  dossier,
  enrolled,
  finalResult,
  fingerprintOf,
  given,
  givenIn,
  having,
  havingNote,
  heardOnDossier,
  idOf,
  type Step,
  sessionOf,
  submittedDossier,
  together,
  validatedFinal,
  verifiedVae,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { after, noFinalEpreuve, under } from './playing.ts'

const submitting = (fields = {}, day = '2024-02-19') => attempting('SubmitDossier', day, dossier(fields))
const accepting = attempting('AcceptDossier', '2024-02-20')
const returning = attempting('ReturnDossier', '2024-02-20', { reason: 'formNotRespected' })
const period = (kind: string, fields = {}) => ({ workPeriod: { kind, fromOn: '2023-09-11', untilOn: '2024-06-28', ...fields } })
const onRoute = (route: string) => enrolled(alix, { route })
const handedIn =
  (name: string): Step =>
  (world) =>
    world.note('work', fingerprintOf(`dossier of ${alix}`), {
      type: 'WorkReserved',
      data: { personId: idOf(name), candidacyId: candidacyOf(name) },
    })
const resulting = (type = 'FinalEpreuveValidated', fields = {}) => attemptingNote(type, '2024-03-18', finalResult(alix, fields))
const notValidated = havingNote('FinalEpreuveNotValidated', '2024-03-18', finalResult())

test(
  'F1: a dossier of 49 pages is refused',
  given(apprentice())
    .when(submitting({ pages: 49 }))
    .thenRefused('F1', { found: 49 }),
)
test(
  'F1: 50 pages are accepted',
  given(apprentice())
    .when(submitting({ pages: 50 }))
    .thenAccepted('F1'),
)
test(
  'F1: 60 pages are accepted',
  given(apprentice())
    .when(submitting({ pages: 60 }))
    .thenAccepted('F1'),
)
test(
  'F1: a dossier of 61 pages is refused',
  given(apprentice())
    .when(submitting({ pages: 61 }))
    .thenRefused('F1', { found: 61, expected: { min: 50, max: 60 } }),
)
test(
  'F1: the work of another candidate is refused, and not said whose',
  given(apprentice(), handedIn(bo))
    .when(submitting())
    .thenRefused('F1', { found: { fr: 'même travail qu’un autre candidat', en: 'same work as another candidate’s' } }),
)
test('F1: the candidate’s own work is handed in again', given(apprentice(), handedIn(alix)).when(submitting()).thenAccepted('F1'))

test(
  'F3: an apprentice writes of the alternance',
  given(onRoute('CA'))
    .when(submitting(period('alternance')))
    .thenAccepted('F3'),
)
test(
  'F3: an apprentice does not write of a stage',
  given(onRoute('CA'))
    .when(submitting(period('stage')))
    .thenRefused('F3'),
)
test(
  'F3: a student writes of the stage',
  given(onRoute('FI'))
    .when(submitting(period('stage')))
    .thenAccepted('F3'),
)
test(
  'F3: a student does not write of an alternance',
  given(onRoute('FI'))
    .when(submitting(period('alternance')))
    .thenRefused('F3', { found: { route: 'FI', kind: 'alternance' }, expected: ['stage'] }),
)
test(
  'F3: continuing training writes of either: stage',
  given(onRoute('FC'))
    .when(submitting(period('stage')))
    .thenAccepted('F3'),
)
test(
  'F3: continuing training writes of either: alternance',
  given(onRoute('FC'))
    .when(submitting(period('alternance')))
    .thenAccepted('F3'),
)
test(
  'F3: a professionalisation contract is an alternance',
  given(onRoute('CQ'))
    .when(submitting(period('stage')))
    .thenRefused('F3'),
)
test(
  'F3: a work period that has not begun is refused',
  given(apprentice())
    .when(submitting(period('alternance', { fromOn: '2024-02-20' })))
    .thenRefused('F3'),
)
test(
  'F3: nor does it end before it begins',
  given(apprentice())
    .when(submitting(period('alternance', { untilOn: '2023-09-10' })))
    .thenRefused('F3'),
)

test('V1: no dossier in a VAE', given(verifiedVae()).when(submitting()).thenRefused('V1'))
test(
  'G14: no dossier where the certification has no final épreuve',
  givenIn(under(noFinalEpreuve), apprentice()).when(submitting()).thenRefused('G14'),
)
test('G1: no dossier from who withdrew', given(apprentice(), withdrawn()).when(submitting()).thenRefused('G1', { found: 'withdrawn' }))
test(
  'G1: no second dossier beside the first',
  given(apprentice(), submittedDossier()).when(submitting()).thenRefused('G1', { found: 'submitted' }),
)
test(
  'G13: no dossier before the enrolment',
  given(apprentice())
    .when(submitting(period('alternance', { fromOn: '2023-08-01' }), '2023-09-03'))
    .thenRefused('G13'),
)
test('G1: nothing to accept before a dossier', given(apprentice()).when(accepting).thenRefused('G1', { found: 'none' }))
test('G1: a returned dossier is not accepted', given(apprentice(), submittedDossier(), returning).when(accepting).thenRefused('G1'))
test(
  'G14: a dossier is returned for a reason of the rulebook',
  given(apprentice(), submittedDossier())
    .when(attempting('ReturnDossier', '2024-02-20', { reason: 'tooShort' }))
    .thenRefused('G14'),
)
test(
  'G13: a dossier is not accepted before it is submitted',
  given(apprentice(), submittedDossier()).when(attempting('AcceptDossier', '2024-02-18')).thenRefused('G13'),
)

test('G1: a result follows the hearing', given(apprentice(), heardOnDossier()).when(resulting()).thenAccepted('G1', 'G7'))
test('G1: no result without a hearing', given(apprentice(), submittedDossier()).when(resulting()).thenRefused('G1', { found: 'submitted' }))
test(
  'G7: no second result',
  given(apprentice(), validatedFinal())
    .when(resulting('FinalEpreuveNotValidated'))
    .thenRefused('G7', { found: { state: 'validated' } }),
)
test(
  'G13: no result dated before the hearing',
  given(apprentice(), heardOnDossier())
    .when(resulting('FinalEpreuveValidated', { decidedOn: '2024-03-17' }))
    .thenRefused('G13'),
)
test('V1: no result of a final épreuve in a VAE', given(verifiedVae()).when(resulting()).thenRefused('V1'))

test('the dossier is submitted, returned, submitted again, compliant', (t) => {
  const returned = having('ReturnDossier', '2024-02-20', { reason: 'unreadable' })
  const again = having('SubmitDossier', '2024-02-26', dossier({ pages: 58 }))
  t.match(after(apprentice(), submittedDossier()).finalEpreuve, { state: 'submitted', dossier: { pages: 55, submittedOn: '2024-02-19' } })
  t.match(after(apprentice(), submittedDossier(), returned).finalEpreuve, { state: 'returned' })
  const compliant = after(apprentice(), submittedDossier(), returned, again, having('AcceptDossier', '2024-02-27'))
  t.match(compliant.finalEpreuve, { state: 'compliant', dossier: { pages: 58 } })
  t.end()
})

test('the result tells the session and the day', (t) => {
  const { finalEpreuve } = after(apprentice(), validatedFinal())
  t.match(finalEpreuve, { state: 'validated', decidedOn: '2024-03-18', decidedBy: [sessionOf(alix)], causeId: String })
  t.end()
})

test('after a failure a new dossier starts a new attempt, and the first result is remembered', (t) => {
  const retried = together(heardOnDossier(), notValidated, having('SubmitDossier', '2024-06-03', dossier()))
  t.match(after(apprentice(), retried).finalEpreuve, {
    state: 'submitted',
    heardOn: null,
    juryId: null,
    decidedOn: null,
    decidedBy: [sessionOf(alix)],
  })
  t.end()
})
