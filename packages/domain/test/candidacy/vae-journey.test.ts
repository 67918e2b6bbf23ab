import {
  admissibleVae,
  alix,
  allBlocs,
  applied,
  attempting,
  candidacyOf,
  certifiedWorld,
  decidedVae,
  decidingVae,
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

const [bc01 = '', bc02 = '', bc03 = '', bc04 = ''] = allBlocs
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
  'V2: a total validation of who aimed at the certification is noted',
  given(heardVae()).when(decidingVae('VaeTotallyValidated', allBlocs)).thenAccepted('V2'),
)

test(
  'V2: a total validation of who aimed at blocs is refused',
  given(heardVae(alix, { target: 'blocs', targetBlocs: [bc01] }))
    .when(decidingVae('VaeTotallyValidated', allBlocs))
    .thenRefused('V2', { found: 'blocs', expected: 'certification' }),
)

test(
  'V2: a total validation that leaves a bloc out is refused',
  given(heardVae())
    .when(decidingVae('VaeTotallyValidated', [bc01, bc02, bc03]))
    .thenRefused('V2'),
)

test(
  'V2: a partial validation names some of the missing blocs',
  given(heardVae())
    .when(decidingVae('VaePartiallyValidated', [bc01, bc02]))
    .thenAccepted('V2'),
)

test(
  'V2: a partial validation of nothing is refused',
  given(heardVae()).when(decidingVae('VaePartiallyValidated', [])).thenRefused('V2', { found: [], expected: allBlocs }),
)

test(
  'V2: a partial validation of everything is refused',
  given(heardVae()).when(decidingVae('VaePartiallyValidated', allBlocs)).thenRefused('V2'),
)

test('V2: a refusal names no bloc', given(heardVae()).when(decidingVae('VaeRefused', [])).thenAccepted('V2'))

test(
  'V2: a refusal that names a bloc is refused',
  given(heardVae())
    .when(decidingVae('VaeRefused', [bc01]))
    .thenRefused('V2', { found: [bc01], expected: [] }),
)

test(
  'G1: no outcome is noted before the interview',
  given(verifiedVae()).when(decidingVae('VaeRefused', [])).thenRefused('G1', { found: 'verified', expected: 'heard' }),
)

test(
  'G13: an outcome is not dated before the interview',
  given(heardVae())
    .when(decidingVae('VaeRefused', [], '2024-03-17'))
    .thenRefused('G13', { found: '2024-03-17', expected: { from: '2024-03-18' } }),
)

test('V2: an outcome makes the named blocs acquired, on the day of the decision', (t) => {
  const { status, blocs, vae } = statusOf(heardVae(), decidedVae('VaePartiallyValidated', [bc01, bc03]))
  t.equal(status, 'partial')
  t.match(blocs, { [bc01]: { state: 'acquired', acquiredOn: '2024-03-18', by: { how: 'vae' } }, [bc03]: { state: 'acquired' } })
  t.strictSame(Object.keys(blocs), [bc01, bc03])
  t.match(vae, { juryId: idOf(`jury of ${alix}`) })
  t.end()
})

test('V2: the outcomes lead to awarded, partial and refused', (t) => {
  t.equal(statusOf(heardVae(), decidedVae('VaeTotallyValidated', allBlocs)).status, 'awarded')
  t.equal(statusOf(heardVae(), decidedVae('VaePartiallyValidated', [bc04])).status, 'partial')
  t.equal(statusOf(heardVae(), decidedVae('VaeRefused', [])).status, 'refused')
  t.end()
})

for (const [outcome, blocs] of [
  ['VaePartiallyValidated', [bc02]],
  ['VaeRefused', []],
] as const) {
  test(`G1: after ${outcome} another validation file is received`, (t) => {
    const again = having('RecordValidationFile', '2024-09-02', validationFile('2024-09-02'))
    const { status, vae } = statusOf(heardVae(), decidedVae(outcome, blocs), again)
    t.equal(status, 'deposited')
    t.match(vae, { validationFileReceivedOn: '2024-09-02', juryId: null, heardOn: null, admissibleOn: '2023-11-13' })
    t.end()
  })
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

const left = having('DeclareVaeStale', '2024-04-08', { reason: 'unreachable' })

test(
  'V2: an outcome reaches a VAE that became stale since the interview',
  given(heardVae(), left)
    .when(decidingVae('VaePartiallyValidated', [bc01]))
    .thenAccepted('V2'),
)

test('V2: an outcome that reaches a stale VAE is there when it is resumed', (t) => {
  const noted = [heardVae(), left, decidedVae('VaePartiallyValidated', [bc01])]
  t.match(statusOf(...noted), { status: 'stale', resumesTo: 'partial', blocs: { [bc01]: { state: 'acquired' } } })
  t.match(statusOf(...noted, having('ResumeVae', '2024-06-03', { reason: 'newActivity' })), { status: 'partial', resumesTo: null })
  t.end()
})

test('V2: an outcome that reaches an abandoned VAE leaves it abandoned', (t) => {
  const since = having('AbandonVae', '2024-04-08', { reason: 'noAnswer' })
  t.match(statusOf(heardVae(), since, decidedVae('VaeRefused', [])), { status: 'abandoned', resumesTo: 'refused' })
  t.end()
})

test(
  'G1: a training enrolment is not resumed as a VAE is',
  given(applied(), withdrawn(alix, '2023-04-11')).when(resuming).thenRefused('G1', { found: 'CA' }),
)

test('V2: a total validation and the award stand together', (t) => {
  const world = certifiedWorld()
  heardVae()(world)
  const noted = { juryId: idOf(`jury of ${alix}`), decidedOn: '2024-03-18' }
  const facts = [
    { type: 'VaeTotallyValidated', data: { ...noted, blocs: allBlocs } },
    { type: 'CertificationAwarded', data: noted },
  ]
  world.note('candidacy', candidacyOf(alix), facts, idOf('the minutes'))
  t.match(world.folded('candidacy', candidacyOf(alix)).state, { status: 'awarded', award: { decidedOn: '2024-03-18' } })
  t.end()
})

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
