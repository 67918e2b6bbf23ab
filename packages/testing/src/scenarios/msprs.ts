import { type CommandType, rncp36582Rulebook } from '@minutier/domain'
import type { Step } from '../given.ts'
import { certifierSiret, commitmentOf, fingerprintOf, idOf } from '../people.ts'
import type { Acting, World } from '../world.ts'
import { alix, candidacyOf, onDay, rncp36582, somebody, together } from './training.ts'

/** An MSPR from its brief to its sealed results, as steps that other tests start from: each plays what stands before it, in January 2024. */

type Fields = Readonly<Record<string, unknown>>

export const bc01 = `${rncp36582}BC01`
export const bo = 'Bo Exemple'
export const cleo = 'Cléo Exemple'
export const dana = 'Dana Exemple'
/** The two outsiders who sit unless a test says otherwise. */
export const msprJurors: readonly string[] = ['Jo Externe', 'Lou Externe']

/** One situation: what tells it from another, its bloc, its centre, its team, all said by default. */
export interface MsprOf {
  readonly mspr?: string
  readonly bloc?: string
  readonly centreSiret?: string
  readonly team?: readonly string[]
}

export function msprId({ mspr = 'one' }: MsprOf = {}): string {
  return idOf(`mspr ${mspr}`)
}

/** A command on an MSPR, on a day: what `when` looks at. */
export function attemptingMspr(type: CommandType, day: string, fields: Fields = {}, of: MsprOf = {}, acting: Acting = {}): Step {
  return (world) => world.attempt(type, msprId(of), fields, { ...onDay(world, day), ...acting })
}

/** The same, among the steps of `given`: a refusal throws. */
export function havingMspr(type: CommandType, day: string, fields: Fields = {}, of: MsprOf = {}, acting: Acting = {}): Step {
  return (world) => world.run(type, msprId(of), fields, { ...onDay(world, day), ...acting })
}

export function msprBrief({ bloc = bc01, centreSiret = certifierSiret }: MsprOf = {}, fields: Fields = {}): Fields {
  return {
    certification: rncp36582,
    bloc,
    briefId: idOf(`brief of ${bloc}`),
    briefFingerprint: fingerprintOf(`brief of ${bloc}`),
    issuerSiret: certifierSiret,
    caseKind: 'fictional',
    preparationMinutes: 1800,
    centreSiret,
    ...fields,
  }
}

export function briefedMspr(of: MsprOf = {}, fields: Fields = {}): Step {
  return havingMspr('IssueMsprBrief', '2024-01-08', msprBrief(of, fields), of)
}

export function msprTeam({ team = [alix, bo, cleo] }: MsprOf = {}): Fields {
  return { candidacyIds: team.map(candidacyOf) }
}

/** The team is formed, and each of its candidacies told so, as the process does. */
export function teamedMspr(of: MsprOf = {}, fields: Fields = {}): Step {
  return together(briefedMspr(of, fields), havingMspr('FormMsprTeam', '2024-01-09', msprTeam(of), of), (world) => {
    const { id } = world.last('MsprTeamFormed')
    const { bloc } = world.folded('mspr', msprId(of)).state
    for (const { candidacyId } of membersOf(world, of)) noteIn(world, candidacyId, id, 'MsprAssigned', { msprId: msprId(of), bloc })
  })
}

export function msprPreparation(fields: Fields = {}): Fields {
  return { fromOn: '2024-01-10', untilOn: '2024-01-19', allottedMinutes: 1800, accommodationIds: [], ...fields }
}

export function preparedMspr(of: MsprOf = {}): Step {
  return together(teamedMspr(of), havingMspr('RecordMsprPreparation', '2024-01-19', msprPreparation(), of))
}

export function individualWork(name = alix, { mspr = 'one' }: MsprOf = {}): Fields {
  return { candidacyId: candidacyOf(name), fingerprint: fingerprintOf(`work of ${name} in ${mspr}`) }
}

/** Somebody's own work is in. */
export function workHandedIn(name = alix, of: MsprOf = {}): Step {
  return havingMspr('SubmitIndividualWork', '2024-01-19', individualWork(name, of), of)
}

