import { given, idOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import { record } from '../../src/decide.ts'
import { after, alix, certification, dpo, erase, facts, knows, noted, rectify, requestErasure } from './people.ts'

const recorded =
  (categories: readonly string[], role: 'certifier' | 'registrar' | 'jury-secretary' = 'certifier'): Step =>
  (world) =>
    world.attempt('RecordIdentity', alix, facts(...categories), { role })

test('a person is known once their identity is recorded', (t) => {
  t.match(after(knows('identity', 'contact')).folded('person', alix).state, {
    known: true,
    facts: [
      { category: 'identity', superseded: false },
      { category: 'contact', superseded: false },
    ],
  })
  t.end()
})
test(
  'G7: a category that is there is not recorded again',
  given(knows())
    .when(recorded(['identity']))
    .thenRefused('G7', {
      found: ['identity'],
      remedy: { en: /rectify/ },
    }),
)
test(
  'G7: another category is',
  given(knows())
    .when(recorded(['contact']))
    .thenAccepted('G7'),
)
test(
  'G7: a category said twice is refused',
  given()
    .when(recorded(['identity', 'identity']))
    .thenRefused('G7', { found: ['identity'] }),
)
test(
  'G9: a registrar records a candidate',
  given()
    .when(recorded(['identity', 'contact'], 'registrar'))
    .thenAccepted('G9'),
)
test(
  'G9: a registrar does not record a profile',
  given()
    .when(recorded(['identity', 'profile'], 'registrar'))
    .thenRefused('G9', {
      found: { role: 'registrar', categories: 'identity profile' },
    }),
)
test(
  'G9: a jury secretary records a member',
  given()
    .when(recorded(['identity', 'profile'], 'jury-secretary'))
    .thenAccepted('G9'),
)
test(
  'G9: a jury secretary does not record a candidate',
  given()
    .when(recorded(['identity'], 'jury-secretary'))
    .thenRefused('G9'),
)
test(
  'G16: an erased person is not recorded again',
  given(knows(), requestErasure(), erase())
    .when(recorded(['identity']))
    .thenRefused('G16', { found: '2022-07-01T08:00:00.000Z' }),
)

test('a rectification supersedes the fact that stands, in each of its categories', (t) => {
  const world = after(knows('identity', 'contact'), rectify(['identity']))
  const first = world.last('IdentityRecorded').id
  const second = world.last('IdentityRectified').id
  t.strictSame(world.last('IdentityRectified').data['supersedes'], [{ eventId: first, category: 'identity' }])
  rectify(['contact', 'identity'])(world)
  t.strictSame(world.last('IdentityRectified').data['supersedes'], [
    { eventId: first, category: 'contact' },
    { eventId: second, category: 'identity' },
  ])
  const third = world.last('IdentityRectified').id
  const standing = world.folded('person', alix).state.facts.filter(({ superseded }) => !superseded)
  t.match(
    standing,
    [
      { eventId: third, category: 'identity' },
      { eventId: third, category: 'contact' },
    ].toReversed(),
  )
  t.equal(standing.length, 2)
  t.end()
})
test(
  'G1: what was never recorded is not rectified',
  given(knows())
    .when(rectify(['contact']))
    .thenRefused('G1', {
      found: ['contact'],
      remedy: { en: /record/ },
    }),
)
test(
  'G1: nor in part',
  given(knows())
    .when(rectify(['identity', 'contact']))
    .thenRefused('G1', { found: ['contact'] }),
)
test(
  'G1: nor a person who is not known',
  given()
    .when(rectify(['identity']))
    .thenRefused('G1', { found: alix }),
)
test(
  'G1: a recorded category is rectified',
  given(knows())
    .when(rectify(['identity']))
    .thenAccepted('G1'),
)
test(
  'G6: a rectification names the fact that stands',
  given(knows())
    .when(rectify(['identity']))
    .thenAccepted('G6'),
)
test('G6: one that names another fact is refused', (t) => {
  const world = after(knows())
  const supersedes = [{ eventId: idOf('another event'), category: 'identity' }]
  const fact = { type: 'IdentityRectified', data: { ...facts('identity'), supersedes, reason: 'typingError' } }
  const draft = { ...world.last('IdentityRecorded'), nextId: () => idOf('rectification') }
  t.match(record([fact], world.folded('person', alix), draft, world.sources), { refusal: { rule: 'G6' } })
  t.end()
})
test(
  'G14: a reason that is not of the list is refused',
  given(knows())
    .when((world) => world.attempt('RectifyIdentity', alix, { ...facts('identity'), reason: 'whim' }))
    .thenRefused('G14', { found: 'whim' }),
)
test(
  'G7: a rectification says each category once',
  given(knows())
    .when(rectify(['identity', 'identity']))
    .thenRefused('G7'),
)
test(
  'G9: a jury secretary rectifies the name of a member',
  given(knows('identity', 'profile'))
    .when(rectify(['identity'], { role: 'jury-secretary' }))
    .thenAccepted('G9'),
)
test(
  'G9: but not that of a candidate',
  given(knows())
    .when(rectify(['identity'], { role: 'jury-secretary' }))
    .thenRefused('G9'),
)
test(
  'G9: a registrar does not rectify a profile',
  given(knows('identity', 'profile'))
    .when(rectify(['profile'], { role: 'registrar' }))
    .thenRefused('G9'),
)

const nir =
  (type: 'RecordNir' | 'PurgeNir'): Step =>
  (world) =>
    type === 'RecordNir'
      ? world.attempt(type, alix, { reason: 'transmission' })
      : world.attempt(type, alix, { reason: 'retentionOver' }, dpo)
test('G1: a NIR is recorded for a known person', given(knows()).when(nir('RecordNir')).thenAccepted('G1'))
test('G1: not for an unknown one', given().when(nir('RecordNir')).thenRefused('G1', { found: alix }))
test('G1: a NIR is recorded once', given(knows(), nir('RecordNir')).when(nir('RecordNir')).thenRefused('G1'))
test('G1: a NIR is purged once', given(knows(), nir('RecordNir'), nir('PurgeNir')).when(nir('PurgeNir')).thenRefused('G1'))
test(
  'a NIR that was purged may be typed again',
  given(knows(), nir('RecordNir'), nir('PurgeNir')).when(nir('RecordNir')).then({ type: 'NirRecorded' }),
)

const export_: Step = (world) =>
  world.attempt('ExportPersonalData', alix, { requestId: idOf('export'), categories: ['identity'], outputFingerprint: 'a'.repeat(64) }, dpo)
test('G1: the data of a known person is exported', given(knows()).when(export_).thenAccepted('G1'))
test('G16: that of an erased person is not', given(knows(), requestErasure(), erase()).when(export_).thenRefused('G16'))

const replayed = noted('HistoryReplayed', {
  candidacyId: idOf('candidacy'),
  recipientId: idOf('an auditor'),
  size: 12,
  outputFingerprint: 'b'.repeat(64),
})
test('G1: a replay that was handed out is told in the person’s history', given(knows()).when(replayed).thenAccepted('G1'))
test(
  'also of an erased person, whose candidacies remain',
  given(knows(), requestErasure(), erase()).when(replayed).then({ type: 'HistoryReplayed' }),
)
test('G1: not of a person who was never there', given().when(replayed).thenRefused('G1'))
test('the certification of a candidacy is kept beside it', (t) => {
  const world = after(knows(), noted('CandidacyNoted', { candidacyId: idOf('candidacy'), certification }))
  t.strictSame(world.folded('person', alix).state.candidacies, [{ candidacyId: idOf('candidacy'), certification }])
  t.end()
})
