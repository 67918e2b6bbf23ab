import {
  type Acting,
  alix,
  allBlocs,
  blocsEarned,
  bo,
  candidacyOf,
  commitmentOf,
  constitutedJury,
  convenedOnFile,
  decided,
  decidedWithoutFinal,
  decisionOf,
  deliberated,
  given,
  having,
  idOf,
  type JuryOf,
  juryId,
  onDay,
  readyToDecide,
  readyToDecideVae,
  rncp36582,
  type Step,
  sealedJury,
  together,
  validationFile,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'
import {
  adjournedByAnother,
  annulledDecision,
  annulledMspr,
  another,
  candidateWith,
  convene,
  conveneForVae,
  conveneOnFile,
  decidedSession,
  decidedVaeIn,
  readyForVae,
  validatedByAnother,
} from './situations.ts'

type Fields = Readonly<Record<string, unknown>>

const [first = '', ...others] = allBlocs
const sealedFull = together(decidedSession, sealedJury())
const sealedVae = together(readyForVae, decidedVaeIn({}, { outcome: 'total', blocs: allBlocs }))
const later: JuryOf = { jury: 'later', day: '2024-04-15' }

const notifying =
  (notifiedOn: string, fields: Fields = {}): Step =>
  (world) =>
    world.attempt(
      'NotifyDecision',
      juryId(),
      { decisionEventId: decisionOf(world), notifiedOn, channel: 'letter', ...fields },
      onDay(world, notifiedOn),
    )

const lodging =
  (lodgedOn: string, fields: Fields = {}): Step =>
  (world) =>
    world.attempt(
      'LodgeAppeal',
      juryId(),
      { appealId: idOf('appeal'), decisionEventId: decisionOf(world), lodgedOn, appealCommitment: commitmentOf('appeal'), ...fields },
      onDay(world, lodgedOn),
    )

const deciding =
  (decidedOn: string): Step =>
  (world) =>
    world.attempt('DecideAppeal', juryId(), { appealId: idOf('appeal'), outcome: 'upheld', decidedOn }, onDay(world, decidedOn))

/** A step that must succeed, without an answer, so that steps may be put together. */
const done =
  (step: Step): Step =>
  (world) => {
    const decision = step(world)
    if (typeof decision === 'object' && decision.outcome === 'refused') throw new Error(JSON.stringify(decision.refusal))
  }

const requesting =
  (of: JuryOf = {}, fields: Fields = {}, name = alix): Step =>
  (world) =>
    world.attempt(
      'RequestDecisionAnnulment',
      juryId(of),
      {
        decisionEventId: decisionOf(world, name, of),
        finalEpreuveStands: false,
        reason: 'juryIrregular',
        authority: 'certifier',
        ...fields,
      },
      { ...onDay(world, '2024-04-02'), actor: idOf('one certifier') },
    )

const annulling =
  (of: JuryOf = {}, acting: Acting = {}, name = alix): Step =>
  (world) =>
    world.attempt(
      'AnnulDecision',
      juryId(of),
      { decisionEventId: decisionOf(world, name, of), requestEventId: requestIn(world) },
      { ...onDay(world, '2024-04-03'), actor: idOf('another certifier'), ...acting },
    )

const requestIn = (world: Parameters<Step>[0]) =>
  world.log.findLast(({ type }) => type === 'DecisionAnnulmentRequested')?.id ?? idOf('nothing')

test(
  'V6: a VAE decision notified on the fifteenth day is accepted',
  given(sealedVae).when(notifying('2024-04-02')).thenAccepted('V6', 'G1', 'G13'),
)

test(
  'V6: the sixteenth day is refused',
  given(sealedVae)
    .when(notifying('2024-04-03'))
    .thenRefused('V6', { found: { deliberatedOn: '2024-03-18', notifiedOn: '2024-04-03' }, expected: { lastDay: '2024-04-02' } }),
)

test(
  'V6: the sixteenth day is accepted with a reason',
  given(sealedVae)
    .when(notifying('2024-04-03', { lateReason: 'addressUnknown' }))
    .thenWaived('V6', 'addressUnknown'),
)

test(
  'V6: a reason that is not of the list does not waive it',
  given(sealedVae)
    .when(notifying('2024-04-03', { lateReason: 'rain' }))
    .thenRefused('V6'),
)

test(
  'G14: a late reason that is not of the list is refused, late or not',
  given(sealedVae)
    .when(notifying('2024-04-02', { lateReason: 'rain' }))
    .thenRefused('G14'),
)

test('G1: a training decision has no term of notification', given(sealedFull).when(notifying('2024-06-03')).thenAccepted('G1', 'G13'))

test(
  'G14: where no term is set, no late reason is accepted',
  given(sealedFull)
    .when(notifying('2024-06-03', { lateReason: 'addressUnknown' }))
    .thenRefused('G14'),
)

test(
  'G1: a decision is notified once its minutes are sealed',
  given(decidedSession)
    .when(notifying('2024-03-20'))
    .thenRefused('G1', { found: 'none', expected: ['sealed'] }),
)

test(
  'G1: a decision is notified once',
  given(sealedFull, done(notifying('2024-03-20')))
    .when(notifying('2024-03-21'))
    .thenRefused('G1', { found: '2024-03-20' }),
)

test(
  'G1: an annulled decision is not notified',
  given(sealedFull, annulledDecision({}, '2024-04-02')).when(notifying('2024-04-03')).thenRefused('G1', { found: 'annulled' }),
)

test('G13: a decision is not notified before it was taken', given(sealedFull).when(notifying('2024-03-17')).thenRefused('G13'))

test('G1: an appeal is lodged against a sealed decision', given(sealedFull).when(lodging('2024-04-02')).thenAccepted('G1', 'G13'))

test(
  'G1: no appeal is lodged against a decision whose minutes are not sealed',
  given(decidedSession).when(lodging('2024-04-02')).thenRefused('G1', { found: 'none' }),
)

test(
  'G1: an appeal is lodged once',
  given(sealedFull, done(lodging('2024-04-02')))
    .when(lodging('2024-04-03'))
    .thenRefused('G1', { found: 'lodged', expected: ['none'] }),
)

test('G13: no appeal is lodged before the decision', given(sealedFull).when(lodging('2024-03-17')).thenRefused('G13'))

test(
  'G1: an appeal is decided',
  given(sealedFull, done(lodging('2024-04-02')))
    .when(deciding('2024-04-22'))
    .thenAccepted('G1', 'G13'),
)

test('G1: an appeal that nobody lodged is not decided', given(sealedFull).when(deciding('2024-04-22')).thenRefused('G1', { found: 'none' }))

test(
  'G1: an appeal is decided once',
  given(sealedFull, done(lodging('2024-04-02')), done(deciding('2024-04-22')))
    .when(deciding('2024-04-23'))
    .thenRefused('G1', { found: 'upheld' }),
)

test(
  'G13: an appeal is not decided before it was lodged',
  given(sealedFull, done(lodging('2024-04-02')))
    .when(deciding('2024-04-01'))
    .thenRefused('G13'),
)

test('G1: the annulment of a sealed decision is asked', given(sealedFull).when(requesting()).thenAccepted('G1'))

test(
  'G1: the annulment of a decision whose minutes are not sealed is not asked',
  given(decidedSession).when(requesting()).thenRefused('G1', { found: 'none' }),
)

test(
  'G1: the annulment of what is no decision is not asked',
  given(sealedFull)
    .when(requesting({}, { decisionEventId: idOf('another') }))
    .thenRefused('G1', { found: 'none' }),
)

test(
  'G1: the annulment of an annulled decision is not asked',
  given(sealedFull, annulledDecision({}, '2024-04-02')).when(requesting()).thenRefused('G1', { found: 'annulled' }),
)

test('G12: another person confirms the annulment', given(sealedFull, done(requesting())).when(annulling()).thenAccepted('G6', 'G12'))

test(
  'G12: the one who asks does not confirm',
  given(sealedFull, done(requesting()))
    .when(annulling({}, { actor: idOf('one certifier') }))
    .thenRefused('G12', { found: { en: 'the same person' } }),
)

test(
  'G12: nothing was asked: refused',
  given(sealedFull)
    .when(annulling())
    .thenRefused('G12', { found: { en: 'nothing asked for this decision' } }),
)

test(
  'G12: a request about another decision is not enough',
  given(
    candidateWith(allBlocs, bo),
    candidateWith(allBlocs),
    constitutedJury(),
    readyToDecide(bo),
    decided(bo),
    readyToDecide(),
    decided(),
    sealedJury(),
    done(requesting({}, {}, bo)),
  )
    .when(annulling())
    .thenRefused('G12', { found: { en: 'nothing asked for this decision' } }),
)

test('G6: a sealed decision on which nothing rests is annulled', given(sealedFull, done(requesting())).when(annulling()).thenAccepted('G6'))

test('G6: a decision that is not sealed is not annulled', given(decidedSession).when(annulling()).thenRefused('G6', { found: 'none' }))

test(
  'G6: a decision is annulled once',
  given(sealedFull, annulledDecision({}, '2024-04-02')).when(annulling()).thenRefused('G6', { found: 'annulled' }),
)

/** The final épreuve validated by another session, the last bloc earned since, and the certification awarded on the file. */
const awardedOnFile = together(
  validatedByAnother(others),
  blocsEarned([first], [alix]),
  constitutedJury(),
  convenedOnFile(),
  deliberated(),
  decidedWithoutFinal(alix, {}, { object: 'file' }),
  sealedJury(),
)

test(
  'G6: the decision that validated the final épreuve is not annulled while the award rests on it',
  given(awardedOnFile, done(requesting(another)))
    .when(annulling(another))
    .thenRefused('G6', { found: { juryId: juryId(), decidedOn: '2024-03-18' } }),
)

test(
  'G6: it is annulled where the final épreuve stands',
  given(awardedOnFile, done(requesting(another, { finalEpreuveStands: true })))
    .when(annulling(another))
    .thenAccepted('G6', 'G12'),
)

test(
  'G6: it is annulled once the award is',
  given(awardedOnFile, annulledDecision({}, '2024-04-02', true), done(requesting(another)))
    .when(annulling(another))
    .thenAccepted('G6', 'G12'),
)

test(
  'G6: an adjourned decision is annulled',
  given(adjournedByAnother([]), done(requesting(another)))
    .when(annulling(another))
    .thenAccepted('G6'),
)

/** Two blocs by a first file, the others by a second one: `total`. */
const twoFiles = together(
  verifiedVae(),
  constitutedJury(another),
  decidedVaeIn(another, { outcome: 'partial', blocs: allBlocs.slice(0, 2) }),
  having('RecordValidationFile', '2024-03-11', validationFile('2024-03-11')),
  having('VerifyValidationFile', '2024-03-12'),
  constitutedJury(),
)

test(
  'G6: the blocs of a first VAE file are not taken back while the award rests on them',
  given(twoFiles, decidedVaeIn({}, { outcome: 'total', blocs: allBlocs.slice(2) }), done(requesting(another)))
    .when(annulling(another))
    .thenRefused('G6', { found: { juryId: juryId() } }),
)

test(
  'G6: they are taken back while the second file goes on',
  given(twoFiles, done(requesting(another)))
    .when(annulling(another))
    .thenAccepted('G6', 'G12'),
)

test(
  'G1: after the annulment of its decision a defence is held again',
  given(sealedFull, annulledDecision({}, '2024-04-02'), constitutedJury(later))
    .when(convene({}, alix, later))
    .thenAccepted('G1', 'F2'),
)

test(
  'G1: after the annulment of its decision an interview is held again',
  given(sealedVae, annulledDecision({}, '2024-04-02'), constitutedJury(later)).when(conveneForVae(alix, later)).thenAccepted('G1', 'V1'),
)

test(
  'G1: where the final épreuve stands, the candidate is decided on the file once the bloc is earned again',
  given(sealedFull, annulledDecision({}, '2024-04-02', true), annulledMspr(first), constitutedJury(later))
    .when(conveneOnFile(alix, later))
    .thenRefused('G1', { found: [first] }),
)

test(
  'G1: an adjourned decision that was annulled is no ground for a file',
  given(adjournedByAnother([]), annulledDecision(another, '2024-03-11'), constitutedJury())
    .when(conveneOnFile())
    .thenRefused('G1', { found: 'compliant' }),
)

/** A bloc earned by VAE, carried over to a training candidacy of the same person, and the certification awarded there on it. */
const byVae = 'Alix by VAE'
const carriedOver: Step = (world) => {
  const bloc = { bloc: first, acquiredOn: '2024-03-04' }
  for (const candidacyId of [candidacyOf(byVae), candidacyOf(alix)]) {
    world.note('person', idOf(alix), { type: 'CandidacyNoted', data: { candidacyId, certification: rncp36582 } })
  }
  world.note('person', idOf(alix), { type: 'BlocHeld', data: { candidacyId: candidacyOf(byVae), ...bloc } }, idOf('validated'))
  const data = { ...bloc, sourceCandidacyId: candidacyOf(byVae) }
  world.note('candidacy', candidacyOf(alix), { type: 'BlocCarriedOver', data }, world.last('BlocHeld').id)
}
const heldByVae = together(
  verifiedVae(alix, {}, byVae),
  constitutedJury(another),
  readyToDecideVae(byVae, another),
  decidedWithoutFinal(byVae, another, { outcome: 'partial', blocs: [first] }),
  sealedJury(another),
  candidateWith(others),
  carriedOver,
  constitutedJury(),
)

test(
  'G6: a bloc carried over to another candidacy is not taken back while an award rests on it there',
  given(heldByVae, readyToDecide(), decided(), sealedJury(), done(requesting(another, {}, byVae)))
    .when(annulling(another, {}, byVae))
    .thenRefused('G6', { found: { juryId: juryId() } }),
)

test(
  'G6: a bloc carried over is taken back while nothing is awarded on it',
  given(heldByVae, done(requesting(another, {}, byVae)))
    .when(annulling(another, {}, byVae))
    .thenAccepted('G6', 'G12'),
)
