import { fingerprintOf, givenIn, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import { rulebookInForce } from '../../src/certification/state.ts'
import { rncp36582Rulebook } from '../../src/rulebook/rncp36582.ts'
import { another, code, propose, proposing } from './registering.ts'

const { version } = rncp36582Rulebook
const bc = (number: number) => `${code}BC0${number}`

const confirm =
  (acting = another, effectiveOn = '2022-07-01', rulebookVersion = version): Step =>
  (world) =>
    world.attempt('ConfirmRulebook', code, { rulebookVersion, proposalEventId: world.last('RulebookProposed').id, effectiveOn }, acting)
const reject =
  (acting = another): Step =>
  (world) =>
    world.attempt(
      'RejectRulebook',
      code,
      { rulebookVersion: version, proposalEventId: world.last('RulebookProposed').id, reason: 'sentenceMisread' },
      acting,
    )

test(
  'B1: a rulebook that adds no order between blocs is accepted',
  givenIn(() => proposing())
    .when(propose())
    .thenAccepted('B1'),
)
test(
  'B1: a rulebook with the entry and an order between blocs is refused',
  givenIn(() => proposing(({ conditions }) => conditions.blocOrder.push({ first: bc(1), second: bc(2) })))
    .when(propose())
    .thenRefused('B1', { found: [`${bc(1)} < ${bc(2)}`] }),
)
test(
  'B3: a rulebook that asks nothing before a bloc is accepted',
  givenIn(() => proposing())
    .when(propose())
    .thenAccepted('B3'),
)
test(
  'B3: a rulebook with the entry and a prerequisite of a bloc is refused',
  givenIn(() => proposing(({ conditions }) => conditions.blocPrerequisites.push({ bloc: bc(3), evidence: ['bac3-informatics'] })))
    .when(propose())
    .thenRefused('B3', { found: [`${bc(3)}: bac3-informatics`] }),
)
test(
  'B4: a rulebook whose acquired blocs do not expire is accepted',
  givenIn(() => proposing())
    .when(propose())
    .thenAccepted('B4'),
)
test(
  'B4: a rulebook with the entry and blocs that expire is refused',
  givenIn(() => proposing(({ conditions }) => Object.assign(conditions, { blocValidityMonths: 60 })))
    .when(propose())
    .thenRefused('B4', { found: 60 }),
)
test(
  'J4: a rulebook with one jury for all open routes is accepted',
  givenIn(() => proposing())
    .when(propose())
    .thenAccepted('J4'),
)
test(
  'J4: a rulebook whose jury leaves VAE out is refused',
  givenIn(() => proposing(({ jury }) => Object.assign(jury, { routes: ['FI', 'CA', 'FC', 'CQ'] })))
    .when(propose())
    .thenRefused('J4', { found: ['FI', 'CA', 'FC', 'CQ'], remedy: { en: /VAE/ } }),
)
test(
  'P5: a rulebook that asks no prerequisite of VAE is accepted',
  givenIn(() => proposing())
    .when(propose())
    .thenAccepted('P5'),
)
test(
  'P5: a rulebook with the entry and a prerequisite of VAE is refused',
  givenIn(() => proposing(({ conditions }) => conditions.vaePrerequisites.push('bac3-informatics')))
    .when(propose())
    .thenRefused('P5'),
)

test(
  'conditions pass in a rulebook that has no such entry',
  givenIn(() =>
    proposing((rulebook) => {
      rulebook.conditions.blocOrder.push({ first: bc(1), second: bc(2) })
      rulebook.conditions.blocValidityMonths = 60
      rulebook.rules = rulebook.rules.filter(({ id }) => id !== 'B1' && id !== 'B4')
    }),
  )
    .when(propose())
    .then({ type: 'RulebookProposed' }),
)
test(
  'G14: a document that is not coherent is refused',
  givenIn(() => proposing(({ jury }) => Object.assign(jury, { size: 4 })))
    .when(propose())
    .thenRefused('G14', { found: 'jury.size', remedy: { en: /seats/ } }),
)
test(
  'G14: a version that is not the document’s is refused',
  givenIn(() => proposing())
    .when(propose(`${code}@other`))
    .thenRefused('G14', { found: `${code}@other`, expected: version }),
)
test('G1: no rulebook before the fiche', (t) => {
  const world = proposing()
  const decision = world.attempt('ProposeRulebook', 'RNCP35584', {
    rulebookVersion: version,
    rulebookFingerprint: fingerprintOf('document'),
  })
  t.match(decision, { refusal: { rule: 'G1' } })
  t.end()
})
test(
  'G7: a version is not proposed twice',
  givenIn(() => proposing(), propose())
    .when(propose())
    .thenRefused('G7', { found: version }),
)
test(
  'G7: nor once it was rejected',
  givenIn(() => proposing(), propose(), reject())
    .when(propose())
    .thenRefused('G7'),
)
test(
  'G7: a version not used yet is accepted',
  givenIn(() => proposing())
    .when(propose())
    .thenAccepted('G7'),
)

test(
  'G12: another person publishes the rulebook',
  givenIn(() => proposing(), propose())
    .when(confirm())
    .thenAccepted('G12'),
)
test(
  'G12: who proposed it does not publish it',
  givenIn(() => proposing(), propose())
    .when(confirm({ actor: idOf('a certifier') }))
    .thenRefused('G12', { expected: { en: 'another person' } }),
)
test(
  'who proposed a rulebook may take it back',
  givenIn(() => proposing(), propose())
    .when(reject({ actor: idOf('a certifier') }))
    .then({ type: 'RulebookRejected' }),
)
test(
  'G1: a rejected proposal is not published',
  givenIn(() => proposing(), propose(), reject())
    .when(confirm())
    .thenRefused('G1', { found: 'rejected', expected: ['proposed'] }),
)
test(
  'G1: a published rulebook is not published again',
  givenIn(() => proposing(), propose(), confirm())
    .when(confirm())
    .thenRefused('G1', { found: 'published' }),
)
test(
  'G1: a published rulebook is not rejected',
  givenIn(() => proposing(), propose(), confirm())
    .when(reject())
    .thenRefused('G1'),
)
test(
  'G1: a proposal that does not exist is not published',
  givenIn(() => proposing())
    .when((world) =>
      world.attempt('ConfirmRulebook', code, {
        rulebookVersion: version,
        proposalEventId: idOf('no proposal'),
        effectiveOn: '2022-07-01',
      }),
    )
    .thenRefused('G1', { found: 'none' }),
)
test(
  'G14: the version published is the version proposed',
  givenIn(() => proposing(), propose())
    .when(confirm(another, '2022-07-01', `${code}@other`))
    .thenRefused('G14', { found: `${code}@other`, expected: version }),
)

test('the rulebook in force on a day is the latest effective one, and the last published among equals', (t) => {
  const world = proposing()
  const { state } = world.folded('certification', code)
  const rulebooks = ['2022-07-01', '2024-01-01', '2023-01-01', '2024-01-01'].map((effectiveOn, at) => ({
    version: `${code}@${at + 1}`,
    fingerprint: fingerprintOf(`document ${at + 1}`),
    effectiveOn,
    eventId: idOf(`published ${at + 1}`),
  }))
  const versionOn = (day: string) => rulebookInForce({ ...state, rulebooks }, day)?.version
  t.equal(versionOn('2022-06-30'), undefined)
  t.equal(versionOn('2022-07-01'), `${code}@1`)
  t.equal(versionOn('2023-06-01'), `${code}@3`)
  t.equal(versionOn('2024-01-01'), `${code}@4`)
  t.end()
})
