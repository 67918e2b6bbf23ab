import {
  alix,
  composition,
  constitutedJury,
  convened,
  convenedForVae,
  convenedOnFile,
  convening,
  dossierCompliant,
  enrolled,
  given,
  habilitated,
  havingJury,
  heard,
  idOf,
  inesInternal,
  type JuryOf,
  maxOutsider,
  nourOutsider,
  olgaAlternate,
  openedForJurors,
  partnerSiret,
  together,
  type World,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { accommodationOf, extraTime } from './accommodations.ts'
import { adjournedByAnother, hear, readyCandidate, readyForFinal, readyForVae } from './situations.ts'

const elsewhere: JuryOf = { jury: 'elsewhere' }
const toBeHeard = together(readyForFinal, convened())
const cited = { accommodationIds: [accommodationOf()] }
const withTime = (minutes: number, fields: object = {}) =>
  together(
    enrolled(),
    extraTime(minutes, alix, { ...fields }),
    dossierCompliant(),
    constitutedJury(),
    convened(alix, {}, { plannedMinutes: minutes, ...cited }),
  )

/** A session that a partner organises, with a candidate to be heard. */
const atPartner = together(
  habilitated(partnerSiret),
  readyCandidate,
  openedForJurors({}, { organiserSiret: partnerSiret }),
  havingJury('ConstituteJury', composition()),
  convened(),
)
const suspended = (on: string) => (world: World) =>
  world.run('SuspendHabilitation', partnerSiret, {
    habilitationId: idOf(`habilitation of ${partnerSiret}`),
    effectiveOn: on,
    reason: 'auditFinding',
  })

test('J1: a defence before the three members is accepted', given(toBeHeard).when(hear()).thenAccepted('J1', 'F2', 'A3', 'G1', 'G13'))

test(
  'J1: a defence before two members is refused',
  given(toBeHeard)
    .when(hear({ sittingIds: [inesInternal, maxOutsider].map(idOf) }))
    .thenRefused('J1', { found: { count: 2, internal: 1, external: 1 }, expected: { count: 3, internal: 1, external: 2 } }),
)

test(
  'J1: a member counted twice is refused',
  given(toBeHeard)
    .when(hear({ sittingIds: [inesInternal, maxOutsider, maxOutsider].map(idOf) }))
    .thenRefused('J1', { found: { count: 2 } }),
)

test(
  'J1: a defence before four is refused',
  given(toBeHeard)
    .when(hear({ sittingIds: [inesInternal, maxOutsider, nourOutsider, olgaAlternate].map(idOf) }))
    .thenRefused('J1', { found: { count: 4 } }),
)

test(
  'J1: an alternate who was not called does not sit',
  given(toBeHeard)
    .when(hear({ sittingIds: [inesInternal, maxOutsider, olgaAlternate].map(idOf) }))
    .thenRefused('J1', { found: [idOf(olgaAlternate)] }),
)

test(
  'F2: 40 minutes are accepted',
  given(toBeHeard)
    .when(hear({ actualMinutes: 40 }))
    .thenAccepted('F2'),
)

test(
  'F2: 39 minutes are refused',
  given(toBeHeard)
    .when(hear({ actualMinutes: 39 }))
    .thenRefused('F2', { found: 39, expected: { min: 40, max: 50 } }),
)

test(
  'F2: 50 minutes are accepted',
  given(toBeHeard)
    .when(hear({ actualMinutes: 50 }))
    .thenAccepted('F2'),
)

test(
  'F2: 51 minutes are refused',
  given(toBeHeard)
    .when(hear({ actualMinutes: 51 }))
    .thenRefused('F2', { found: 51, expected: { min: 40, max: 50 } }),
)

test(
  'F2: a planned time of 50 minutes is refused',
  given(toBeHeard)
    .when(hear({ plannedMinutes: 50 }))
    .thenRefused('F2', { found: 50, expected: 45 }),
)

test(
  'F2: with 60 minutes granted, a defence of the normal time is accepted',
  given(withTime(60))
    .when(hear({ plannedMinutes: 60, actualMinutes: 45, ...cited }))
    .thenAccepted('F2', 'H1'),
)

test(
  'F2: with 60 minutes granted, 66 minutes are refused',
  given(withTime(60))
    .when(hear({ plannedMinutes: 60, actualMinutes: 66, ...cited }))
    .thenRefused('F2', { found: 66, expected: { min: 40, max: 65 } }),
)

test(
  'H1: more than was granted is refused before F2 is looked at',
  given(withTime(60))
    .when(hear({ plannedMinutes: 61, actualMinutes: 80, ...cited }))
    .thenRefused('H1', { expected: 60 }),
)

test(
  'H1: 90 minutes on a doctor’s request are accepted',
  given(withTime(90, { medicalRequestId: idOf('medical request') }))
    .when(hear({ plannedMinutes: 90, actualMinutes: 88, ...cited }))
    .thenWaived('H1'),
)

test('A3: a partner habilitated to organise is accepted', given(atPartner).when(hear()).thenAccepted('A3'))

test(
  'A3: a partner suspended since the convening is refused',
  given(atPartner, suspended('2024-03-18'))
    .when(hear())
    .thenRefused('A3', { found: { status: 'suspended', since: '2024-03-18' } }),
)

test(
  'A3: a suspension that starts the day after the hearing is accepted',
  given(atPartner, suspended('2024-03-19')).when(hear()).thenAccepted('A3'),
)

test(
  'G1: who is not convened is not heard',
  given(readyForFinal)
    .when(hear())
    .thenRefused('G1', { found: 'none', expected: ['convened'] }),
)

test('G1: a candidate is heard once', given(toBeHeard, heard()).when(hear()).thenRefused('G1', { found: 'heard' }))

test(
  'G1: a candidate convened on the file is not heard',
  given(adjournedByAnother([]), constitutedJury(), convenedOnFile())
    .when(hear())
    .thenRefused('G1', { found: 'file', expected: ['final'] }),
)

test(
  'G1: a VAE candidate has no defence',
  given(readyForVae, convenedForVae())
    .when(hear())
    .thenRefused('G1', { found: 'vae', expected: ['final'] }),
)

test(
  'G1: a candidate withdrawn since is heard: it is a fact of the past',
  given(toBeHeard, withdrawn(alix, '2024-03-18')).when(hear()).thenAccepted('G1'),
)

test(
  'G13: a defence on the day of the session is accepted',
  given(toBeHeard)
    .when(hear({ heldOn: '2024-03-18' }))
    .thenAccepted('G13'),
)

test(
  'G13: a defence before the day of the session is refused',
  given(toBeHeard)
    .when(hear({ heldOn: '2024-03-17' }))
    .thenRefused('G13', { found: { sessionOn: '2024-03-18', heldOn: '2024-03-17' } }),
)

/** A session of the autumn, for which a candidate enrolled in December is convened in March. */
const autumn: JuryOf = { jury: 'autumn', day: '2023-11-20' }
const convenedInMarch = together(
  enrolled(alix, { enrolledOn: '2023-12-04' }),
  dossierCompliant(),
  constitutedJury(autumn),
  convened(alix, autumn, { plannedOn: '2024-03-18' }),
)

test(
  'G13: a defence before the enrolment is refused',
  given(convenedInMarch)
    .when(hear({ heldOn: '2023-12-01' }, alix, autumn))
    .thenRefused('G13', { found: { enrolledOn: '2023-12-04', heldOn: '2023-12-01' } }),
)

test(
  'G13: a defence before the dossier was handed in is refused',
  given(convenedInMarch)
    .when(hear({ heldOn: '2024-02-16' }, alix, autumn))
    .thenRefused('G13', { found: { dossierSubmittedOn: '2024-02-19', heldOn: '2024-02-16' } }),
)

test(
  'G13: a defence before its jury was constituted is refused',
  given(readyCandidate, openedForJurors(), havingJury('ConstituteJury', composition(), { day: '2024-03-20' }), convened())
    .when(hear({ heldOn: '2024-03-18' }))
    .thenRefused('G13', { found: { constitutedOn: '2024-03-20', heldOn: '2024-03-18' } }),
)

test(
  'G8: a defence of the future is refused',
  given(toBeHeard)
    .when(hear({ heldOn: '2024-03-25' }))
    .thenRefused('G8'),
)

test(
  'G1: nobody is heard in a cancelled session',
  given(toBeHeard, havingJury('CancelJurySession', { reason: 'technical' }))
    .when(hear())
    .thenRefused('G1', { found: 'cancelled' }),
)

test(
  'G1: a candidate convened before two juries at once is heard by the one of which the candidacy was told',
  given(readyForFinal, havingJury('ConveneCandidate', convening()), constitutedJury(elsewhere), convened(alix, elsewhere))
    .when(hear())
    .thenRefused('G1', { found: 'convened', expected: ['compliant', 'convened'] }),
)

test(
  'G1: a candidate of whom the candidacy has not been told yet is heard',
  given(readyForFinal, havingJury('ConveneCandidate', convening())).when(hear()).thenAccepted('G1'),
)

const grantedFrom = (effectiveOn: string) =>
  together(enrolled(), dossierCompliant(), constitutedJury(), convened(), extraTime(60, alix, { effectiveOn }))
const sixtyMinutes = { plannedMinutes: 60, actualMinutes: 60, ...cited }

test(
  'H3: a grant that takes effect the day after the defence is not cited',
  given(grantedFrom('2024-03-19'))
    .when(hear(sixtyMinutes))
    .thenRefused('H3', { found: { effectiveOn: '2024-03-19' }, expected: { until: '2024-03-18' } }),
)

test(
  'H3: a grant that takes effect on its day is',
  given(grantedFrom('2024-03-18')).when(hear(sixtyMinutes)).thenAccepted('H1', 'H3', 'F2'),
)
