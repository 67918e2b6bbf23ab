import { sittingFor } from '@minutier/domain'
import { certifierSiret, fingerprintOf, idOf, type Play, type PlayActing } from '@minutier/testing'

/** The steps that the stories share, played by commands on a real ledger; what a story says otherwise comes last. */

type Fields = Readonly<Record<string, unknown>>

export const certification = 'RNCP36582'
export const blocs = ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04'] as const
export type Bloc = (typeof blocs)[number]
const preparationOf: Readonly<Record<Bloc, number>> = { RNCP36582BC01: 1800, RNCP36582BC02: 1260, RNCP36582BC03: 1800, RNCP36582BC04: 1800 }

/** Something that happened on a day: the ledger's clock is there, unless it is past it already. */
export function on(play: Play, day: string): PlayActing {
  const instant = `${day}T10:00:00.000Z`
  if (play.now < instant) play.at(instant)
  return { occurredAt: instant }
}

export const file = (reference: string): Fields => ({ reference })

/** An application that is whole, P1, tests, interview, admission. Answers the candidacy and its person. */
export async function admittedCandidate(play: Play, name: string, { from = '2023-03-01', ...fields }: Fields & { from?: string } = {}) {
  const { personId, candidacyId } = await appliedCandidate(play, name, { from, ...fields })
  const acting = on(play, from)
  await play.run('VerifyPrerequisite', candidacyId, { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file('diploma') }, acting)
  await testedCandidate(play, candidacyId, acting)
  await play.run('GrantAdmission', candidacyId, {}, acting)
  return { personId, candidacyId }
}

export async function appliedCandidate(play: Play, name: string, { from = '2023-03-01', ...fields }: Fields & { from?: string } = {}) {
  const acting = on(play, from)
  const personId = await play.person(name)
  const body = {
    personId,
    certification,
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    pieces: ['cv', 'letter'],
    file: file('application'),
    ...fields,
  }
  const { streamId: candidacyId } = await play.run('ReceiveApplication', null, body, acting)
  return { personId, candidacyId }
}

export async function testedCandidate(play: Play, candidacyId: string, acting: PlayActing): Promise<void> {
  await play.run('RecordPositioningTest', candidacyId, { test: 'informatics', outcome: 'passed' }, acting)
  await play.run('RecordSelectionInterview', candidacyId, { interviewerId: await staff(play, 'Recruteur'), outcome: 'favourable' }, acting)
}

const members = new WeakMap<Play, Map<string, string>>()

/** A member of staff of the certifier, entered once: their profile says who employs them. */
export function staff(play: Play, name: string): Promise<string> {
  return member(play, name, { employerSiret: certifierSiret, job: 'direction pédagogique' })
}

/** A professional from outside, entered once. */
export function professional(play: Play, name: string, profile: Fields = { job: 'consultant' }): Promise<string> {
  return member(play, name, profile)
}

async function member(play: Play, name: string, profile: Fields): Promise<string> {
  const known = members.get(play) ?? new Map<string, string>()
  members.set(play, known)
  const facts = [
    { category: 'identity', fact: { familyName: `Exemple-${name}`, givenName: 'Dominique', birthDate: '1980-01-01' } },
    { category: 'profile', fact: profile },
  ]
  const id = known.get(name) ?? (await play.person(name, facts))
  known.set(name, id)
  return id
}

/** Enrolled for the whole certification unless the story says otherwise. */
export async function enrolledCandidate(
  play: Play,
  name: string,
  { enrolledOn = '2023-09-04', application = {}, ...fields }: Fields & { enrolledOn?: string; application?: Fields } = {},
) {
  const candidate = await admittedCandidate(play, name, application)
  const body = {
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    enrolledOn,
    targetBlocs: blocs,
    initiative: 'employer',
    ...fields,
  }
  await play.run('EnrolCandidate', candidate.candidacyId, body, on(play, enrolledOn))
  return candidate
}

interface Mspr {
  readonly bloc: Bloc
  readonly day: string
  readonly team: readonly string[]
  /** Who does not validate. */
  readonly failing?: readonly string[]
  readonly prefix?: string
}

/** An MSPR from its brief to its sealed results. Answers its id. */
export async function heldMspr(play: Play, { bloc, day, team, failing = [], prefix = '' }: Mspr): Promise<string> {
  const msprId = await preparedMspr(play, { bloc, day, team, prefix })
  await defendedMspr(play, msprId, { day, team })
  for (const candidacyId of team) await assessed(play, msprId, candidacyId, { bloc, day, failing: failing.includes(candidacyId) })
  await sealedMspr(play, msprId, day)
  return msprId
}

