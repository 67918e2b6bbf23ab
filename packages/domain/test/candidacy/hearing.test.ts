import {
  alix,
  apprentice,
  attemptingNote,
  depositedVae,
  dossierCompliant,
  given,
  having,
  havingNote,
  heardOnDossier,
  heardVae,
  idOf,
  scheduledHearing,
  sessionOf,
  sessionOn,
  submittedDossier,
  validatedFinal,
  verifiedVae,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { after } from './playing.ts'

const juryId = sessionOf(alix)
const other = idOf('another jury')
const scheduling = (plannedOn = sessionOn) => attemptingNote('HearingScheduled', '2024-02-26', { juryId, plannedOn })
const completing = (fields = {}) => attemptingNote('HearingCompleted', sessionOn, { juryId, heardOn: sessionOn, ...fields })
const missing = (reason: string, session = juryId) => attemptingNote('HearingMissed', sessionOn, { juryId: session, reason })

test('F2: a hearing is planned on a compliant dossier', given(apprentice(), dossierCompliant()).when(scheduling()).thenAccepted('F2', 'G1'))
test(
  'F2: none is planned without a dossier',
  given(apprentice()).when(scheduling()).thenRefused('F2', { found: 'none', expected: 'compliant' }),
)
test(
  'F2: nor on a dossier that was only submitted',
  given(apprentice(), submittedDossier()).when(scheduling()).thenRefused('F2', { found: 'submitted' }),
)
test('V1: an interview is planned on a verified validation file', given(verifiedVae()).when(scheduling()).thenAccepted('V1'))
test(
  'V1: none is planned on a file that is not verified',
  given(depositedVae()).when(scheduling()).thenRefused('V1', { found: 'deposited', expected: 'verified' }),
)
test(
  'G1: nobody is convened twice',
  given(apprentice(), dossierCompliant(), scheduledHearing()).when(scheduling()).thenRefused('G1', { found: 'convened' }),
)
test(
  'G1: nobody is convened for a validated épreuve',
  given(apprentice(), validatedFinal()).when(scheduling()).thenRefused('G1', { found: 'validated' }),
)
test(
  'G1: nobody is convened who withdrew',
  given(apprentice(), dossierCompliant(), withdrawn(alix, '2024-02-23')).when(scheduling()).thenRefused('G1', { found: 'withdrawn' }),
)
test(
  'G1: nor whose VAE was declared stale',
  given(verifiedVae(), having('DeclareVaeStale', '2024-02-23', { reason: 'noActivity' }))
    .when(scheduling())
    .thenRefused('G1', { found: 'stale' }),
)
test(
  'G13: no hearing is planned before the dossier',
  given(apprentice(), dossierCompliant()).when(scheduling('2024-02-18')).thenRefused('G13'),
)
test('G13: nor an interview before the validation file', given(verifiedVae()).when(scheduling('2024-01-14')).thenRefused('G13'))

test(
  'F2: who was convened is heard',
  given(apprentice(), dossierCompliant(), scheduledHearing()).when(completing()).thenAccepted('F2', 'G1'),
)
test('F2: nobody is heard without a dossier', given(apprentice()).when(completing()).thenRefused('F2'))
test(
  'G1: nobody is heard who was not convened',
  given(apprentice(), dossierCompliant()).when(completing()).thenRefused('G1', { found: 'compliant' }),
)
test(
  'G1: nobody is heard by another session',
  given(apprentice(), dossierCompliant(), scheduledHearing())
    .when(completing({ juryId: other }))
    .thenRefused('G1'),
)
test('V1: who was convened for a VAE is interviewed', given(verifiedVae(), scheduledHearing()).when(completing()).thenAccepted('V1'))
test(
  'G13: nobody is heard before their dossier',
  given(apprentice(), dossierCompliant(), scheduledHearing())
    .when(completing({ heardOn: '2024-02-18' }))
    .thenRefused('G13'),
)
test(
  'G1: a hearing held before the withdrawal was recorded is taken',
  given(apprentice(), dossierCompliant(), scheduledHearing(), withdrawn(alix, '2024-03-15')).when(completing()).thenAccepted('F2'),
)

test(
  'G1: a hearing is missed by who was convened',
  given(apprentice(), dossierCompliant(), scheduledHearing()).when(missing('absent')).thenAccepted('G1'),
)
test('G1: none is missed by who was not', given(apprentice(), dossierCompliant()).when(missing('absent')).thenRefused('G1'))
test(
  'G1: nobody is absent who was heard',
  given(apprentice(), heardOnDossier())
    .when(missing('absent'))
    .thenRefused('G1', { found: 'heard', expected: ['convened'] }),
)
test('G1: a cancelled session undoes its hearings', given(apprentice(), heardOnDossier()).when(missing('cancelled')).thenAccepted('G1'))
test('G1: but not those of another session', given(apprentice(), heardOnDossier()).when(missing('cancelled', other)).thenRefused('G1'))
test('G1: a cancelled session undoes its interviews', given(heardVae()).when(missing('cancelled')).thenAccepted('G1'))

test('a final épreuve is convened, heard, and goes back to compliant', (t) => {
  t.match(after(apprentice(), dossierCompliant(), scheduledHearing()).finalEpreuve, { state: 'convened', juryId, heardOn: null })
  t.match(after(apprentice(), heardOnDossier()).finalEpreuve, { state: 'heard', juryId, heardOn: sessionOn, decidedOnFile: false })
  const cancelled = havingNote('HearingMissed', sessionOn, { juryId, reason: 'cancelled' })
  t.match(after(apprentice(), heardOnDossier(), cancelled).finalEpreuve, { state: 'compliant', juryId: null, heardOn: null })
  t.end()
})

test('a VAE is convened, heard, and goes back to verified', (t) => {
  const convened = after(verifiedVae(), scheduledHearing())
  t.match(convened, { status: 'convened', vae: { juryId, heardOn: null } })
  t.match(after(heardVae()), { status: 'heard', vae: { juryId, heardOn: sessionOn } })
  const absent = havingNote('HearingMissed', sessionOn, { juryId, reason: 'absent' })
  t.match(after(verifiedVae(), scheduledHearing(), absent), { status: 'verified', vae: { juryId: null } })
  t.end()
})

test('what reaches who withdrew is there when they resume', (t) => {
  const unconvened = havingNote('HearingMissed', '2024-03-16', { juryId, reason: 'unconvened' })
  const candidacy = after(apprentice(), dossierCompliant(), scheduledHearing(), withdrawn(alix, '2024-03-15'), unconvened)
  t.match(candidacy, { status: 'withdrawn', resumesTo: 'enrolled', finalEpreuve: { state: 'compliant' } })
  t.end()
})
