import {
  admitted,
  alix,
  applied,
  attempting,
  candidacyOf,
  certifiedWorld,
  commitmentOf,
  enrolled,
  given,
  habilitated,
  having,
  idOf,
  msprId,
  onDay,
  partnerSiret,
  registration,
  type Step,
  teamedMspr,
  together,
  verifiedVae,
  withdrawn,
} from '@minutier/testing'
import { test } from 'tap'

const withdrawing = (effectiveOn = '2024-01-15') =>
  attempting('WithdrawEnrolment', effectiveOn, { effectiveOn, reason: 'candidateRequest' })
const resuming = (effectiveOn = '2025-01-13') => attempting('ResumeEnrolment', effectiveOn, { effectiveOn, reason: 'candidateRequest' })
const resumed = having('ResumeEnrolment', '2025-01-13', { effectiveOn: '2025-01-13', reason: 'candidateRequest' })
const pending: Step = (world) => {
  applied()(world)
  having('RequestExceptionalAdmission', '2023-03-20', { fileCommitment: commitmentOf('request') })(world)
}

for (const [state, steps] of [
  ['applied', applied()],
  ['exceptionPending', pending],
  ['admitted', admitted()],
  ['enrolled', enrolled()],
] as const) {
  test(`G1: a candidate who is ${state} withdraws and comes back to that state`, (t) => {
    const world = certifiedWorld()
    steps(world)
    withdrawn()(world)
    t.match(world.folded('candidacy', candidacyOf(alix)).state, { status: 'withdrawn', resumesTo: state, leftOn: '2024-01-15' })
    resumed(world)
    t.match(world.folded('candidacy', candidacyOf(alix)).state, { status: state, resumesTo: null, leftOn: null })
    t.end()
  })
}

test('G1: nobody withdraws twice', given(enrolled(), withdrawn()).when(withdrawing()).thenRefused('G1', { found: 'withdrawn' }))

test(
  'G1: a refused application is not withdrawn',
  given(applied(), having('RefuseAdmission', '2023-04-11', { reason: 'noAnswer' }))
    .when(withdrawing())
    .thenRefused('G1', { found: 'refused' }),
)

test(
  'G1: who has not withdrawn is not resumed',
  given(enrolled())
    .when(resuming())
    .thenRefused('G1', { found: 'enrolled', expected: ['withdrawn'] }),
)

test(
  'G13: a withdrawal is not dated before the enrolment',
  given(enrolled())
    .when(withdrawing('2023-09-03'))
    .thenRefused('G13', { expected: { from: '2023-09-04' } }),
)

test('G13: an application is withdrawn from the day of its receipt', given(applied()).when(withdrawing('2023-03-06')).thenAccepted('G13'))

test(
  'G13: a resumption is not dated before the withdrawal',
  given(enrolled(), withdrawn())
    .when(resuming('2024-01-14'))
    .thenRefused('G13', { found: '2024-01-14', expected: { from: '2024-01-15' } }),
)

test('G1: a withdrawal leaves the bloc in its MSPR until the team is told, and the release reaches it meanwhile', (t) => {
  const world = certifiedWorld()
  const bloc = 'RNCP36582BC01'
  together(enrolled(), teamedMspr({ bloc, team: [alix] }), withdrawn())(world)
  const stateNow = () => world.folded('candidacy', candidacyOf(alix)).state
  t.match(stateNow(), { status: 'withdrawn', resumesTo: 'enrolled', blocs: { [bloc]: { state: 'inMspr', msprId: msprId() } } })
  const released = { type: 'MsprReleased', data: { msprId: msprId(), bloc, reason: 'excluded' } }
  world.note('candidacy', candidacyOf(alix), released, idOf('the exclusion'))
  t.match(stateNow(), { status: 'withdrawn', blocs: { [bloc]: { state: 'open', msprId: null } } })
  resumed(world)
  t.match(stateNow(), { status: 'enrolled', blocs: { [bloc]: { state: 'open' } } })
  t.end()
})

test('V1: a VAE is abandoned, not withdrawn', given(verifiedVae()).when(withdrawing('2024-02-05')).thenRefused('V1', { found: 'VAE' }))

const atPartner = [habilitated(partnerSiret), enrolled(alix, { centreSiret: partnerSiret }), withdrawn()] as const
const suspendedHabilitation: Step = (world) => {
  const change = { habilitationId: idOf(`habilitation of ${partnerSiret}`), effectiveOn: '2024-06-03', reason: 'auditFinding' }
  world.run('SuspendHabilitation', partnerSiret, change, onDay(world, '2024-06-03'))
}

test(
  'A3: an enrolment is resumed at a partner that is still habilitated',
  given(...atPartner)
    .when(resuming())
    .thenAccepted('A3', 'W3'),
)

test(
  'A3: an enrolment is not resumed at a partner that was suspended meanwhile',
  given(...atPartner, suspendedHabilitation)
    .when(resuming())
    .thenRefused('A3', { found: { siret: partnerSiret, day: '2025-01-13' } }),
)

test(
  'A3: an application is resumed whatever the centre has become',
  given(applied(alix, { centreSiret: partnerSiret }), withdrawn())
    .when(resuming())
    .then({ type: 'EnrolmentResumed' }),
)

test(
  'W3: an enrolment is not resumed while the registration is suspended',
  given(enrolled(), withdrawn(), registration('SuspendRegistration', '2024-09-02', 'dutyNotMet'))
    .when(resuming())
    .thenRefused('W3', { found: { status: 'suspended', since: '2024-09-02' } }),
)

test(
  'W3: an enrolment is resumed once the registration is reinstated',
  given(
    enrolled(),
    withdrawn(),
    registration('SuspendRegistration', '2024-09-02', 'dutyNotMet'),
    registration('ReinstateRegistration', '2025-01-13', 'complianceRestored'),
  )
    .when(resuming())
    .thenAccepted('W3'),
)