export async function briefedMspr(
  play: Play,
  { bloc, day, prefix = '', ...fields }: { bloc: Bloc; day: string; prefix?: string } & Fields,
): Promise<string> {
  const brief = {
    certification,
    bloc,
    briefId: idOf(`brief ${bloc} ${day} ${prefix}`),
    briefFingerprint: fingerprintOf(`brief ${bloc} ${day}`),
    issuerSiret: certifierSiret,
    caseKind: 'fictional',
    preparationMinutes: preparationOf[bloc],
    centreSiret: certifierSiret,
    ...fields,
  }
  return (await play.run('IssueMsprBrief', null, brief, on(play, day))).streamId
}

export async function preparedMspr(play: Play, { bloc, day, team, prefix = '' }: Mspr): Promise<string> {
  const msprId = await briefedMspr(play, { bloc, day, prefix })
  const acting = on(play, day)
  await play.run('FormMsprTeam', msprId, { candidacyIds: team }, acting)
  await play.run(
    'RecordMsprPreparation',
    msprId,
    { fromOn: day, untilOn: day, allottedMinutes: preparationOf[bloc], accommodationIds: [] },
    acting,
  )
  for (const candidacyId of team)
    await play.run('SubmitIndividualWork', msprId, { candidacyId, fingerprint: fingerprintOf(`work ${candidacyId} ${msprId}`) }, acting)
  await play.run('ConstituteMsprJury', msprId, { members: await msprJury(play) }, acting)
  return msprId
}

export async function msprJury(play: Play, names: readonly string[] = ['Externe-un', 'Externe-deux']): Promise<Fields[]> {
  return Promise.all(names.map(async (name) => ({ memberId: await professional(play, name), expertise: true })))
}

export async function defendedMspr(
  play: Play,
  msprId: string,
  { day, team, ...fields }: { day: string; team: readonly string[] } & Fields,
): Promise<void> {
  const sittingIds = (await play.state('mspr', msprId)).jury.map(({ memberId }) => memberId)
  const defence = {
    heldOn: day,
    mode: 'onSite',
    presentIds: team,
    sittingIds,
    plannedMinutes: 30,
    actualMinutes: 30,
    accommodationIds: [],
    ...fields,
  }
  await play.run('RecordMsprDefence', msprId, defence, on(play, day))
}

export async function assessed(
  play: Play,
  msprId: string,
  candidacyId: string,
  { bloc, day, failing = false, ...fields }: { bloc: Bloc; day: string; failing?: boolean } & Fields,
): Promise<string> {
  const { competences } = await play.state('certification', certification)
  const own = competences.filter((code) => code.startsWith(`A${bloc.slice(-1)}C`)).map((competence) => ({ competence, acquired: !failing }))
  const outcome = failing
    ? { favourableCount: 0, outcome: 'notValidated', reason: 'insufficientCompetences' }
    : { favourableCount: 2, outcome: 'validated' }
  const done = await play.run('AssessBloc', msprId, { candidacyId, bloc, competences: own, ...outcome, ...fields }, on(play, day))
  return done.events[0]?.id ?? ''
}

export async function sealedMspr(play: Play, msprId: string, day: string): Promise<void> {
  const signedIds = (await play.state('mspr', msprId)).jury.map(({ memberId }) => memberId)
  await play.run(
    'SealMsprResults',
    msprId,
    { resultsFingerprint: fingerprintOf(`results ${msprId}`), signedIds, unsigned: [] },
    on(play, day),
  )
}

/** The four blocs, in teams of these candidacies. */
export async function fourBlocs(
  play: Play,
  team: readonly string[],
  days = ['2023-11-06', '2023-12-04', '2024-01-15', '2024-03-04'],
): Promise<string[]> {
  const held: string[] = []
  for (const [at, bloc] of blocs.entries()) held.push(await heldMspr(play, { bloc, day: days[at] ?? '2024-04-02', team }))
  return held
}

export async function compliantDossier(
  play: Play,
  candidacyId: string,
  { day = '2024-05-06', ...fields }: Fields & { day?: string } = {},
): Promise<void> {
  await submittedDossier(play, candidacyId, { day, ...fields })
  await play.run('AcceptDossier', candidacyId, {}, on(play, day))
}

export async function submittedDossier(
  play: Play,
  candidacyId: string,
  { day = '2024-05-06', ...fields }: Fields & { day?: string } = {},
): Promise<void> {
  const dossier = {
    pages: 55,
    fingerprint: fingerprintOf(`dossier ${candidacyId} ${day}`),
    workPeriod: { kind: 'alternance', fromOn: '2023-09-04', untilOn: '2024-04-30' },
    attestation: file('attestation'),
    ...fields,
  }
  await play.run('SubmitDossier', candidacyId, dossier, on(play, day))
}

export const seats = ['Interne', 'Jury-un', 'Jury-deux'] as const

export async function juryOf(play: Play, [internal, ...externals]: readonly string[] = seats): Promise<Fields[]> {
  const inside = { memberId: await staff(play, internal ?? 'Interne'), seat: 'internal', quality: 'innovation-pedagogy', expertise: true }
  const outside = await Promise.all(
    externals.map(async (name) => ({ memberId: await professional(play, name), seat: 'external', expertise: true })),
  )
  return [inside, ...outside]
}

