import {
  alix,
  attemptingMspr,
  bo,
  briefedMspr,
  commitmentOf,
  defendedMspr,
  given,
  idOf,
  msprId,
  msprJurors,
  msprJury,
  msprJuryConstituted,
  preparedMspr,
  readyMspr,
  type Step,
  teamedMspr,
} from '@minutier/testing'
import { test } from 'tap'
import { constituting, defending, somebodies, three } from './situations.ts'

const jurors = somebodies(...msprJurors, 'Max Externe')
const [jo = '', lou = ''] = msprJurors
const oneOf = (fields: object) =>
  attemptingMspr('ConstituteMsprJury', '2024-01-22', {
    members: [
      { memberId: idOf(jo), affiliation: 'none', expertise: true, profileCommitment: commitmentOf('profile') },
      { memberId: idOf(lou), affiliation: 'none', expertise: true, profileCommitment: commitmentOf('profile'), ...fields },
    ],
  })

test('J5: two outside experts are accepted', given(three, preparedMspr(), jurors).when(constituting()).thenAccepted('J5'))
test(
  'J5: a jury is accepted before the preparation is recorded',
  given(three, teamedMspr(), jurors).when(constituting()).thenAccepted('J5'),
)
test(
  'J5: one member is refused',
  given(three, preparedMspr(), jurors)
    .when(constituting([jo]))
    .thenRefused('J5', { found: { members: 1, affiliations: 'none' }, expected: { members: 2 } }),
)
test(
  'J5: three members are refused',
  given(three, preparedMspr(), jurors)
    .when(constituting([jo, lou, 'Max Externe']))
    .thenRefused('J5', { found: { members: 3 } }),
)
test(
  "J5: a member of the certifier's is refused",
  given(three, preparedMspr(), jurors)
    .when(oneOf({ affiliation: 'certifier' }))
    .thenRefused('J5', { found: { affiliations: 'none certifier' } }),
)
test(
  "J5: a partner's staff is refused",
  given(three, preparedMspr(), jurors)
    .when(oneOf({ affiliation: 'partner' }))
    .thenRefused('J5', { found: { affiliations: 'none partner' } }),
)
test(
  'J5: an outsider whose expertise is not attested is refused',
  given(three, preparedMspr(), jurors)
    .when(oneOf({ expertise: false }))
    .thenRefused('J5', { found: { experts: 1 }, expected: { expertise: true } }),
)
test(
  'J5: a jury is replaced whole until the defence',
  given(three, readyMspr(), somebodies('Max Externe'))
    .when(constituting([jo, 'Max Externe']))
    .thenAccepted('J5'),
)

test('G2: two persons hold two seats', given(three, preparedMspr(), jurors).when(constituting()).thenAccepted('G2'))
test(
  'G2: one person in two seats is refused',
  given(three, preparedMspr(), jurors)
    .when(constituting([jo, jo]))
    .thenRefused('G2', { found: [idOf(jo)] }),
)
test(
  'G2: a candidate of the team is refused',
  given(three, preparedMspr(), jurors)
    .when(constituting([jo, alix]))
    .thenRefused('G2', { found: [idOf(alix)] }),
)

test(
  'G1: a jury of unknown persons is refused',
  given(three, preparedMspr())
    .when(constituting())
    .thenRefused('G1', { found: idOf(jo) }),
)
const erased: Step = (world) => {
  const request = { requestId: idOf('erasure'), categories: ['identity'], ground: 'request' }
  world.run('RequestErasure', idOf(jo), request, { role: 'dpo' })
  world.run('ErasePersonalData', idOf(jo), { ...request, keyDestroyed: true }, { role: 'dpo', actor: idOf('another dpo') })
}
test('G16: a jury of known persons is accepted', given(three, preparedMspr(), jurors).when(constituting()).thenAccepted('G16'))
test(
  'G16: a jury of which a person was erased is refused',
  given(three, preparedMspr(), jurors, erased).when(constituting()).thenRefused('G16'),
)
test(
  'G1: no jury before the team is formed',
  given(three, briefedMspr(), jurors).when(constituting()).thenRefused('G1', { found: 'briefed' }),
)
test('G1: no jury after the defence', given(three, defendedMspr()).when(constituting()).thenRefused('G1', { found: 'defended' }))
test(
  'G9: a registrar constitutes no jury',
  given(three, preparedMspr(), jurors)
    .when((world) => world.attempt('ConstituteMsprJury', msprId(), msprJury(), { role: 'registrar' }))
    .thenRefused('G9'),
)

test('J5: the two of the jury sit', given(three, readyMspr()).when(defending()).thenAccepted('J5'))
test(
  'J5: a defence before one of them is refused',
  given(three, readyMspr())
    .when(defending({ sittingIds: [idOf(jo)] }))
    .thenRefused('J5', { found: { members: 1, affiliations: 'none' } }),
)
test(
  'J5: a defence before one who is not of the jury is refused',
  given(three, readyMspr(), somebodies(bo))
    .when(defending({ sittingIds: [idOf(jo), idOf('Max Externe')] }))
    .thenRefused('J5', { found: { members: 1 } }),
)
test(
  'J5: a defence before the two and a third is refused',
  given(three, readyMspr())
    .when(defending({ sittingIds: [idOf(jo), idOf(lou), idOf('Max Externe')] }))
    .thenRefused('J5', { found: { members: 3, seated: 2 } }),
)
test(
  'J5: a member who sits twice does not make two',
  given(three, readyMspr())
    .when(defending({ sittingIds: [idOf(jo), idOf(jo)] }))
    .thenRefused('J5', { found: { members: 1 } }),
)
test(
  'J5: a member of the jury that was replaced does not sit',
  given(three, readyMspr(), msprJuryConstituted({}, [jo, 'Max Externe']))
    .when(defending())
    .thenRefused('J5'),
)
