import { sittingFor } from '@minutier/domain'
import { certifierSiret, fingerprintOf, type Play } from '@minutier/testing'
import { professional, staff } from './people.ts'
import { certification, type Fields, file, on } from './play.ts'

/** A session of the jury de certification, from its opening to its sealed minutes; it sits on 2 July 2024 unless the story says otherwise. */

export const sessionDay = '2024-07-02'
const seats = ['Interne', 'Jury-un', 'Jury-deux'] as const

export async function juryOf(play: Play, [internal = 'Interne', ...externals]: readonly string[] = seats): Promise<Fields[]> {
  const inside = { memberId: await staff(play, internal), seat: 'internal', quality: 'innovation-pedagogy', expertise: true }
  const outside: Fields[] = []
  for (const name of externals) outside.push(await external(play, name))
  return [inside, ...outside]
}

export async function external(play: Play, name: string): Promise<Fields> {
  return { memberId: await professional(play, name), seat: 'external', expertise: true }
}

interface Session {
  readonly day?: string
  readonly members?: readonly Fields[]
  readonly alternates?: readonly Fields[]
}

/** A session that is open and constituted. */
export async function constitutedJury(play: Play, { day = sessionDay, members, alternates = [] }: Session = {}): Promise<string> {
  const acting = on(play, day)
  const session = { certification, sessionOn: day, organiserSiret: certifierSiret, territory: 'FR', mode: 'onSite' }
  const { streamId: juryId } = await play.run('OpenJurySession', null, session, acting)
  await play.run('ConstituteJury', juryId, { members: members ?? (await juryOf(play)), alternates }, acting)
  return juryId
}

/** Who may sit for a candidate. */
export async function sitting(play: Play, juryId: string, candidacyId: string): Promise<string[]> {
  return sittingFor(await play.state('jury', juryId), candidacyId).map(({ memberId }) => memberId)
}

/** What a convening for the final épreuve says. */
export const convening = (candidacyId: string, day = sessionDay): Fields => ({
  candidacyId,
  object: 'final',
  plannedOn: day,
  plannedMinutes: 45,
  accommodationIds: [],
})

export const onFile = (candidacyId: string, day = sessionDay): Fields => ({
  candidacyId,
  object: 'file',
  plannedOn: day,
  accommodationIds: [],
})

/** What a defence of 45 minutes before everybody who may sit says. */
export async function defence(play: Play, juryId: string, candidacyId: string, day = sessionDay): Promise<Fields> {
  const sittingIds = await sitting(play, juryId, candidacyId)
  return { candidacyId, heldOn: day, sittingIds, plannedMinutes: 45, actualMinutes: 45, accommodationIds: [] }
}

interface Heard {
  readonly day?: string
  readonly convened?: Fields
  readonly held?: Fields
  readonly favourable?: boolean
}

/** Convened, heard and assessed for the final épreuve. */
export async function heardFinal(
  play: Play,
  juryId: string,
  candidacyId: string,
  { day = sessionDay, convened = {}, held = {}, favourable = true }: Heard = {},
): Promise<void> {
  const acting = on(play, day)
  await play.run('ConveneCandidate', juryId, { ...convening(candidacyId, day), ...convened }, acting)
  await play.run('RecordDefence', juryId, { ...(await defence(play, juryId, candidacyId, day)), ...held }, acting)
  await finallyAssessed(play, juryId, candidacyId, { day, favourable })
}

export async function finallyAssessed(
  play: Play,
  juryId: string,
  candidacyId: string,
  { day = sessionDay, favourable = true }: { day?: string; favourable?: boolean } = {},
): Promise<void> {
  const assessment = { candidacyId, favourable, gridFingerprint: fingerprintOf(`grid ${candidacyId} ${juryId}`) }
  await play.run('RecordFinalAssessment', juryId, assessment, on(play, day))
}

export const fullSuccess: Fields = { object: 'final', outcome: 'full', finalEpreuve: 'validated' }
export const fullOnFile: Fields = { object: 'file', outcome: 'full' }

interface Deliberated {
  readonly day?: string
  readonly deliberation?: Fields
}

/** Deliberated, by a jury that is of one mind unless the votes say otherwise. */
export async function deliberated(
  play: Play,
  juryId: string,
  candidacyId: string,
  { day = sessionDay, deliberation = {} }: Deliberated = {},
): Promise<void> {
  const sittingIds = await sitting(play, juryId, candidacyId)
  const votes = { forCount: sittingIds.length, againstCount: 0, abstainedCount: 0 }
  await play.run('RecordDeliberation', juryId, { candidacyId, sittingIds, ...votes, ...deliberation }, on(play, day))
}

/** Deliberated and decided. Answers the decision's event. */
export async function decided(play: Play, juryId: string, candidacyId: string, decision: Fields, how: Deliberated = {}): Promise<string> {
  await deliberated(play, juryId, candidacyId, how)
  const body = { candidacyId, object: 'final', blocs: [], ...decision }
  const done = await play.run('RecordJuryDecision', juryId, body, on(play, how.day ?? sessionDay))
  return done.events[0]?.id ?? ''
}

/** Signed by everybody who sat. */
export async function signedMinutes(play: Play, juryId: string, day = sessionDay): Promise<void> {
  const { candidates } = await play.state('jury', juryId)
  const satIds = Object.values(candidates).flatMap(({ hearing, deliberation }) => [
    ...(hearing?.sittingIds ?? []),
    ...(deliberation?.sittingIds ?? []),
  ])
  for (const memberId of new Set(satIds)) {
    await play.run('SignMinutes', juryId, { memberId, method: 'electronic', signature: file(`signature ${memberId}`) }, on(play, day))
  }
}

export const sealing = (juryId: string): Fields => ({ minutesFingerprint: fingerprintOf(`minutes ${juryId}`), unsigned: [] })

/** Signed by everybody who sat, and sealed. */
export async function sealedMinutes(play: Play, juryId: string, day = sessionDay): Promise<void> {
  await signedMinutes(play, juryId, day)
  await play.run('SealMinutes', juryId, sealing(juryId), on(play, day))
}

/** One candidate decided on the file, alone in a session whose minutes are sealed. Answers the session and the decision's event. */
export async function decidedOnFile(
  play: Play,
  candidacyId: string,
  { day, ...decision }: { day: string } & Fields,
): Promise<{ juryId: string; decisionEventId: string }> {
  const juryId = await constitutedJury(play, { day })
  await play.run('ConveneCandidate', juryId, onFile(candidacyId, day), on(play, day))
  const decisionEventId = await decided(play, juryId, candidacyId, { ...fullOnFile, ...decision }, { day })
  await sealedMinutes(play, juryId, day)
  return { juryId, decisionEventId }
}