/** A session that is open and constituted. */
export async function constitutedJury(
  play: Play,
  { day = '2024-07-02', members, alternates = [] }: { day?: string; members?: readonly Fields[]; alternates?: readonly Fields[] } = {},
): Promise<string> {
  const acting = on(play, day)
  const { streamId: juryId } = await play.run(
    'OpenJurySession',
    null,
    { certification, sessionOn: day, organiserSiret: certifierSiret, territory: 'FR', mode: 'onSite' },
    acting,
  )
  await play.run('ConstituteJury', juryId, { members: members ?? (await juryOf(play)), alternates }, acting)
  return juryId
}

export async function sitting(play: Play, juryId: string, candidacyId: string): Promise<string[]> {
  return sittingFor(await play.state('jury', juryId), candidacyId).map(({ memberId }) => memberId)
}

interface Heard {
  readonly day?: string
  readonly defence?: Fields
}

/** Convened, heard and assessed for the final épreuve. */
export async function heardFinal(
  play: Play,
  juryId: string,
  candidacyId: string,
  { day = '2024-07-02', defence = {} }: Heard = {},
): Promise<void> {
  const acting = on(play, day)
  await play.run(
    'ConveneCandidate',
    juryId,
    { candidacyId, object: 'final', plannedOn: day, plannedMinutes: 45, accommodationIds: [] },
    acting,
  )
  const sittingIds = await sitting(play, juryId, candidacyId)
  await play.run(
    'RecordDefence',
    juryId,
    { candidacyId, heldOn: day, sittingIds, plannedMinutes: 45, actualMinutes: 45, accommodationIds: [], ...defence },
    acting,
  )
  await play.run(
    'RecordFinalAssessment',
    juryId,
    { candidacyId, favourable: true, gridFingerprint: fingerprintOf(`grid ${candidacyId} ${juryId}`) },
    acting,
  )
}

/** Deliberated and decided, by a jury that is of one mind unless the votes say otherwise. Answers the decision's event. */
export async function decided(
  play: Play,
  juryId: string,
  candidacyId: string,
  decision: Fields,
  { day = '2024-07-02', deliberation = {} }: { day?: string; deliberation?: Fields } = {},
): Promise<string> {
  const acting = on(play, day)
  const sittingIds = await sitting(play, juryId, candidacyId)
  await play.run(
    'RecordDeliberation',
    juryId,
    { candidacyId, sittingIds, forCount: sittingIds.length, againstCount: 0, abstainedCount: 0, ...deliberation },
    acting,
  )
  const done = await play.run('RecordJuryDecision', juryId, { candidacyId, object: 'final', blocs: [], ...decision }, acting)
  return done.events[0]?.id ?? ''
}

export const fullSuccess: Fields = { object: 'final', outcome: 'full', finalEpreuve: 'validated' }

/** Signed by everybody who sat, and sealed. */
export async function sealedMinutes(play: Play, juryId: string, day = '2024-07-02'): Promise<void> {
  const acting = on(play, day)
  const jury = await play.state('jury', juryId)
  const satIds = new Set(
    Object.values(jury.candidates).flatMap(({ hearing, deliberation }) => [
      ...(hearing?.sittingIds ?? []),
      ...(deliberation?.sittingIds ?? []),
    ]),
  )
  for (const memberId of satIds)
    await play.run('SignMinutes', juryId, { memberId, method: 'electronic', signature: file(`signature ${memberId}`) }, acting)
  await play.run('SealMinutes', juryId, { minutesFingerprint: fingerprintOf(`minutes ${juryId}`), unsigned: [] }, acting)
}

/** Approved for issue; the processes claim, number and issue it. */
export async function issued(
  play: Play,
  candidacyId: string,
  { day = '2024-07-05', ...fields }: Fields & { day?: string } = {},
): Promise<void> {
  const body = { issuedOn: day, issuedAtCommune: '34172', signatoryId: await staff(play, 'Signataire'), ...fields }
  await play.run('ApproveIssuance', candidacyId, body, on(play, day))
}

/** The whole road of an apprentice who succeeds, alone in their teams. */
export async function certifiedApprentice(play: Play, name: string) {
  const candidate = await enrolledCandidate(play, name)
  await fourBlocs(play, [candidate.candidacyId])
  await compliantDossier(play, candidate.candidacyId)
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidate.candidacyId)
  const decisionEventId = await decided(play, juryId, candidate.candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  await issued(play, candidate.candidacyId)
  return { ...candidate, juryId, decisionEventId }
}

/** The rule by which a command is refused; undefined when it is not. */
export async function ruleOf(done: ReturnType<Play['attempt']>): Promise<string | undefined> {
  const answer = await done
  return 'refusal' in answer ? answer.refusal.rule : undefined
}
