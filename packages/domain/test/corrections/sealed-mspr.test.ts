import {
  alix,
  bc01,
  blocAssessed,
  bo,
  candidacyOf,
  cleo,
  given,
  havingMspr,
  idOf,
  msprDefence,
  msprId,
  msprJuryConstituted,
  msprPreparation,
  onDay,
  type Step,
  sealedMspr,
  teamedMspr,
  together,
  type World,
  workHandedIn,
} from '@minutier/testing'
import { test } from 'tap'
import { accommodated, exempted, accommodationOf as ofMember, three } from '../mspr/situations.ts'
import { annulOf } from './correcting.ts'

/** The same of an MSPR whose results were sealed: its team had the time of its most favoured member. */

type Fields = Readonly<Record<string, unknown>>

const epreuve = `mspr:${bc01}`
const time = (part: string, normalMinutes: number, grantedMinutes: number) => ({
  type: 'extraTime',
  epreuve,
  part,
  normalMinutes,
  grantedMinutes,
})
const byBo = { accommodationIds: [ofMember(bo)] }
/** The team's time is that of its most favoured member, who does not have to be there in the end. */
const msprOf = (preparation: Fields, defence: Fields, present: readonly string[], granted: Step) =>
  together(
    three,
    granted,
    teamedMspr(),
    havingMspr('RecordMsprPreparation', '2024-01-19', msprPreparation(preparation)),
    ...[alix, bo, cleo].map((name) => workHandedIn(name)),
    msprJuryConstituted(),
    havingMspr('RecordMsprDefence', '2024-01-26', msprDefence({ presentIds: present.map(candidacyOf), ...defence })),
    ...present.map((name) => blocAssessed(name)),
    sealedMspr(),
  )
const inMspr = (type: string) => ({ found: { stream: `mspr-${msprId()}`, type } })
const everybody = [alix, bo, cleo]
const defendedLonger = msprOf({}, { plannedMinutes: 40, actualMinutes: 40, ...byBo }, everybody, accommodated(bo, [time('oral', 30, 40)]))
const annulGrantOfBo = annulOf('AccommodationGranted', bo)

test(
  'G6: a grant by which a sealed MSPR was defended longer is not annulled',
  given(defendedLonger).when(annulGrantOfBo).thenRefused('G6', inMspr('MsprDefenceHeld')),
)
const preparedLonger = (present: readonly string[]) =>
  msprOf({ allottedMinutes: 2400, ...byBo }, {}, present, accommodated(bo, [time('preparation', 1800, 2400)]))
test(
  'G6: nor one by which it was prepared longer',
  given(preparedLonger(everybody)).when(annulGrantOfBo).thenRefused('G6', inMspr('MsprPreparationRecorded')),
)
test(
  'G6: nor where its holder got no result: the team had the time',
  given(preparedLonger([alix, cleo]))
    .when(annulGrantOfBo)
    .thenRefused('G6', inMspr('MsprPreparationRecorded')),
)
test(
  'G6: nor is an exemption annulled without which a sealed MSPR would have been incomplete',
  given(
    three,
    exempted(bo, epreuve, 'oral'),
    teamedMspr(),
    havingMspr('RecordMsprPreparation', '2024-01-19', msprPreparation()),
    ...everybody.map((name) => workHandedIn(name)),
    msprJuryConstituted(),
    havingMspr('RecordMsprDefence', '2024-01-26', msprDefence({ presentIds: [alix, cleo].map(candidacyOf) })),
    ...everybody.map((name) => blocAssessed(name)),
    sealedMspr(),
  )
    .when(annulOf('EpreuvePartExempted', bo))
    .thenRefused('G6', inMspr('BlocAssessed')),
)

/** Two people annul a result, as the last test of a stream's own aftermath does. */
const annulledResult =
  (name: string): Step =>
  (world: World) => {
    const decisionEventId = world.folded('mspr', msprId()).state.members[candidacyOf(name)]?.result?.eventId ?? ''
    const request = { decisionEventId, finalEpreuveStands: false, reason: 'proceduralDefect', authority: 'certifier' }
    world.run('RequestDecisionAnnulment', msprId(), request, { ...onDay(world, '2024-02-12'), actor: idOf('one certifier') })
    const requestEventId = world.last('DecisionAnnulmentRequested').id
    world.run('AnnulDecision', msprId(), { decisionEventId, requestEventId }, { actor: idOf('another certifier') })
    const data = { decisionEventId, blocs: [bc01], msprId: msprId() }
    world.note('candidacy', candidacyOf(name), { type: 'DecisionAnnulmentNoted', data }, world.last('DecisionAnnulled').id)
  }
test(
  'G6: the annulment of one’s own result is not enough while those of the team stand',
  given(defendedLonger, annulledResult(bo)).when(annulGrantOfBo).thenRefused('G6', inMspr('MsprDefenceHeld')),
)
test(
  'G6: once none of them stands, the grant is annulled',
  given(defendedLonger, ...everybody.map(annulledResult))
    .when(annulGrantOfBo)
    .thenAccepted('G6'),
)
test(
  'G6: the grant of somebody whose time the MSPR did not take is annulled',
  given(msprOf({}, {}, everybody, accommodated(bo, [time('oral', 30, 40)])))
    .when(annulGrantOfBo)
    .thenAccepted('G6'),
)
