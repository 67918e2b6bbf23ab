import { certifierSiret, fingerprintOf, idOf, type Play } from '@minutier/testing'
import { professional } from './people.ts'
import { type Bloc, blocs, certification, type Fields, on } from './play.ts'

/** An MSPR, step by step or whole. */

export const preparationOf: Readonly<Record<Bloc, number>> = {
  RNCP36582BC01: 1800,
  RNCP36582BC02: 1260,
  RNCP36582BC03: 1800,
  RNCP36582BC04: 1800,
}

interface Mspr {
  readonly bloc: Bloc
  readonly day: string
  readonly team: readonly string[]
  /** Who does not validate. */
  readonly failing?: readonly string[]
  /** Who hands in no work. */
  readonly idle?: readonly string[]
}

/** From the brief to the sealed results. Answers its id. */
export async function heldMspr(play: Play, { bloc, day, team, failing = [] }: Mspr): Promise<string> {
  const msprId = await preparedMspr(play, { bloc, day, team })
  await defendedMspr(play, msprId, { day, presentIds: team })
  for (const candidacyId of team) await assessed(play, msprId, candidacyId, { bloc, day, failing: failing.includes(candidacyId) })
  await sealedMspr(play, msprId, day)
  return msprId
}

export async function briefedMspr(play: Play, { bloc, day, ...fields }: { bloc: Bloc; day: string } & Fields): Promise<string> {
  const brief = {
    certification,
    bloc,
    briefId: idOf(`brief ${bloc} ${day}`),
    briefFingerprint: fingerprintOf(`brief ${bloc} ${day}`),
    issuerSiret: certifierSiret,
    caseKind: 'fictional',
    preparationMinutes: preparationOf[bloc],
    centreSiret: certifierSiret,
    ...fields,
  }
  return (await play.run('IssueMsprBrief', null, brief, on(play, day))).streamId
}

/** Briefed, teamed, prepared, worked for, before a constituted jury. */
export async function preparedMspr(play: Play, { bloc, day, team, idle = [], ...brief }: Mspr & Fields): Promise<string> {
  const msprId = await briefedMspr(play, { bloc, day, ...brief })
  const acting = on(play, day)
  await play.run('FormMsprTeam', msprId, { candidacyIds: team }, acting)
  const preparation = { fromOn: day, untilOn: day, allottedMinutes: preparationOf[bloc], accommodationIds: [] }
  await play.run('RecordMsprPreparation', msprId, preparation, acting)
  for (const candidacyId of team.filter((one) => !idle.includes(one))) await submittedWork(play, msprId, candidacyId, day)
  await play.run('ConstituteMsprJury', msprId, { members: await msprJury(play) }, acting)
  return msprId
}

export async function submittedWork(play: Play, msprId: string, candidacyId: string, day: string): Promise<void> {
  const work = { candidacyId, fingerprint: fingerprintOf(`work ${candidacyId} ${msprId}`) }
  await play.run('SubmitIndividualWork', msprId, work, on(play, day))
}

export async function msprJury(play: Play, names: readonly string[] = ['Externe-un', 'Externe-deux']): Promise<Fields[]> {
  const members: Fields[] = []
  for (const name of names) members.push({ memberId: await professional(play, name), expertise: true })
  return members
}

/** What a defence before the whole jury says: 30 minutes on site, everybody there. */
export async function msprDefence(play: Play, msprId: string, { day, ...fields }: { day: string } & Fields): Promise<Fields> {
  const { jury, members } = await play.state('mspr', msprId)
  return {
    heldOn: day,
    mode: 'onSite',
    presentIds: Object.keys(members),
    sittingIds: jury.map(({ memberId }) => memberId),
    plannedMinutes: 30,
    actualMinutes: 30,
    accommodationIds: [],
    ...fields,
  }
}

export async function defendedMspr(play: Play, msprId: string, { day, ...fields }: { day: string } & Fields): Promise<void> {
  await play.run('RecordMsprDefence', msprId, await msprDefence(play, msprId, { day, ...fields }), on(play, day))
}

/** What a result says: every competence acquired and two favourable votes, or none of them. */
export async function assessment(
  play: Play,
  candidacyId: string,
  { bloc, failing = false, ...fields }: { bloc: Bloc; failing?: boolean } & Fields,
): Promise<Fields> {
  const { competences } = await play.state('certification', certification)
  const own = competences.filter((code) => code.startsWith(`A${bloc.slice(-1)}C`)).map((competence) => ({ competence, acquired: !failing }))
  const outcome = failing
    ? { favourableCount: 0, outcome: 'notValidated', reason: 'competencesNotAcquired' }
    : { favourableCount: 2, outcome: 'validated' }
  return { candidacyId, bloc, competences: own, ...outcome, ...fields }
}

/** Answers the event of the result. */
export async function assessed(
  play: Play,
  msprId: string,
  candidacyId: string,
  { day, ...result }: { bloc: Bloc; day: string; failing?: boolean } & Fields,
): Promise<string> {
  const done = await play.run('AssessBloc', msprId, await assessment(play, candidacyId, result), on(play, day))
  return done.events[0]?.id ?? ''
}

export async function sealedMspr(play: Play, msprId: string, day: string): Promise<void> {
  const { jury } = await play.state('mspr', msprId)
  const signedIds = jury.map(({ memberId }) => memberId)
  const sealing = { resultsFingerprint: fingerprintOf(`results ${msprId}`), signedIds, unsigned: [] }
  await play.run('SealMsprResults', msprId, sealing, on(play, day))
}

/** The four blocs, in teams of these candidacies; those that the story leaves out are not taken. */
export async function fourBlocs(
  play: Play,
  team: readonly string[],
  { without = [], failing = {} }: { without?: readonly Bloc[]; failing?: Partial<Record<Bloc, readonly string[]>> } = {},
): Promise<Partial<Record<Bloc, string>>> {
  const days: Readonly<Record<Bloc, string>> = {
    RNCP36582BC01: '2023-11-06',
    RNCP36582BC02: '2023-12-04',
    RNCP36582BC03: '2024-01-15',
    RNCP36582BC04: '2024-03-04',
  }
  const held: Partial<Record<Bloc, string>> = {}
  for (const bloc of blocs.filter((one) => !without.includes(one))) {
    held[bloc] = await heldMspr(play, { bloc, day: days[bloc], team, failing: failing[bloc] ?? [] })
  }
  return held
}
