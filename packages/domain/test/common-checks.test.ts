import {
  type Acting,
  alix,
  allBlocs,
  application,
  applied,
  attempting,
  certifiedWorld,
  commitmentOf,
  enrolled,
  enrolment,
  fingerprintOf,
  given,
  idOf,
  partnerSiret,
  readyForAdmission,
  rncp36582,
  type Step,
} from '@minutier/testing'
import { test } from 'tap'
import { eventSchemas } from '../src/catalogue.ts'
import { factChecks } from '../src/common-checks.ts'
import { record } from '../src/decide.ts'
import { judge } from '../src/judge.ts'
import type { Entry, Role } from '../src/kernel/event.ts'
import { legalDay } from '../src/kernel/time.ts'
import { unknownPartner } from '../src/partner/state.ts'
import { trackReads } from '../src/reads.ts'
import { rncp36582Rulebook } from '../src/rulebook/rncp36582.ts'
import { sourcesAt } from '../src/verdicts/instant.ts'

const at =
  (when: string): Step =>
  (world) => {
    world.at(when)
  }
const habilitationId = idOf('habilitation')
const habilitate =
  (fields: Readonly<Record<string, unknown>> = {}, acting: Acting = {}): Step =>
  (world) =>
    world.attempt(
      'HabilitatePartner',
      partnerSiret,
      {
        habilitationId,
        certification: rncp36582,
        scope: 'HABILITATION_ORGA_FORM',
        blocs: [`${rncp36582}BC01`],
        fromOn: '2022-09-01',
        untilOn: '2025-08-31',
        conventionFingerprint: fingerprintOf('convention'),
        subcontracting: false,
        ...fields,
      },
      acting,
    )
const audit =
  (auditedOn: string): Step =>
  (world) =>
    world.attempt('RecordPartnerAudit', partnerSiret, {
      auditId: idOf('audit'),
      gridVersion: 'v1',
      auditedOn,
      majorCount: 0,
      minorCount: 0,
      reportFingerprint: fingerprintOf('audit report'),
    })

const completeApplication = (role: Role = 'certifier') =>
  attempting('CompleteApplication', '2023-03-07', { pieces: ['evidence'], fileCommitment: commitmentOf('pieces') }, alix, { role })

const now = '2022-07-01T08:00:00.000Z'
test(
  'G8: what happens as it is recorded is accepted',
  given()
    .when(habilitate({}, { occurredAt: now }))
    .thenAccepted('G8'),
)
test(
  'G8: two seconds after are a difference of clocks',
  given()
    .when(habilitate({}, { occurredAt: '2022-07-01T08:00:02.000Z' }))
    .thenAccepted('G8'),
)
test(
  'G8: a millisecond more is the future',
  given()
    .when(habilitate({}, { occurredAt: '2022-07-01T08:00:02.001Z' }))
    .thenRefused('G8', { found: '2022-07-01T08:00:02.001Z', expected: now, remedy: { en: /correct the date/ } }),
)
test(
  'G8: long ago is accepted, and shown',
  given()
    .when(habilitate({}, { occurredAt: '2019-01-01T08:00:00.000Z' }))
    .thenAccepted('G8'),
)
test('G8: a day of today is accepted', given(habilitate(), at('2022-10-10')).when(audit('2022-10-10')).thenAccepted('G8'))
test(
  'G8: a day of tomorrow is refused',
  given(habilitate(), at('2022-10-10')).when(audit('2022-10-11')).thenRefused('G8', { found: '2022-10-11', expected: '2022-10-10' }),
)
test(
  'G8: tomorrow begins at midnight in Paris',
  given(habilitate(), at('2022-10-10T22:00:00.000Z')).when(audit('2022-10-11')).thenAccepted('G8'),
)
test(
  'G8: not a millisecond before',
  given(habilitate(), at('2022-10-10T21:59:59.999Z')).when(audit('2022-10-11')).thenRefused('G8', { expected: '2022-10-10' }),
)
test(
  'G8: what is planned may be of the future',
  given()
    .when(habilitate({ fromOn: '2030-01-01', untilOn: '2031-01-01' }))
    .thenAccepted('G8'),
)

