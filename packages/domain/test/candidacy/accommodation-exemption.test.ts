import {
  accommodationIdOf,
  acquiredBloc,
  apprentice,
  assignedBloc,
  attempting,
  attemptingNote,
  bc01,
  dossierCompliant,
  exemptedPart,
  exemption,
  exemptionDecision,
  finalResult,
  given,
  grantedAccommodation,
  having,
  havingNote,
  heardOnDossier,
  idOf,
  requestedAccommodation,
  type Step,
  submittedDossier,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'
import { after } from './playing.ts'

const mspr = `mspr:${bc01}`
const granted = (...measures: Parameters<typeof exemption>[]) =>
  [apprentice(), grantedAccommodation(measures.map((one) => exemption(...one)))] as const
const exempting = (epreuve: string, part: string, decidedOn = '2024-02-26'): Step =>
  attempting('ExemptEpreuvePart', decidedOn, exemptionDecision({ epreuve, part, decidedOn }))
const exemptingBloc = (fields = {}): Step => attempting('ExemptBloc', '2023-10-16', exemptionDecision({ bloc: bc01, ...fields }))

test(
  'H4: a bloc is exempted by a grant for its whole MSPR',
  given(...granted([mspr]))
    .when(exemptingBloc())
    .thenAccepted('H4', 'B4'),
)
test(
  'B2: an exempted bloc has no épreuve',
  given(...granted([mspr]))
    .when(exemptingBloc())
    .thenWaived('B2'),
)
test(
  'H4: a grant for a part is not one for the bloc',
  given(...granted([mspr, 'oral']))
    .when(exemptingBloc())
    .thenRefused('H4', { found: mspr, expected: [`${mspr} oral`] }),
)
test(
  'H4: nothing is exempted without a grant',
  given(apprentice(), requestedAccommodation()).when(exemptingBloc()).thenRefused('H4', { found: 'requested', expected: 'granted' }),
)
test(
  'H4: nor by a grant that nobody asked for',
  given(...granted([mspr]))
    .when(exemptingBloc({ accommodationId: idOf('nothing') }))
    .thenRefused('H4'),
)
test(
  'B4: an acquired bloc is not exempted',
  given(...granted([mspr]), acquiredBloc(bc01))
    .when(exemptingBloc({ decidedOn: '2024-02-05' }))
    .thenRefused('B4'),
)
test(
  'H4: a bloc is exempted out of an MSPR',
  given(...granted([mspr]), assignedBloc(bc01))
    .when(exemptingBloc())
    .thenAccepted('H4'),
)
test(
  'G1: who decides is known',
  given(...granted([mspr]))
    .when(exemptingBloc({ deciderId: idOf('nobody') }))
    .thenRefused('G1'),
)
test(
  'G13: no exemption before its grant',
  given(...granted([mspr]))
    .when(exemptingBloc({ decidedOn: '2023-10-08' }))
    .thenRefused('G13'),
)

test(
  'H4: exempted from the dossier, the candidate is ready to be heard',
  given(...granted(['final', 'written']))
    .when(exempting('final', 'written'))
    .thenAccepted('H4', 'C2'),
)
test(
  'F1: that waives the dossier',
  given(...granted(['final', 'written']))
    .when(exempting('final', 'written'))
    .thenWaived('F1'),
)
test(
  'H4: exempted from the oral, the candidate is decided on the file',
  given(...granted(['final', 'oral']), dossierCompliant())
    .when(exempting('final', 'oral'))
    .thenAccepted('H4', 'C2'),
)
test(
  'F2: that waives the defence',
  given(...granted(['final', 'oral']), dossierCompliant())
    .when(exempting('final', 'oral'))
    .thenWaived('F2'),
)
test(
  'H4: a grant for the dossier does not exempt from the oral',
  given(...granted(['final', 'written']), dossierCompliant())
    .when(exempting('final', 'oral'))
    .thenRefused('H4', { found: 'final oral', expected: ['final written'] }),
)
test(
  'C2: nobody is exempted from both parts',
  given(...granted(['final', 'written']), exemptedPart('final', 'written'))
    .when(exempting('final', 'oral'))
    .thenRefused('C2'),
)
test(
  'G1: the oral is exempted once the dossier is compliant',
  given(...granted(['final', 'oral']), submittedDossier())
    .when(exempting('final', 'oral'))
    .thenRefused('G1', { found: 'submitted' }),
)
test(
  'G1: a dossier that is in is not exempted',
  given(...granted(['final', 'written']), submittedDossier())
    .when(exempting('final', 'written'))
    .thenRefused('G1'),
)
test(
  'M3: exempted from the oral of an MSPR',
  given(...granted([mspr, 'oral']))
    .when(exempting(mspr, 'oral'))
    .thenWaived('M3'),
)
test(
  'M2: exempted from its preparation',
  given(...granted([mspr, 'preparation']))
    .when(exempting(mspr, 'preparation'))
    .thenWaived('M2'),
)
test(
  'M4: exempted from its writing',
  given(...granted([mspr, 'written']))
    .when(exempting(mspr, 'written'))
    .thenWaived('M4'),
)
test(
  'B4: no part of an acquired bloc',
  given(...granted([mspr, 'oral']), acquiredBloc(bc01))
    .when(exempting(mspr, 'oral'))
    .thenRefused('B4'),
)
test('H4: no exemption in a VAE', given(verifiedVae(), requestedAccommodation()).when(exempting('vae', 'oral')).thenRefused('H4'))

test('an exempted bloc is acquired, and the grant is used', (t) => {
  const candidacy = after(...granted([mspr]), having('ExemptBloc', '2023-10-16', exemptionDecision({ bloc: bc01 })))
  t.match(candidacy.blocs[bc01], { state: 'acquired', acquiredOn: '2023-10-16', by: { how: 'exemption' } })
  t.match(candidacy.accommodations[accommodationIdOf()], { state: 'granted', used: true })
  t.match(candidacy.exemptions, [{ epreuve: mspr, part: null }])
  t.end()
})

test('exempted from the dossier: compliant; from the oral: heard, decided on the file', (t) => {
  const written = after(...granted(['final', 'written']), exemptedPart('final', 'written'))
  t.match(written.finalEpreuve, { state: 'compliant', dossier: null, exempted: { written: String, oral: null } })
  const oral = after(...granted(['final', 'oral']), dossierCompliant(), exemptedPart('final', 'oral', '2024-02-26'))
  t.match(oral.finalEpreuve, { state: 'heard', heardOn: null, decidedOnFile: true, exempted: { written: null, oral: String } })
  t.end()
})

test('G1: who is decided on the file is not convened, and has a result', (t) => {
  const steps = [...granted(['final', 'oral']), dossierCompliant(), exemptedPart('final', 'oral', '2024-02-26')]
  given(...steps)
    .when(attemptingNote('FinalEpreuveValidated', '2024-03-18', finalResult()))
    .thenAccepted('G1')(t)
})

test('G1: a hearing of who was exempted from it is refused', (t) => {
  const steps = [...granted(['final', 'oral']), dossierCompliant(), exemptedPart('final', 'oral', '2024-02-26')]
  given(...steps)
    .when(attemptingNote('HearingScheduled', '2024-02-27', { juryId: idOf('a jury'), plannedOn: '2024-03-18' }))
    .thenRefused('G1', { found: 'heard' })(t)
})

test('after a failure the dossier of the next attempt may be exempted', (t) => {
  const failed = havingNote('FinalEpreuveNotValidated', '2024-03-18', finalResult())
  const candidacy = after(...granted(['final', 'written']), heardOnDossier(), failed, exemptedPart('final', 'written', '2024-04-08'))
  t.match(candidacy.finalEpreuve, { state: 'compliant', heardOn: null, dossier: null, exempted: { written: String } })
  t.end()
})