export function msprJury(names = msprJurors, fields: Fields = {}): Fields {
  const member = (name: string) => ({
    memberId: idOf(name),
    affiliation: 'none',
    expertise: true,
    profileCommitment: commitmentOf(`profile of ${name}`),
    ...fields,
  })
  return { members: names.map(member) }
}

export function msprJuryConstituted(of: MsprOf = {}, names = msprJurors): Step {
  return together(
    (world) => {
      for (const name of names) somebody(world, name)
    },
    havingMspr('ConstituteMsprJury', '2024-01-22', msprJury(names), of),
  )
}

/** The team is prepared, its works are in, its jury is there: only the defence is missing. */
export function readyMspr(of: MsprOf = {}): Step {
  const { team = [alix, bo, cleo] } = of
  return together(preparedMspr(of), ...team.map((name) => workHandedIn(name, of)), msprJuryConstituted(of))
}

export function msprDefence(fields: Fields = {}, { team = [alix, bo, cleo] }: MsprOf = {}): Fields {
  return {
    heldOn: '2024-01-26',
    mode: 'onSite',
    presentIds: team.map(candidacyOf),
    sittingIds: msprJurors.map(idOf),
    plannedMinutes: 30,
    actualMinutes: 30,
    accommodationIds: [],
    ...fields,
  }
}

export function defendedMspr(of: MsprOf = {}, fields: Fields = {}): Step {
  return together(readyMspr(of), havingMspr('RecordMsprDefence', '2024-01-26', msprDefence(fields, of), of))
}

/** What a unanimous jury says of a member who has every competence, but for what a test says otherwise. */
export function blocAssessment(name = alix, fields: Fields = {}, { bloc = bc01 }: MsprOf = {}): Fields {
  const competences = rncp36582Rulebook.blocs.find(({ code }) => code === bloc)?.competences ?? []
  return {
    candidacyId: candidacyOf(name),
    bloc,
    competences: competences.map(({ code }) => ({ competence: code, acquired: true })),
    favourableCount: 2,
    outcome: 'validated',
    ...fields,
  }
}

export function blocAssessed(name = alix, fields: Fields = {}, of: MsprOf = {}): Step {
  return havingMspr('AssessBloc', '2024-01-26', blocAssessment(name, fields, of), of)
}

export function msprSealing(fields: Fields = {}): Fields {
  return { resultsFingerprint: fingerprintOf('results'), signedIds: msprJurors.map(idOf), unsigned: [], ...fields }
}

/** The results are sealed, and each candidacy told its own, as the process does. */
export function sealedMspr(of: MsprOf = {}): Step {
  return together(havingMspr('SealMsprResults', '2024-01-29', msprSealing(), of), (world) => {
    const { id } = world.last('MsprResultsSealed')
    const { bloc } = world.folded('mspr', msprId(of)).state
    for (const { candidacyId, result } of membersOf(world, of)) {
      if (!result) {
        noteIn(world, candidacyId, id, 'MsprReleased', { msprId: msprId(of), bloc, reason: 'withoutResult' })
        continue
      }
      const { outcome, decidedOn, acquired, notAcquired } = result
      const type = outcome === 'validated' ? 'BlocValidated' : 'BlocNotValidated'
      noteIn(world, candidacyId, id, type, { msprId: msprId(of), bloc, decidedOn, acquired, notAcquired })
    }
  })
}

/** A whole MSPR in which everybody gets the bloc. */
export function blocEarned(of: MsprOf = {}): Step {
  const { team = [alix, bo, cleo] } = of
  return together(defendedMspr(of), ...team.map((name) => blocAssessed(name, {}, of)), sealedMspr(of))
}

/** Each of these blocs earned in a situation of its own, by the same team. */
export function blocsEarned(blocs: readonly string[], team: readonly string[] = [alix]): Step {
  return together(...blocs.map((bloc) => blocEarned({ mspr: `${bloc} of ${team.join(' ')}`, bloc, team })))
}

function membersOf(world: World, of: MsprOf) {
  const { members } = world.folded('mspr', msprId(of)).state
  return Object.entries(members).flatMap(([candidacyId, member]) => (member.state === 'member' ? [{ candidacyId, ...member }] : []))
}

/** What a process carries to a candidacy, on the day of what caused it. */
function noteIn(world: World, candidacyId: string, causeId: string, type: string, data: Fields): void {
  world.note('candidacy', candidacyId, { type, data }, causeId)
}