const transfer = (effectiveOn: string) =>
  attempting('ChangeTargetBlocs', '2023-10-02', { targetBlocs: [`${rncp36582}BC01`], effectiveOn, reason: 'projectExtended' })
test('G8: a change of a candidacy takes effect on a day that has come', given(enrolled()).when(transfer('2023-10-02')).thenAccepted('G8'))
test(
  'G8: not on a day to come, since it holds at once',
  given(enrolled()).when(transfer('2023-10-03')).thenRefused('G8', { found: '2023-10-03', expected: '2023-10-02' }),
)

test(
  'G13: nothing happens in a candidacy before the day that opened it',
  given(applied())
    .when(
      attempting('CompleteApplication', '2023-03-07', { pieces: ['evidence'], fileCommitment: commitmentOf('pieces') }, alix, {
        occurredAt: '2022-08-01T10:00:00.000Z',
      }),
    )
    .thenRefused('G13', { found: '2022-08-01', expected: { from: '2023-03-06' } }),
)
test('G13: a fact is replayed on its own day, whatever instant is given beside it', (t) => {
  const world = certifiedWorld()
  enrolled()(world)
  const occurredAt = world.now
  attempting('WithdrawEnrolment', '2024-01-15', { effectiveOn: '2024-01-15', reason: 'candidateRequest' }, alix, { occurredAt })(world)
  const stream = world.last('EnrolmentWithdrawn').stream
  const statusBy = (asOf: string) => sourcesAt(world.sources, { clock: 'occurred', asOf }).folded('candidacy', stream)?.state.status
  t.equal(statusBy('2024-01-14T22:59:59.999Z'), 'enrolled')
  t.equal(statusBy('2024-01-15T22:59:59.999Z'), 'withdrawn')
  t.end()
})

/** Days that say when something happened, and days that may still come (certification reference, section 5). */
const happened =
  'enrolledOn decidedOn receivedOn heldOn issuedOn reissuedOn notifiedOn lodgedOn sentOn answeredOn closedOn auditedOn transmittedOn depositedOn acknowledgedOn obtainedOn'
const mayCome = 'effectiveOn fromOn untilOn plannedOn sessionOn expiresOn dueOn reviewOn trainingStartsOn issuanceDeadlineOn'
function refusedFor(field: string, value: string): boolean {
  const world = certifiedWorld()
  const entry: Entry = { ...world.last('CertificationImported'), type: 'PartnerAudited', data: { [field]: value } }
  return factChecks('partner', entry, unknownPartner, trackReads(world.sources, entry.stream).reads).some(({ holds }) => !holds)
}
test('G8: no event has happened on a day to come, whichever of its days it is', (t) => {
  for (const field of happened.split(' ')) {
    t.ok(refusedFor(field, '2022-07-02'), field)
    t.notOk(refusedFor(field, '2022-07-01'), field)
  }
  for (const field of mayCome.split(' ')) t.notOk(refusedFor(field, '2030-01-01'), field)
  t.end()
})
test('every day of an event is known to be of one kind or of the other', (t) => {
  const known = new Set(`${happened} ${mayCome} registeredOn termOn acquiredOn endedOn heardOn`.split(' '))
  const days = Object.values(eventSchemas).flatMap((schemas) => Object.values(schemas).flatMap(({ shape }) => Object.keys(shape)))
  t.strictSame(
    [...new Set(days)].filter((name) => name.endsWith('On') && !known.has(name)),
    [],
  )
  t.equal(legalDay({ type: 'X', termOn: '2022-09-01' }, now), '2022-09-01', 'a term is a legal day that its rule (V4) compares')
  t.end()
})

