import {
  alix,
  attemptingJury,
  candidacyOf,
  composition,
  constitutedJury,
  convened,
  convenedForVae,
  given,
  habilitated,
  havingJury,
  idOf,
  inesInternal,
  interviewed,
  type JuryOf,
  jurors,
  juryId,
  maxOutsider,
  nourOutsider,
  olgaAlternate,
  openedForJurors,
  partnerSiret,
  somebody,
  together,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'
import { convene, interviewing, readyForFinal, readyForVae, replaced } from './situations.ts'

const toBeInterviewed = together(readyForVae, convenedForVae())
const withOlga = [inesInternal, olgaAlternate, nourOutsider].map(idOf)

/** A member of the jury accompanied the candidate. */
const accompanied = together(
  (world) => somebody(world, maxOutsider),
  verifiedVae(alix, { companionId: idOf(maxOutsider) }),
  constitutedJury(),
  convenedForVae(),
)

test(
  'J4: an interview before the three members is accepted',
  given(toBeInterviewed).when(interviewing()).thenAccepted('J4', 'J6', 'V1', 'A3', 'G1', 'G13'),
)

test(
  'J4: an interview before two members, the minimum of the law, is refused',
  given(toBeInterviewed)
    .when(interviewing({ sittingIds: [inesInternal, maxOutsider].map(idOf) }))
    .thenRefused('J4', { found: { count: 2 }, expected: { count: 3, internal: 1, external: 2 } }),
)

test(
  'J4: an interview before somebody who is no member is refused',
  given(toBeInterviewed)
    .when(interviewing({ sittingIds: withOlga }))
    .thenRefused('J4', { found: [idOf(olgaAlternate)] }),
)

test(
  'J6: every sitting member declares no link',
  given(toBeInterviewed)
    .when(interviewing({ noLinkDeclaredIds: jurors.map(idOf) }))
    .thenAccepted('J6'),
)

test(
  'J6: a sitting member who declares nothing is refused, and an alternate is to be called',
  given(toBeInterviewed)
    .when(interviewing({ noLinkDeclaredIds: [inesInternal, nourOutsider].map(idOf) }))
    .thenRefused('J6', {
      found: [`external ${idOf(maxOutsider)}`],
      remedy: { en: 'recuse this member for this candidate and call an alternate' },
    }),
)

test(
  'J6: the companion of the candidate does not sit, whatever they declare',
  given(accompanied)
    .when(interviewing())
    .thenRefused('J6', { found: [`external ${idOf(maxOutsider)}`] }),
)

test(
  'J6: an alternate sits in the place of the companion',
  given(accompanied, replaced(maxOutsider, olgaAlternate, alix))
    .when(interviewing({ sittingIds: withOlga, noLinkDeclaredIds: withOlga }))
    .thenAccepted('J4', 'J6'),
)

test('V1: the interview is held with a verified validation file', given(toBeInterviewed).when(interviewing()).thenAccepted('V1'))

test(
  'V1: an interview of a training candidate is refused',
  given(readyForFinal, convened()).when(interviewing()).thenRefused('V1', { found: 'enrolled' }),
)

test(
  'A3: an interview organised by a partner whose habilitation ended is refused',
  given(
    habilitated(partnerSiret, { untilOn: '2024-03-18' }),
    verifiedVae(),
    openedForJurors({}, { organiserSiret: partnerSiret }),
    havingJury('ConstituteJury', composition()),
    convenedForVae(),
  )
    .when(interviewing({ heldOn: '2024-03-19' }, alix, { day: '2024-03-19' }))
    .thenRefused('A3', { found: { status: 'expired' } }),
)

test('G1: who is not convened is not interviewed', given(readyForVae).when(interviewing()).thenRefused('G1', { found: 'none' }))

test(
  'G1: a candidate is interviewed once',
  given(toBeInterviewed, interviewed()).when(interviewing()).thenRefused('G1', { found: 'heard' }),
)

test(
  'G13: an interview before the day of the session is refused',
  given(toBeInterviewed)
    .when(interviewing({ heldOn: '2024-03-15' }))
    .thenRefused('G13'),
)

/** A session that opens before the validation file is deposited, for which the candidate is convened later. */
const january: JuryOf = { jury: 'january', day: '2024-01-08' }

test(
  'G13: an interview before the deposit of the validation file is refused',
  given(verifiedVae(), constitutedJury(january), convenedForVae(alix, january, { plannedOn: '2024-03-18' }))
    .when(interviewing({ heldOn: '2024-01-10' }, alix, january))
    .thenRefused('G13', { found: { validationFileReceivedOn: '2024-01-15', heldOn: '2024-01-10' } }),
)

const interrupting = (fields: object = {}) =>
  attemptingJury('InterruptDefence', {
    candidacyId: candidacyOf(alix),
    heldOn: '2024-03-18',
    actualMinutes: 12,
    reason: 'technical',
    ...fields,
  })

test('G1: a defence is interrupted, whatever its time', given(readyForFinal, convened()).when(interrupting()).thenAccepted('G1', 'G13'))

test(
  'G1: an interview is interrupted',
  given(toBeInterviewed)
    .when(interrupting({ actualMinutes: 0 }))
    .thenAccepted('G1'),
)

test(
  'G1: an interview that was held is not interrupted',
  given(toBeInterviewed, interviewed()).when(interrupting()).thenRefused('G1', { found: 'heard' }),
)

test(
  'G14: an interruption for an unknown reason is refused',
  given(toBeInterviewed)
    .when(interrupting({ reason: 'rain' }))
    .thenRefused('G14'),
)

test(
  'G13: an interruption before the day of the session is refused',
  given(toBeInterviewed)
    .when(interrupting({ heldOn: '2024-03-11' }))
    .thenRefused('G13'),
)

test(
  'G1: an interrupted candidate may be convened again before the same jury',
  given(
    readyForFinal,
    convened(),
    havingJury('InterruptDefence', { candidacyId: candidacyOf(alix), heldOn: '2024-03-18', actualMinutes: 12, reason: 'jury' }),
    (world) => world.note('candidacy', candidacyOf(alix), { type: 'HearingMissed', data: { juryId: juryId(), reason: 'interrupted' } }),
  )
    .when(convene())
    .thenAccepted('G1', 'F2'),
)
