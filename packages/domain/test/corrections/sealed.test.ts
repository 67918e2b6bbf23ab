import { certifiedWorld, given, idOf, known, type World } from '@minutier/testing'
import { test } from 'tap'
import { insteadOfCorrecting } from '../../src/corrections/sealed.ts'
import type { Entry } from '../../src/kernel/event.ts'
import { annul, certification, eventId, later, rectify } from './correcting.ts'

const alix = idOf('Alix Exemple')
const erased = (world: World) => {
  known(world, 'Alix Exemple')
  const erasure = { requestId: idOf('request'), categories: ['identity'], ground: 'request' }
  world.run('RequestErasure', alix, erasure)
  world.run('ErasePersonalData', alix, { ...erasure, keyDestroyed: true }, { role: 'dpo' })
}

test(
  'G6: a published rulebook is not annulled: another version is',
  given(later)
    .when(annul('RulebookPublished', { id: certification }))
    .thenRefused('G6', { found: 'RulebookPublished', remedy: { en: /another version/ } }),
)
test(
  'G6: nor rectified',
  given(later)
    .when(rectify('RulebookPublished', { effectiveOn: '2022-08-01' }, { id: certification }))
    .thenRefused('G6', { found: 'RulebookPublished' }),
)
test(
  'G6: nor is the proposal on which it rests annulled',
  given(later)
    .when(annul('RulebookProposed', { id: certification }))
    .thenRefused('G6', { found: { type: 'RulebookPublished' } }),
)
test(
  'G6: an erasure cannot be undone',
  given(erased, later)
    .when(annul('PersonalDataErased', { id: alix }))
    .thenRefused('G6', { found: 'PersonalDataErased', remedy: { en: /cannot be undone/ } }),
)

/** Events of which only the type and what they correct are looked at. */
function row(...types: readonly string[]): Entry[] {
  const sample = certifiedWorld().last('CertificationImported')
  return types.map((type, at) => ({ ...sample, id: idOf(`event ${at}`), type, data: {} }))
}

test('a decision is corrected like another fact until it is sealed', (t) => {
  for (const [decision, seal] of [
    ['JuryDecisionRecorded', 'MinutesSealed'],
    ['BlocAssessed', 'MsprResultsSealed'],
  ] as const) {
    const [one, sealed] = row(decision, seal)
    if (!one || !sealed) throw new Error('two events')
    t.equal(insteadOfCorrecting(one, [one]), null)
    t.match(insteadOfCorrecting(one, [one, sealed]), { en: /annulment of the decision/ })
    t.match(insteadOfCorrecting(sealed, [one, sealed]), { en: /annulment of the decision/ })
  }
  t.end()
})
test('what undoes a decision, and a certificate, have ways of their own', (t) => {
  const ways = { CertificateIssued: /revocation/, CertificateRevoked: /cannot be undone/, DecisionAnnulled: /cannot be undone/ }
  for (const [type, en] of Object.entries(ways)) {
    const [one] = row(type)
    t.match(one && insteadOfCorrecting(one, [one]), { en }, type)
  }
  t.end()
})
test('other facts are corrected', (t) => {
  for (const entry of row('DefenceHeld', 'DossierSubmitted', 'PartnerHabilitated')) t.equal(insteadOfCorrecting(entry, [entry]), null)
  t.end()
})
test('the refusal of a sealed fact does not need to judge its history', (t) => {
  const world = certifiedWorld()
  t.match(annul('RulebookPublished', { id: certification })(world), { refusal: { rule: 'G6' } })
  t.equal(eventId(world, 'RulebookPublished'), world.last('RulebookPublished').id)
  t.end()
})
