import { certifierSiret, commitmentOf, given, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import type { Candidacy } from '../../src/candidacy/state.ts'
import { noCandidacy, noCertificate } from '../../src/candidacy/state.ts'
import { erasureJudges } from '../../src/person/judge/erasure.ts'
import { trackReads } from '../../src/reads.ts'
import { after, alix, candidacyNoted, certification, dpo, erase, facts, knows, noted, requestErasure, requestId } from './people.ts'

const refuse =
  (reviewOn = '2022-07-02'): Step =>
  (world) =>
    world.attempt('RefuseErasure', alix, { requestId, ground: 'candidacyOpen', reviewOn }, dpo)
const candidacyId = idOf('candidacy')
const applies: Step = (world) =>
  world.attempt('ReceiveApplication', candidacyId, {
    personId: alix,
    certification,
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    pieces: ['cv', 'letter'],
    fileCommitment: commitmentOf('application'),
  })
const refusesAdmission: Step = (world) => world.attempt('RefuseAdmission', candidacyId, { reason: 'levelInsufficient' })

test('G1: erasure is asked of a known person', given(knows()).when(requestErasure()).thenAccepted('G1'))
test('G1: not of an unknown one', given().when(requestErasure()).thenRefused('G1', { found: alix }))
test('G7: a request is made once', given(knows(), requestErasure()).when(requestErasure()).thenRefused('G7', { found: requestId }))
test(
  'G13: a refusal says when it will be looked at again, not today',
  given(knows(), requestErasure()).when(refuse('2022-07-01')).thenRefused('G13', { found: '2022-07-01' }),
)
test('G13: a refusal with a later day is accepted', given(knows(), requestErasure()).when(refuse()).thenAccepted('G13'))
test('G1: what nobody asked is not refused', given(knows()).when(refuse()).thenRefused('G1', { found: 'none' }))
test(
  'G1: a request that was refused is not granted',
  given(knows(), requestErasure(), refuse())
    .when(erase())
    .thenRefused('G1', { found: 'refused', expected: ['requested'] }),
)
test(
  'G1: a request is granted once',
  given(knows('identity', 'contact'), requestErasure(['contact']), erase({ categories: ['contact'], keyDestroyed: false }))
    .when(erase({ categories: ['contact'], keyDestroyed: false }))
    .thenRefused('G1', { found: 'done' }),
)

test('G12: another person erases', given(knows(), requestErasure()).when(erase()).thenAccepted('G12'))
test(
  'G12: who asked does not erase',
  given(knows(), requestErasure(['identity'], dpo))
    .when(erase())
    .thenRefused('G12', { expected: { en: 'another person' } }),
)
test(
  'G12: nobody erases what nobody asked',
  given(knows())
    .when(erase())
    .thenRefused('G12', { found: { en: 'nothing asked' } }),
)
test(
  'G12: nor more than was asked',
  given(knows('identity', 'contact'), requestErasure(['contact']))
    .when(erase())
    .thenRefused('G12', { found: ['identity'], expected: ['contact'] }),
)

test('G16: a person without a candidacy is erased', given(knows(), requestErasure()).when(erase()).thenAccepted('G16'))
test(
  'G16: a person with an open candidacy is not',
  given(knows(), applies, candidacyNoted(candidacyId), requestErasure())
    .when(erase())
    .thenRefused('G16', { found: candidacyId, remedy: { en: /candidacyOpen/ } }),
)
test(
  'G16: nor one category of theirs',
  given(knows('identity', 'contact'), applies, candidacyNoted(candidacyId), requestErasure(['contact']))
    .when(erase({ categories: ['contact'], keyDestroyed: false }))
    .thenRefused('G16', { found: candidacyId }),
)
test(
  'G16: who was refused is',
  given(knows(), applies, candidacyNoted(candidacyId), refusesAdmission, requestErasure()).when(erase()).thenAccepted('G16'),
)
test(
  'G16: an erased person gets no new command',
  given(knows(), requestErasure(), erase())
    .when((world) => world.attempt('RecordNir', alix, { reason: 'transmission' }))
    .thenRefused('G16', { found: '2022-07-01T08:00:00.000Z' }),
)
test('G16: nor a candidacy', given(knows(), requestErasure(), erase()).when(applies).thenRefused('G16'))

test('G16: open is any state but an end, and awarded until the certificate is issued', (t) => {
  const world = after(knows(), candidacyNoted(candidacyId), requestErasure())
  const { state } = world.folded('person', alix)
  const { reads } = trackReads(world.sources, `person-${alix}`)
  const erased = { type: 'PersonalDataErased', requestId, categories: ['identity'], ground: 'request', keyDestroyed: true } as const
  const outcome = (candidacy: Partial<Candidacy>) =>
    erasureJudges.PersonalDataErased({ ...erased, categories: ['identity'] }, state, {
      reads: { ...reads, candidacy: () => ({ ...noCandidacy, ...candidacy }) },
      envelope: { ...world.last('ErasureRequested'), actor: idOf('a dpo') },
      day: '2022-07-01',
    }).outcome
  const training = ['applied', 'exceptionPending', 'admitted', 'enrolled'] as const
  const vae = [
    'received',
    'incomplete',
    'complete',
    'admissible',
    'deposited',
    'flagged',
    'verified',
    'convened',
    'heard',
    'partial',
  ] as const
  for (const status of [...training, ...vae, 'stale'] as const) t.equal(outcome({ status }), 'refused', status)
  for (const status of ['refused', 'withdrawn', 'inadmissible', 'abandoned'] as const) t.equal(outcome({ status }), 'accepted', status)
  // A VAE jury’s refusal leaves the candidacy open: another file may follow.
  t.equal(outcome({ status: 'refused', route: 'VAE' }), 'refused')
  const awarded = (certificate: Candidacy['certificate']['state']) =>
    outcome({ status: 'awarded', certificate: { ...noCertificate, state: certificate } })
  for (const certificate of ['none', 'approved', 'blocked'] as const) t.equal(awarded(certificate), 'refused', certificate)
  for (const certificate of ['issued', 'revocationRequested', 'revoked'] as const) t.equal(awarded(certificate), 'accepted', certificate)
  t.end()
})

test('partly erased is known without those categories', (t) => {
  const world = after(knows('identity', 'contact'), requestErasure(['contact']), erase({ categories: ['contact'], keyDestroyed: false }))
  t.match(world.folded('person', alix).state, {
    known: true,
    erased: ['contact'],
    erasedAt: null,
    facts: [{ category: 'identity' }],
    erasureRequests: { [requestId]: { state: 'done' } },
  })
  world.run('RecordIdentity', alix, facts('contact'))
  t.strictSame(world.folded('person', alix).state.erased, [])
  t.match(world.folded('person', alix).state, { facts: [{ category: 'identity' }, { category: 'contact' }] })
  t.end()
})
test('once the key is destroyed nothing remains', (t) => {
  const { state } = after(knows('identity', 'contact'), requestErasure(), erase()).folded('person', alix)
  t.match(state, { known: false, erasedAt: '2022-07-01T08:00:00.000Z' })
  t.strictSame(state.facts, [])
  t.end()
})

const purged = (categories: readonly string[], keyDestroyed: boolean) =>
  noted('PersonalDataPurged', { categories, retentionRule: 'contactAfterDecision', keyDestroyed })
test(
  'a retention rule purges one category, whatever is open',
  given(knows('identity', 'contact'), applies, candidacyNoted(candidacyId))
    .when(purged(['contact'], false))
    .then({ type: 'PersonalDataPurged' }),
)
test(
  'G16: but not the key of a person with an open candidacy',
  given(knows(), applies, candidacyNoted(candidacyId))
    .when(purged(['identity'], true))
    .thenRefused('G16', { found: candidacyId }),
)
test(
  'G1: nor that of an unknown person',
  given()
    .when(purged(['identity'], true))
    .thenRefused('G1'),
)
test('G9: a person purges nothing', (t) => {
  const world = after(knows('nir'))
  t.match(world.attempt('PurgeNir', alix, { reason: 'retentionOver' }), { refusal: { rule: 'G9', expected: ['dpo'] } })
  t.end()
})
