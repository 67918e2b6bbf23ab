import {
  admitted,
  alix,
  bo,
  composition,
  constitutedJury,
  convened,
  convening,
  dossierCompliant,
  dossierSubmitted,
  enrolled,
  given,
  havingJury,
  heard,
  idOf,
  inesInternal,
  insider,
  type JuryOf,
  maxOutsider,
  missed,
  openedForJurors,
  outsider,
  rncp36582,
  signed,
  together,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'
import { accommodationOf, exemptedFrom, extraTime } from './accommodations.ts'
import { candidateWith, convene, conveneOnFile, conveneWithoutTime, decidedSession, readyCandidate, readyForFinal } from './situations.ts'

const cited = { accommodationIds: [accommodationOf()] }
const elsewhere: JuryOf = { jury: 'elsewhere' }
const autumn: JuryOf = { jury: 'autumn', day: '2023-11-20' }
/** Ready to be convened, with more time granted for the defence. */
const withTime = (minutes: number, fields: object = {}) =>
  together(enrolled(), extraTime(minutes, alix, { ...fields }), dossierCompliant(), constitutedJury())

test(
  'F2: a candidate with a compliant dossier is convened for 45 minutes',
  given(readyForFinal).when(convene()).thenAccepted('F2', 'G1', 'G2', 'G13', 'G14', 'G16'),
)

test(
  'F2: 44 minutes are refused',
  given(readyForFinal)
    .when(convene({ plannedMinutes: 44 }))
    .thenRefused('F2', { found: 44, expected: 45 }),
)

test(
  'F2: 46 minutes are refused',
  given(readyForFinal)
    .when(convene({ plannedMinutes: 46 }))
    .thenRefused('F2', { found: 46, expected: 45 }),
)

test(
  'F2: a convening that says no time is refused',
  given(readyForFinal).when(conveneWithoutTime({})).thenRefused('F2', { found: null, expected: 45 }),
)

test(
  'F2: a candidate without a dossier is refused',
  given(enrolled(), constitutedJury()).when(convene()).thenRefused('F2', { found: 'none', expected: 'compliant' }),
)

test(
  'F2: a dossier handed in and not yet deemed compliant is refused',
  given(enrolled(), dossierSubmitted(), constitutedJury()).when(convene()).thenRefused('F2', { found: 'submitted' }),
)

test(
  'F2: the exemption from the written part waives the dossier',
  given(enrolled(), exemptedFrom('written', alix, '2023-10-16'), constitutedJury())
    .when(convene())
    .thenWaived('F2'),
)

test(
  'H1: 60 minutes granted for 45 are accepted',
  given(withTime(60))
    .when(convene({ plannedMinutes: 60, ...cited }))
    .thenAccepted('H1', 'F2'),
)

test(
  'H1: more than was granted is refused',
  given(withTime(50))
    .when(convene({ plannedMinutes: 51, ...cited }))
    .thenRefused('H1', { found: { plannedMinutes: 51 }, expected: 50 }),
)

test(
  'F2: more time without citing the accommodation is refused',
  given(withTime(60))
    .when(convene({ plannedMinutes: 60 }))
    .thenRefused('F2', { found: 60, expected: 45 }),
)

test(
  "H1: 90 minutes on a doctor's request are accepted, by that grant",
  given(withTime(90, { medicalRequestId: idOf('medical request') }))
    .when(convene({ plannedMinutes: 90, ...cited }))
    .thenWaived('H1'),
)

test(
  'H3: an accommodation that nobody granted is refused',
  given(readyForFinal)
    .when(convene({ accommodationIds: [idOf('another')] }))
    .thenRefused('H3', { found: [idOf('another')] }),
)

test(
  'G1: a candidate who is not enrolled is refused',
  given(admitted(), constitutedJury())
    .when(conveneWithoutTime({ object: 'file' }))
    .thenRefused('G1', { found: 'admitted', expected: ['enrolled'] }),
)

test(
  'G1: a withdrawn candidate is refused',
  given(readyForFinal, withdrawn(alix, '2024-03-01')).when(convene()).thenRefused('G1', { found: 'withdrawn' }),
)

test(
  'G1: nobody is convened before the jury is constituted',
  given(readyCandidate, openedForJurors()).when(convene()).thenRefused('G1', { found: 'open' }),
)

test(
  'G1: nobody is convened twice in a session',
  given(readyForFinal, havingJury('ConveneCandidate', convening())).when(convene()).thenRefused('G1', { found: 'convened' }),
)

test(
  'G1: a candidate convened before another jury is refused',
  given(readyForFinal, constitutedJury(elsewhere), convened(alix, elsewhere))
    .when(convene())
    .thenRefused('G1', { found: 'convened', expected: 'compliant' }),
)

test(
  'G1: a candidate heard by another jury is refused',
  given(readyForFinal, constitutedJury(elsewhere), convened(alix, elsewhere), heard(alix, elsewhere))
    .when(convene())
    .thenRefused('G1', { found: 'heard', expected: 'compliant' }),
)

test(
  'G1: after an absence the candidate may be convened again',
  given(readyForFinal, convened(), missed('RecordAbsence')).when(convene()).thenAccepted('G1'),
)

test(
  'G1: nobody is convened once a member has signed the minutes',
  given(decidedSession, candidateWith([], bo), signed({}, [maxOutsider]))
    .when(convene({}, bo))
    .thenRefused('G1', { found: { en: 'minutes already signed' } }),
)

test(
  'G2: a candidate who is a member of the jury is refused',
  given(
    readyCandidate,
    openedForJurors(),
    havingJury('ConstituteJury', composition({ members: [insider(inesInternal), outsider(maxOutsider), outsider(alix)] })),
  )
    .when(convene())
    .thenRefused('G2', { found: [`external ${idOf(alix)}`] }),
)

test(
  'G2: a candidate who is an alternate of the jury is refused',
  given(readyCandidate, openedForJurors(), havingJury('ConstituteJury', composition({ alternates: [outsider(alix)] })))
    .when(convene())
    .thenRefused('G2', { found: [`external ${idOf(alix)}`] }),
)

test(
  'G13: a hearing planned on the day of the session is accepted',
  given(readyForFinal)
    .when(convene({ plannedOn: '2024-03-18' }))
    .thenAccepted('G13'),
)

test(
  'G13: a hearing planned before the day of the session is refused',
  given(readyForFinal)
    .when(convene({ plannedOn: '2024-03-17' }))
    .thenRefused('G13', { found: { sessionOn: '2024-03-18', plannedOn: '2024-03-17' } }),
)

test(
  'G13: a hearing planned before the dossier was handed in is refused',
  given(readyCandidate, constitutedJury(autumn))
    .when(convene({ plannedOn: '2024-02-16' }, alix, autumn))
    .thenRefused('G13', { found: { dossierSubmittedOn: '2024-02-19', plannedOn: '2024-02-16' } }),
)

test(
  'G13: a hearing planned before the enrolment is refused',
  given(enrolled(alix, { enrolledOn: '2023-12-04' }), dossierCompliant(), constitutedJury(autumn))
    .when(convene({}, alix, autumn))
    .thenRefused('G13', { found: { enrolledOn: '2023-12-04', plannedOn: '2023-11-20' } }),
)

test(
  'G14: a late reason is not accepted where no term is set',
  given(readyForFinal)
    .when(convene({ lateReason: 'juryUnavailable' }))
    .thenRefused('G14', { found: 'juryUnavailable', expected: [] }),
)

test(
  'G14: what is no candidacy of the certification is refused',
  given(constitutedJury()).when(conveneOnFile()).thenRefused('G14', { found: '', expected: rncp36582 }),
)

test(
  'H3: a grant that takes effect after the planned day is not cited',
  given(readyForFinal, extraTime(60, alix, { effectiveOn: '2024-03-19' }))
    .when(convene({ plannedMinutes: 60, accommodationIds: [accommodationOf()] }))
    .thenRefused('H3', { found: { effectiveOn: '2024-03-19' }, expected: { until: '2024-03-18' } }),
)
