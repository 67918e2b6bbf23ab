import {
  alix,
  blocAssessed,
  bo,
  briefedMspr,
  candidacyOf,
  cleo,
  dana,
  defendedMspr,
  given,
  idOf,
  msprId,
  preparedMspr,
  type Step,
  sealedMspr,
  teamedMspr,
  type World,
} from '@minutier/testing'
import { test } from 'tap'
import { type Draft, record } from '../../src/index.ts'
import { assessing, excluding, sealing, three } from './situations.ts'

test('G1: a member is excluded once the team is formed', given(three, teamedMspr()).when(excluding()).thenAccepted('G1'))
test('G1: a member is excluded once the team is prepared', given(three, preparedMspr()).when(excluding(bo, 'withdrawn')).thenAccepted('G1'))
test('G1: a member is excluded after the defence', given(three, defendedMspr()).when(excluding()).thenAccepted('G1'))
test('G1: a member who has a result is excluded too', given(three, defendedMspr(), blocAssessed(bo)).when(excluding()).thenAccepted('G1'))
test(
  'G1: nobody is excluded before the team is formed',
  given(three, briefedMspr()).when(excluding()).thenRefused('G1', { found: 'briefed' }),
)
test('G1: nobody outside the team is excluded', given(three, teamedMspr()).when(excluding(dana)).thenRefused('G1', { expected: 'member' }))
test('G1: nobody is excluded twice', given(three, teamedMspr(), excluding()).when(excluding()).thenRefused('G1', { found: 'excluded' }))
test(
  'G1: nobody is excluded once the results are sealed',
  given(three, defendedMspr(), blocAssessed(alix), blocAssessed(bo), blocAssessed(cleo), sealedMspr())
    .when(excluding())
    .thenRefused('G1', { found: 'sealed' }),
)
test(
  'G1: one who was excluded is not assessed',
  given(three, defendedMspr(), excluding()).when(assessing(bo)).thenRefused('G1', { found: 'excluded' }),
)
test(
  'G1: the others are sealed without the one who was excluded',
  given(three, defendedMspr(), excluding(), blocAssessed(alix), blocAssessed(cleo)).when(sealing()).thenAccepted('G1'),
)
/** The same, as if a person had typed it. */
const byHand: Step = (world) => {
  const draft = { ...draftOf(world), role: 'certifier' as const }
  const fact = { type: 'MsprTeamMemberExcluded', data: { candidacyId: candidacyOf(bo), reason: 'withdrawn' } }
  return record([fact], world.folded('mspr', msprId()), draft, world.sources)
}

function draftOf({ now }: World): Draft {
  const ids = { commandId: idOf('a command'), commandMac: null, correlationId: null, causationId: null, nextId: () => idOf('an event') }
  return { occurredAt: now, recordedAt: now, actor: idOf('somebody'), role: 'process', ...ids }
}

test(
  'G9: nobody but a process excludes',
  given(three, teamedMspr())
    .when(byHand)
    .thenRefused('G9', { found: 'certifier', expected: ['process'] }),
)