test(
  'G9: the certifier habilitates',
  given()
    .when(habilitate({}, { role: 'certifier' }))
    .thenAccepted('G9'),
)
for (const role of ['registrar', 'jury-secretary', 'auditor', 'regulator', 'dpo', 'operator', 'process'] as const) {
  test(
    `G9: ${role} does not`,
    given()
      .when(habilitate({}, { role }))
      .thenRefused('G9', { found: role, expected: ['certifier'] }),
  )
}
test('G9: a registrar takes in an application', given(applied()).when(completeApplication('registrar')).thenAccepted('G9'))
test(
  'G9: a jury secretary does not',
  given(applied())
    .when(completeApplication('jury-secretary'))
    .thenRefused('G9', { found: 'jury-secretary', expected: ['registrar', 'certifier'] }),
)
test('G9: what only a process writes, a person does not', (t) => {
  const world = certifiedWorld()
  const fact = { type: 'CandidacyNoted', data: { candidacyId: idOf('candidacy'), certification: rncp36582 } }
  const target = world.folded('person', idOf('Alix'))
  const draft = { ...world.last('CertificationImported'), nextId: () => idOf('event') }
  t.match(record([fact], target, draft, world.sources), { refusal: { rule: 'G9', found: 'certifier', expected: ['process'] } })
  t.end()
})
test('G9: nor does a process write what only a person decides', (t) => {
  const decision = certifiedWorld().attemptNote('person', idOf('Alix'), {
    type: 'IdentityRecorded',
    data: { facts: [{ category: 'identity', factCommitment: commitmentOf('identity') }] },
  })
  t.match(decision, { refusal: { rule: 'G9', found: 'process' } })
  t.end()
})
test('G9: a process annuls, and rectifies nothing', (t) => {
  const { sources, folded, last } = certifiedWorld()
  const rolesFor = (type: string) => {
    const entry = {
      ...last('CertificationImported'),
      type,
      role: 'process' as const,
      data: { correctedEventId: idOf('x'), reason: 'typingError' },
    }
    const { judgment } = judge('certification', entry, folded('certification', rncp36582), sources)
    return judgment.outcome === 'refused' ? judgment.refusal.rule : null
  }
  t.equal(rolesFor('FactRectified'), 'G9')
  t.equal(rolesFor('FactAnnulled'), 'G6', 'refused for what it annuls, not for who does')
  t.end()
})

const enrol = (fields: Readonly<Record<string, unknown>>) => attempting('EnrolCandidate', '2023-09-04', enrolment(fields))
const ready = [readyForAdmission(), attempting('GrantAdmission', '2023-04-11')]
test(
  'G14: blocs of the certification are accepted',
  given(...ready)
    .when(enrol({ targetBlocs: [`${rncp36582}BC01`] }))
    .thenAccepted('G14'),
)
test(
  'G14: a bloc of another certification is refused',
  given(...ready)
    .when(enrol({ targetBlocs: [`${rncp36582}BC01`, 'RNCP35584BC02'] }))
    .thenRefused('G14', { found: 'RNCP35584BC02', expected: allBlocs }),
)
test(
  'G14: a bloc that the certification has not is refused',
  given(...ready)
    .when(enrol({ targetBlocs: [`${rncp36582}BC09`] }))
    .thenRefused('G14', { found: `${rncp36582}BC09` }),
)
const withdraw = (reason: string) => attempting('WithdrawEnrolment', '2024-01-15', { effectiveOn: '2024-01-15', reason })
test('G14: a reason of the rulebook is accepted', given(enrolled()).when(withdraw('candidateRequest')).thenAccepted('G14'))
test('G14: another is refused', given(enrolled()).when(withdraw('badMood')).thenRefused('G14', { found: 'badMood' }))
test(
  'G14: a certification that is not registered has no rulebook',
  given()
    .when(attempting('ReceiveApplication', '2023-03-06', application(alix, { certification: 'RNCP35584' })))
    .thenRefused('G14', { found: 'RNCP35584 2023-03-06', expected: [] }),
)
test(
  'G14: nor has a registered one before its first rulebook',
  given()
    .when(attempting('ReceiveApplication', '2022-06-30', application(alix)))
    .thenRefused('G14', { found: `${rncp36582} 2022-06-30`, expected: [`${rncp36582Rulebook.version} (2022-07-01)`] }),
)

const erased: Step = (world) => {
  const erasure = { requestId: idOf('request'), categories: ['identity'], ground: 'request' }
  world.run('RequestErasure', idOf(alix), erasure)
  world.run('ErasePersonalData', idOf(alix), { ...erasure, keyDestroyed: true }, { role: 'dpo' })
}
test('G16: a candidacy of a person who is there takes new facts', given(applied()).when(completeApplication()).thenAccepted('G16'))
test(
  'G16: that of an erased person takes none',
  given(applied(), erased).when(completeApplication()).thenRefused('G16', { expected: null }),
)
