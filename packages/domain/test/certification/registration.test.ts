import { emptyWorld, fingerprintOf, given, givenIn, type Step } from '@minutier/testing'
import { test } from 'tap'
import { registrationOn } from '../../src/certification/state.ts'
import { another, code, decision, fiche, importFiche, proposing, reinstate, suspend, withdraw } from './registering.ts'

const changed = fingerprintOf('fiche that changed')
const at =
  (when: string): Step =>
  (world) => {
    world.at(when)
  }
const renew =
  (renewal: Readonly<Record<string, unknown>>): Step =>
  (world) =>
    world.attempt('RecordRenewal', code, { decidedOn: '2025-05-20', ...renewal })
const expire =
  (expiresOn = '2025-07-01'): Step =>
  (world) =>
    world.attemptNote('certification', code, { type: 'RegistrationExpired', data: { expiresOn } })
const setDeadline =
  (issuanceDeadlineOn: string): Step =>
  (world) =>
    world.attempt('SetIssuanceDeadline', code, { issuanceDeadlineOn, source: 'openData' })

test(
  'the fiche is imported as it is',
  givenIn(() => emptyWorld())
    .when(importFiche())
    .then({ type: 'CertificationImported', level: 7 }),
)
test(
  'G1: the same fiche again is refused, politely',
  given()
    .when(importFiche())
    .thenRefused('G1', { remedy: { en: /nothing to do/ } }),
)
test(
  'G1: a fiche that has changed is accepted',
  given()
    .when(importFiche({ ficheFingerprint: changed }))
    .thenAccepted('G1'),
)
test(
  'G1: nothing is recorded before the fiche',
  givenIn(() => emptyWorld())
    .when(suspend('2023-01-01'))
    .thenRefused('G1'),
)
test(
  'G13: a registration that ends before it begins is refused',
  givenIn(() => emptyWorld())
    .when(importFiche({ expiresOn: '2022-06-30' }))
    .thenRefused('G13', { found: { registeredOn: '2022-07-01', expiresOn: '2022-06-30' } }),
)
test(
  'G14: the fiche of another certification is refused in this stream',
  givenIn(() => emptyWorld())
    .when(importFiche({ certification: 'RNCP35584' }))
    .thenRefused('G14', { found: 'RNCP35584', expected: code }),
)
test(
  'G14: a bloc of another certification is refused',
  givenIn(() => emptyWorld())
    .when(importFiche({ blocs: ['RNCP35584BC02'] }))
    .thenRefused('G14', { found: ['RNCP35584BC02'] }),
)

test('an import that changed updates the registration, and keeps a deadline that was set apart', (t) => {
  const world = proposing()
  world.run('SetIssuanceDeadline', code, { issuanceDeadlineOn: '2026-12-31', source: 'openData' })
  world.run('ImportCertification', code, fiche({ ficheFingerprint: changed, expiresOn: '2026-07-01', openRoutes: ['FI', 'VAE'] }))
  t.match(world.folded('certification', code).state, {
    ficheFingerprint: changed,
    expiresOn: '2026-07-01',
    openRoutes: ['FI', 'VAE'],
    issuanceDeadlineOn: '2026-12-31',
  })
  t.end()
})

test('a registration is suspended, reinstated, withdrawn, each on its day', (t) => {
  const world = proposing()
  for (const step of [suspend('2023-01-10'), reinstate('2023-03-01'), suspend('2024-01-01'), withdraw('2024-02-01')]) step(world)
  const statusOn = (day: string) => registrationOn(world.folded('certification', code).state, day).status
  const days = ['2022-07-01', '2023-01-09', '2023-01-10', '2023-02-28', '2023-03-01', '2024-01-31', '2024-02-01', '2030-01-01']
  t.strictSame(days.map(statusOn), [
    'registered',
    'registered',
    'suspended',
    'suspended',
    'registered',
    'suspended',
    'withdrawn',
    'withdrawn',
  ])
  t.end()
})

