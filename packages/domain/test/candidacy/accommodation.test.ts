import {
  accommodationIdOf,
  accommodationRequest,
  acquiredBloc,
  alix,
  apprentice,
  attempting,
  bc01,
  disabilityOfficer,
  exemptedPart,
  exemption,
  extraTime,
  given,
  grantedAccommodation,
  granting,
  having,
  heardOnDossier,
  idOf,
  officerDesignated,
  preparedMspr,
  requestedAccommodation,
  somebody,
  verifiedVae,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { after } from './playing.ts'

const requesting = (fields = {}) => attempting('RequestAccommodation', '2023-10-02', accommodationRequest(fields))
const oral = (minutes: number) => extraTime(`mspr:${bc01}`, minutes, { part: 'oral' })
const preparation = (minutes: number) => extraTime(`mspr:${bc01}`, minutes, { part: 'preparation' })
const doctor = { medicalRequestId: idOf('a doctor’s request') }
const asked = [apprentice(), requestedAccommodation()]

test('H3: a written request to the officer of the centre', given(apprentice(), officerDesignated).when(requesting()).thenAccepted('H3'))
test(
  'H3: also in a VAE',
  given(verifiedVae(), officerDesignated)
    .when(attempting('RequestAccommodation', '2024-01-29', accommodationRequest({ receivedOn: '2024-01-29' })))
    .thenAccepted('H3'),
)
test(
  'H3: a spoken request is refused',
  given(apprentice(), officerDesignated)
    .when(requesting({ written: false }))
    .thenRefused('H3'),
)
test(
  'H3: a request to somebody else is refused, and says to whom',
  given(apprentice(), officerDesignated, (world) => {
    somebody(world, 'Lou Autre')
  })
    .when(requesting({ officerId: idOf('Lou Autre') }))
    .thenRefused('H3', { found: idOf('Lou Autre'), expected: [idOf(disabilityOfficer)] }),
)
test(
  'H3: nor to an officer who was not designated yet',
  given(apprentice(), officerDesignated)
    .when(requesting({ receivedOn: '2023-08-31' }))
    .thenRefused('H3', { expected: [] }),
)
test(
  'H3: an officer is designated from that day on',
  given(apprentice(), officerDesignated)
    .when(requesting({ receivedOn: '2023-09-01' }))
    .thenAccepted('H3'),
)
test(
  'H3: nothing is granted without a request',
  given(apprentice())
    .when(granting([extraTime('final', 60)]))
    .thenRefused('H3', { found: { fr: 'aucune demande' } }),
)
test(
  'H3: nor before it',
  given(...asked)
    .when(granting([extraTime('final', 60)], { effectiveOn: '2023-10-01' }))
    .thenRefused('H3'),
)
test(
  'H3: nor after the épreuve',
  given(...asked, heardOnDossier())
    .when(granting([extraTime('final', 60)], { effectiveOn: '2024-03-19' }))
    .thenRefused('H3', { expected: { until: '2024-03-18' } }),
)
test(
  'H3: a grant of the day of the épreuve comes in time',
  given(...asked, heardOnDossier())
    .when(granting([extraTime('final', 60)], { effectiveOn: '2024-03-18' }))
    .thenAccepted('H3'),
)
test(
  'H3: an acquired bloc is too late',
  given(...asked, acquiredBloc(bc01))
    .when(granting([oral(40)], { effectiveOn: '2024-02-05' }))
    .thenRefused('H3'),
)
test(
  'H3: a preparation that is over is too late',
  given(...asked, preparedMspr({ team: [alix] }))
    .when(granting([preparation(2400)], { effectiveOn: '2024-01-22' }))
    .thenRefused('H3', { expected: { until: '2024-01-19' } }),
)
test(
  'H3: its defence is not',
  given(...asked, preparedMspr({ team: [alix] }))
    .when(granting([oral(40)], { effectiveOn: '2024-01-22' }))
    .thenAccepted('H3'),
)

test(
  'H4: any type of the rulebook',
  given(...asked)
    .when(
      granting([
        { type: 'spreading', epreuve: 'final' },
        { type: 'conditions', epreuve: `mspr:${bc01}` },
      ]),
    )
    .thenAccepted('H4'),
)
test(
  'H4: no other',
  given(...asked)
    .when(granting([{ type: 'favour', epreuve: 'final' }]))
    .thenRefused('H4', { found: 'favour' }),
)
test(
  'H4: an exemption is from a part that the rulebook knows',
  given(...asked)
    .when(granting([exemption('final', 'handshake')]))
    .thenRefused('H4', { expected: ['written', 'oral'] }),
)
test(
  'H4: a VAE has nothing to be exempted from',
  given(verifiedVae(), requestedAccommodation())
    .when(granting([exemption('vae')], { effectiveOn: '2024-01-29' }))
    .thenRefused('H4'),
)
test(
  'C2: both parts of the final épreuve are not granted',
  given(...asked)
    .when(granting([exemption('final', 'written'), exemption('final', 'oral')]))
    .thenRefused('C2'),
)
test(
  'C2: nor the whole of it',
  given(...asked)
    .when(granting([exemption('final')]))
    .thenRefused('C2'),
)
test(
  'C2: nor the second part after the first',
  given(apprentice(), grantedAccommodation([exemption('final', 'written')]), requestedAccommodation('two'))
    .when(granting([exemption('final', 'oral')], {}, 'two'))
    .thenRefused('C2', { found: ['written', 'oral'] }),
)
test(
  'C2: one of them is granted',
  given(...asked)
    .when(granting([exemption('final', 'oral')]))
    .thenAccepted('C2', 'H4'),
)
test(
  'V1: no final épreuve in a VAE',
  given(verifiedVae(), requestedAccommodation())
    .when(granting([extraTime('final', 60)], { effectiveOn: '2024-01-29' }))
    .thenRefused('V1'),
)
test(
  'V1: conditions for the interview of a VAE',
  given(verifiedVae(), requestedAccommodation())
    .when(granting([{ type: 'conditions', epreuve: 'vae' }], { effectiveOn: '2024-01-29' }))
    .thenAccepted('V1'),
)
test(
  'G14: no VAE interview in a training',
  given(...asked)
    .when(granting([{ type: 'conditions', epreuve: 'vae' }]))
    .thenRefused('G14'),
)
test(
  'G14: nor a part that the rulebook does not know',
  given(...asked)
    .when(granting([{ type: 'conditions', epreuve: 'final', part: 'handshake' }]))
    .thenRefused('G14'),
)

test(
  'G1: a request is granted once',
  given(apprentice(), grantedAccommodation([oral(40)]))
    .when(granting([oral(40)]))
    .thenRefused('G1', { found: 'granted' }),
)
test(
  'G1: an id is used once',
  given(...asked)
    .when(requesting())
    .thenRefused('G1', { found: 'requested' }),
)
test(
  'G1: no request from who withdrew',
  given(apprentice(), officerDesignated, withdrawn(alix, '2023-10-01')).when(requesting()).thenRefused('G1', { found: 'withdrawn' }),
)
test(
  'G1: a granted accommodation is not refused',
  given(apprentice(), grantedAccommodation([oral(40)]))
    .when(attempting('RefuseAccommodation', '2023-10-16', { accommodationId: accommodationIdOf(), reason: 'notJustified' }))
    .thenRefused('G1'),
)
test(
  'G1: it is withdrawn',
  given(apprentice(), grantedAccommodation([oral(40)]))
    .when(attempting('WithdrawAccommodation', '2023-10-16', { accommodationId: accommodationIdOf(), reason: 'noLongerNeeded' }))
    .thenAccepted('G1'),
)
test(
  'G1: unless it was used',
  given(apprentice(), grantedAccommodation([exemption('final', 'written')]), exemptedPart('final', 'written'))
    .when(attempting('WithdrawAccommodation', '2023-10-23', { accommodationId: accommodationIdOf(), reason: 'noLongerNeeded' }))
    .thenRefused('G1'),
)

test('an accommodation is requested, granted or refused, withdrawn', (t) => {
  const id = accommodationIdOf()
  const refused = having('RefuseAccommodation', '2023-10-09', { accommodationId: id, reason: 'notJustified' })
  const left = having('WithdrawAccommodation', '2023-10-16', { accommodationId: id, reason: 'candidateRequest' })
  t.match(after(...asked).accommodations[id], { state: 'requested', receivedOn: '2023-10-02', measures: [] })
  t.match(after(...asked, refused).accommodations[id], { state: 'refused' })
  const granted = after(apprentice(), grantedAccommodation([oral(40)], doctor)).accommodations[id]
  t.match(granted, { state: 'granted', effectiveOn: '2023-10-09', measures: [oral(40)], medicalRequestId: doctor.medicalRequestId })
  t.match(after(apprentice(), grantedAccommodation([oral(40)]), left).accommodations[id], { state: 'withdrawn' })
  t.end()
})
