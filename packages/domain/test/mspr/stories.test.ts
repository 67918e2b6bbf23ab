import {
  alix,
  allBlocs,
  blocAssessed,
  blocEarned,
  blocsEarned,
  bo,
  candidacyOf,
  certifiedWorld,
  cleo,
  dana,
  enrolled,
  habilitated,
  havingMspr,
  idOf,
  msprDefence,
  msprId,
  msprJurors,
  msprJuryConstituted,
  onDay,
  partnerSiret,
  preparedMspr,
  readyMspr,
  rncp36582,
  type Step,
  sealedMspr,
  together,
  type World,
  workHandedIn,
} from '@minutier/testing'
import { test } from 'tap'
import { blocOf, foldHistory } from '../../src/index.ts'
import { creditedBc04, defending, enrolledTeam, three } from './situations.ts'

const bc04 = `${rncp36582}BC04`

function played(...steps: readonly Step[]): World {
  const world = certifiedWorld()
  together(...steps)(world)
  return world
}

test('S10: one absent, one who acquired the bloc meanwhile, one without own work, one fine', (t) => {
  const of = { bloc: bc04, team: [alix, bo, cleo, dana] }
  const present = [bo, cleo, dana].map(candidacyOf)
  const noWork = { outcome: 'notValidated', reason: 'noIndividualWork', favourableCount: 0 }
  const world = played(
    enrolledTeam(...of.team),
    preparedMspr(of),
    ...[alix, bo, dana].map((name) => workHandedIn(name)),
    msprJuryConstituted(),
    havingMspr('RecordMsprDefence', '2024-01-26', msprDefence({ presentIds: present })),
    // Bo's credit is decided after the defence: the process takes Bo out of the team before the results.
    creditedBc04(bo, '2024-01-27'),
    excludedFor(bo, 'BlocCreditedByEquivalence'),
    blocAssessed(cleo, noWork, of),
    blocAssessed(dana, {}, of),
    // Alix's absence is told late, after the others' results.
    havingMspr('RecordMsprAbsence', '2024-01-28', { candidacyId: candidacyOf(alix), reason: 'noShow' }),
    releasedFor(alix, 'MsprMemberAbsent', 'absent'),
    sealedMspr(),
  )
  const bloc = (name: string) => blocOf(world.folded('candidacy', candidacyOf(name)).state, bc04)
  t.match(bloc(alix), { state: 'open', failedIn: [] })
  t.match(bloc(bo), { state: 'acquired', by: { how: 'equivalence' } })
  t.match(bloc(cleo), { state: 'open', failedIn: [msprId()] })
  t.match(bloc(dana), { state: 'acquired', by: { how: 'mspr' } })
  const { members, status } = world.folded('mspr', msprId()).state
  t.equal(status, 'sealed')
  t.match(members, {
    [candidacyOf(alix)]: { state: 'absent', reason: 'noShow', result: null },
    [candidacyOf(bo)]: { state: 'excluded', reason: 'alreadyAcquired', result: null },
    [candidacyOf(cleo)]: { state: 'member', result: { outcome: 'notValidated', reason: 'noIndividualWork' } },
    [candidacyOf(dana)]: { state: 'member', result: { outcome: 'validated', notAcquired: [] } },
  })
  t.end()
})

test('S11: a juror falls ill, then the centre is suspended before the defence', (t) => {
  const of = { centreSiret: partnerSiret }
  const [jo = ''] = msprJurors
  const jurors = [jo, 'Max Externe']
  const sitting = { heldOn: '2024-02-01', sittingIds: jurors.map(idOf) }
  const world = played(
    habilitated(partnerSiret),
    three,
    readyMspr(of),
    msprJuryConstituted({}, jurors),
    habilitation('Suspend', '2024-01-25'),
  )
  t.strictSame(
    world.folded('mspr', msprId()).state.jury.map(({ memberId }) => memberId),
    jurors.map(idOf),
  )
  onDay(world, '2024-02-01')
  t.match(defending(sitting)(world), { outcome: 'refused', refusal: { rule: 'A3', found: { status: 'suspended', since: '2024-01-25' } } })
  habilitation('Reinstate', '2024-02-01')(world)
  t.match(defending({ ...sitting, sittingIds: msprJurors.map(idOf) })(world), { outcome: 'refused', refusal: { rule: 'J5' } })
  t.match(defending(sitting)(world), { outcome: 'accepted' })
  t.equal(world.folded('mspr', msprId()).state.status, 'defended')
  t.end()
})

test('four blocs are earned one after the other, each in its own situation', (t) => {
  const world = played(enrolled(), blocsEarned(allBlocs))
  const { blocs } = world.folded('candidacy', candidacyOf(alix)).state
  t.strictSame(
    allBlocs.map((bloc) => blocs[bloc]?.state),
    allBlocs.map(() => 'acquired'),
  )
  t.end()
})

test('an MSPR folds whatever stands in its history, in any order', (t) => {
  const world = played(three, blocEarned())
  const { history } = world.folded('mspr', msprId())
  t.doesNotThrow(() => foldHistory('mspr', history.toReversed()))
  const strangers = history.map((entry) => ({ ...entry, data: { ...entry.data, candidacyId: candidacyOf(dana) } }))
  t.strictSame(Object.keys(foldHistory('mspr', strangers).members), [alix, bo, cleo].map(candidacyOf))
  t.end()
})

/** What the process writes here of somebody whose bloc was acquired elsewhere. */
function excludedFor(name: string, type: string): Step {
  return (world) => {
    const data = { candidacyId: candidacyOf(name), reason: 'alreadyAcquired' }
    world.note('mspr', msprId(), { type: 'MsprTeamMemberExcluded', data }, world.last(type).id)
    releasedFor(name, 'MsprTeamMemberExcluded', 'excluded')(world)
  }
}

/** What the process tells the candidacy of one who left the team. */
function releasedFor(name: string, type: string, reason: string): Step {
  return (world) =>
    world.note(
      'candidacy',
      candidacyOf(name),
      { type: 'MsprReleased', data: { msprId: msprId(), bloc: bc04, reason } },
      world.last(type).id,
    )
}

function habilitation(verb: 'Suspend' | 'Reinstate', effectiveOn: string): Step {
  const reason = verb === 'Suspend' ? 'auditFinding' : 'complianceRestored'
  const fields = { habilitationId: idOf(`habilitation of ${partnerSiret}`), effectiveOn, reason }
  return (world) => world.run(`${verb}Habilitation`, partnerSiret, fields, onDay(world, effectiveOn))
}