test(
  'G1: a suspended registration is not suspended again',
  given(suspend('2023-01-10'))
    .when(suspend('2023-02-01'))
    .thenRefused('G1', { found: 'suspended', expected: ['registered'] }),
)
test('G1: what is not suspended is not reinstated', given().when(reinstate('2023-02-01')).thenRefused('G1', { found: 'registered' }))
test('G1: a withdrawn registration is not suspended', given(withdraw('2023-02-01')).when(suspend('2023-03-01')).thenRefused('G1'))
test('G1: a withdrawn registration does not come back', given(withdraw('2023-02-01')).when(reinstate('2023-03-01')).thenRefused('G1'))
test('G1: a suspended registration may be withdrawn', given(suspend('2023-01-10')).when(withdraw('2023-02-01')).thenAccepted('G1'))
test('G13: a suspension before the registration is refused', given().when(suspend('2022-06-30')).thenRefused('G13'))
test('G13: a suspension from the day of the registration is accepted', given().when(suspend('2022-07-01')).thenAccepted('G13'))
test(
  'G13: a reinstatement before the suspension is refused',
  given(suspend('2023-01-10'))
    .when(reinstate('2023-01-09'))
    .thenRefused('G13', { found: { suspended: '2023-01-10', effectiveOn: '2023-01-09' } }),
)
test(
  'G13: a reinstatement on the day of the suspension is accepted',
  given(suspend('2023-01-10')).when(reinstate('2023-01-10')).thenAccepted('G13'),
)
test(
  'G14: a reason that is not of the list is refused',
  given()
    .when((world) =>
      world.attempt('SuspendRegistration', code, { effectiveOn: '2023-01-10', decisionFingerprint: decision, reason: 'badMood' }),
    )
    .thenRefused('G14', { found: 'badMood' }),
)

test('a renewal moves the end of the window', (t) => {
  const world = proposing().at('2025-06-01')
  renew({ expiresOn: '2028-07-01' })(world)
  t.match(world.folded('certification', code).state, { expiresOn: '2028-07-01', successor: null })
  t.end()
})
test('a renewal under another number names it, and the window here does not move', (t) => {
  const world = proposing().at('2025-06-01')
  renew({ expiresOn: '2028-07-01', successor: 'RNCP39765' })(world)
  t.match(world.folded('certification', code).state, { expiresOn: '2025-07-01', successor: 'RNCP39765' })
  t.end()
})
test(
  'G13: a renewal that ends no later than the window is refused',
  given(at('2025-06-01'))
    .when(renew({ expiresOn: '2025-07-01' }))
    .thenRefused('G13', { found: '2025-07-01' }),
)
test(
  'G13: a renewal decided before the registration is refused',
  given(at('2025-06-01'))
    .when(renew({ decidedOn: '2022-06-30', expiresOn: '2028-07-01' }))
    .thenRefused('G13'),
)
test(
  'G14: a certification is not its own successor',
  given(at('2025-06-01'))
    .when(renew({ expiresOn: '2028-07-01', successor: code }))
    .thenRefused('G14', { found: code }),
)
test(
  'G1: a withdrawn registration is not renewed',
  given(withdraw('2023-02-01'), at('2025-06-01'))
    .when(renew({ expiresOn: '2028-07-01' }))
    .thenRefused('G1', { found: 'withdrawn' }),
)

test('G13: expiry is not marked on the last day', given(at('2025-07-01')).when(expire()).thenRefused('G13', { found: '2025-07-01' }))
test('G13: expiry is marked the day after', given(at('2025-07-02')).when(expire()).thenAccepted('G13'))
test('G1: expiry is marked once', given(at('2025-07-02'), expire()).when(expire()).thenRefused('G1'))
test('G13: the mark is of the day on which the registration ends', given(at('2025-07-02')).when(expire('2025-06-30')).thenRefused('G13'))
test(
  'a renewal that comes late opens a window whose end is marked again',
  given(at('2025-07-02'), expire(), renew({ expiresOn: '2026-07-01' }), at('2026-07-02'))
    .when(expire('2026-07-01'))
    .then({ type: 'RegistrationExpired' }),
)
test('G13: an issuance deadline before the registration is refused', given().when(setDeadline('2022-06-30')).thenRefused('G13'))
test('G13: an issuance deadline after it is accepted', given().when(setDeadline('2026-07-01')).thenAccepted('G13'))
test('the last deadline is the one that counts', (t) => {
  const world = proposing()
  for (const day of ['2026-07-01', '2026-12-31']) setDeadline(day)(world)
  t.equal(world.folded('certification', code).state.issuanceDeadlineOn, '2026-12-31')
  t.end()
})
test(
  'the list of partners is told to France compétences',
  given(at('2023-01-10'))
    .when((world) =>
      world.attempt(
        'RecordPartnerListTransmission',
        code,
        { transmittedOn: '2023-01-09', habilitationCount: 3, listFingerprint: fingerprintOf('list') },
        another,
      ),
    )
    .then({ type: 'PartnerListTransmitted', habilitationCount: 3 }),
)
