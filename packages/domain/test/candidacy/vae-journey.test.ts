import {
  admissibleVae,
  alix,
  allBlocs,
  applied,
  attempting,
  candidacyOf,
  certifiedWorld,
  decidedVae,
  depositedVae,
  given,
  having,
  heardVae,
  idOf,
  receivedVae,
  type Step,
  together,
  validationFile,
  verifiedVae,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'

const [bc01 = ''] = allBlocs
const depositing = (receivedOn: string) => attempting('RecordValidationFile', receivedOn, validationFile(receivedOn))
const abandoning = attempting('AbandonVae', '2024-04-08', { reason: 'candidateRequest' })
const abandoned = having('AbandonVae', '2024-02-12', { reason: 'candidateRequest' })
const stale = having('DeclareVaeStale', '2024-02-12', { reason: 'noActivity' })
const resuming = attempting('ResumeVae', '2024-06-03', { reason: 'newActivity' })
const statusOf = (...steps: Step[]) => {
  const world = certifiedWorld()
  for (const step of steps) step(world)
  return world.folded('candidacy', candidacyOf(alix)).state
}

test(
  'G1: a validation file is received once the candidate is admissible',
  given(admissibleVae()).when(depositing('2024-01-15')).then({ type: 'ValidationFileReceived' }),
)

test(
  'G1: a validation file before the admissibility is refused',
  given(receivedVae()).when(depositing('2024-01-15')).thenRefused('G1', { found: 'received' }),
)

test(
  'G1: a validation file is not replaced before it is flagged',
  given(depositedVae()).when(depositing('2024-01-22')).thenRefused('G1', { found: 'deposited' }),
)

const flagged = having('FlagValidationFile', '2024-01-22', { reason: 'pieceMissing' })

test(
  'G1: a flagged file is replaced',
  given(depositedVae(), flagged).when(depositing('2024-01-29')).then({ type: 'ValidationFileReceived' }),
)

test(
  'G1: a flagged file is not verified',
  given(depositedVae(), flagged)
    .when(attempting('VerifyValidationFile', '2024-01-29'))
    .thenRefused('G1', { found: 'flagged', expected: ['deposited'] }),
)

test(
  'G1: a verified file is not flagged',
  given(verifiedVae())
    .when(attempting('FlagValidationFile', '2024-01-29', { reason: 'unreadable' }))
    .thenRefused('G1', { found: 'verified' }),
)

test(
  'G13: a validation file is not dated before the admissibility',
  given(admissibleVae())
    .when(depositing('2023-11-12'))
    .thenRefused('G13', { expected: { from: '2023-11-13' } }),
)

test(
  'G13: a validation file on the day of the admissibility is accepted',
  given(admissibleVae()).when(depositing('2023-11-13')).thenAccepted('G13'),
)

test(
  'G1: a training that was refused takes no validation file',
  given(applied(), having('RefuseAdmission', '2023-04-11', { reason: 'noAnswer' }))
    .when(depositing('2024-01-15'))
    .thenRefused('G1', { found: 'CA', expected: 'VAE' }),
)

test(
  'G1: a training is not abandoned as a VAE is',
  given(applied(), having('RefuseAdmission', '2023-04-11', { reason: 'noAnswer' }))
    .when(abandoning)
    .thenRefused('G1', { found: 'CA' }),
)

for (const [state, steps] of [
  ['received', receivedVae()],
  ['admissible', admissibleVae()],
  ['verified', verifiedVae()],
  ['heard', heardVae()],
  ['partial', together(heardVae(), decidedVae('VaePartiallyValidated', [bc01]))],
] as const) {
  test(`G1: a VAE that is ${state} becomes stale and is resumed`, (t) => {
    const since = having('DeclareVaeStale', '2024-10-07', { reason: 'noActivity' })
    t.match(statusOf(steps, since), { status: 'stale', resumesTo: state, leftOn: '2024-10-07' })
    t.match(statusOf(steps, since, having('ResumeVae', '2024-11-04', { reason: 'newActivity' })), { status: state, resumesTo: null })
    t.end()
  })
}

test(
  'G1: a stale VAE is not declared so again',
  given(verifiedVae(), stale)
    .when(attempting('DeclareVaeStale', '2024-04-08', { reason: 'noActivity' }))
    .thenRefused('G1', { found: 'stale' }),
)

test('G1: a stale VAE that is abandoned still shows where it stood', (t) => {
  t.match(statusOf(verifiedVae(), stale, having('AbandonVae', '2024-04-08', { reason: 'noAnswer' })), {
    status: 'abandoned',
    resumesTo: 'verified',
  })
  t.end()
})

test('G1: a stale VAE may be abandoned', given(verifiedVae(), stale).when(abandoning).then({ type: 'VaeAbandoned' }))

test(
  'G1: an abandoned VAE is not resumed',
  given(verifiedVae(), abandoned)
    .when(resuming)
    .thenRefused('G1', { found: 'abandoned', expected: ['stale'] }),
)

test(
  'G1: a VAE that ended is not abandoned',
  given(heardVae(), decidedVae('VaeTotallyValidated', allBlocs)).when(abandoning).thenRefused('G1', { found: 'awarded' }),
)

test(
  'G1: a stale VAE takes no validation file',
  given(admissibleVae(), stale).when(depositing('2024-03-04')).thenRefused('G1', { found: 'stale' }),
)

test(
  'G13: a resumption is not dated before the declaration',
  given(verifiedVae(), stale)
    .when(attempting('ResumeVae', '2024-02-11', { reason: 'newActivity' }))
    .thenRefused('G13', { expected: { from: '2024-02-12' } }),
)

test(
  'G1: a training enrolment is not resumed as a VAE is',
  given(applied(), withdrawn(alix, '2023-04-11')).when(resuming).thenRefused('G1', { found: 'CA' }),
)

test('G1: a hearing that is undone after the VAE was abandoned leaves nothing convened', (t) => {
  const world = certifiedWorld()
  const juryId = idOf('a jury')
  const note = (type: string, data: Record<string, unknown>) =>
    world.note('candidacy', candidacyOf(alix), { type, data: { juryId, ...data } }, idOf(`cause of ${type}`))
  verifiedVae()(world)
  note('HearingScheduled', { plannedOn: '2024-03-18' })
  abandoned(world)
  t.match(world.folded('candidacy', candidacyOf(alix)).state, { status: 'abandoned', resumesTo: 'convened' })
  note('HearingMissed', { reason: 'unconvened' })
  t.match(world.folded('candidacy', candidacyOf(alix)).state, { status: 'abandoned', resumesTo: 'verified', vae: { juryId: null } })
  t.end()
})
