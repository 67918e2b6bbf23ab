import {
  alix,
  allBlocs,
  candidacyOf,
  certifiedWorld,
  decidedVae,
  decidingVae,
  given,
  having,
  heardVae,
  idOf,
  type Step,
  validationFile,
  verifiedVae,
} from '@minutier/testing'
import { test } from 'tap'

const [bc01 = '', bc02 = '', bc03 = '', bc04 = ''] = allBlocs
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
