import { certifierSiret, type Play } from '@minutier/testing'
import type { Candidate } from './entry.ts'
import { constitutedJury, decided, sealedMinutes, sitting } from './jury.ts'
import { certification, type Fields, file, on } from './play.ts'

/** The road of a VAE: feasibility file, admissibility, validation file, interview, decision. */

/** What the receipt of a feasibility file for the whole certification says. */
export const feasibility = (personId: string, fields: Fields = {}): Fields => ({
  personId,
  certification,
  centreSiret: certifierSiret,
  target: 'certification',
  targetBlocs: [],
  territory: 'FR',
  receivedOn: '2023-01-16',
  file: file('feasibility file'),
  ...fields,
})

type Received = Fields & { readonly receivedOn?: string; readonly personId?: string }

/** A feasibility file received, of a new person unless the story says whose. */
export async function receivedVae(play: Play, name: string, { receivedOn = '2023-01-16', ...fields }: Received = {}): Promise<Candidate> {
  const acting = on(play, receivedOn)
  const personId = fields.personId ?? (await play.person(name))
  const { streamId } = await play.run('RecordFeasibilityFile', null, feasibility(personId, { receivedOn, ...fields }), acting)
  return { personId, candidacyId: streamId }
}

export async function admissibleVae(play: Play, name: string, fields: Received & { decidedOn?: string } = {}): Promise<Candidate> {
  const { decidedOn = '2023-02-20', ...received } = fields
  const candidate = await receivedVae(play, name, received)
  await play.run('DeclareFeasibilityFileComplete', candidate.candidacyId, {}, on(play, decidedOn))
  await play.run('GrantAdmissibility', candidate.candidacyId, { decidedOn }, on(play, decidedOn))
  return candidate
}

export async function verifiedFile(play: Play, candidacyId: string, day: string): Promise<void> {
  const acting = on(play, day)
  await play.run('RecordValidationFile', candidacyId, { receivedOn: day, file: file(`validation file ${day}`) }, acting)
  await play.run('VerifyValidationFile', candidacyId, {}, acting)
}

export const conveningVae = (candidacyId: string, day: string): Fields => ({
  candidacyId,
  object: 'vae',
  plannedOn: day,
  accommodationIds: [],
})

/** What an interview before everybody who may sit says: nobody of them has a link with the candidate. */
export async function interview(play: Play, juryId: string, candidacyId: string, day: string): Promise<Fields> {
  const sittingIds = await sitting(play, juryId, candidacyId)
  return { candidacyId, heldOn: day, sittingIds, noLinkDeclaredIds: sittingIds, actualMinutes: 60 }
}

export async function interviewed(play: Play, juryId: string, candidacyId: string, day: string): Promise<void> {
  await play.run('ConveneCandidate', juryId, conveningVae(candidacyId, day), on(play, day))
  await play.run('RecordVaeInterview', juryId, await interview(play, juryId, candidacyId, day), on(play, day))
}

/** Deliberated under a president, each member declaring no link, and decided. Answers the decision's event. */
export async function decidedVae(
  play: Play,
  juryId: string,
  candidacyId: string,
  { day, ...decision }: { day: string } & Fields,
): Promise<string> {
  const sittingIds = await sitting(play, juryId, candidacyId)
  const deliberation = { presidentId: sittingIds[0], noLinkDeclaredIds: sittingIds }
  return decided(play, juryId, candidacyId, { object: 'vae', ...decision }, { day, deliberation })
}

/** A validation file brought to a session of its own, whose minutes are sealed. Answers the session and the decision's event. */
export async function judgedVae(
  play: Play,
  candidacyId: string,
  { fileOn, day, ...decision }: { fileOn: string; day: string } & Fields,
): Promise<{ juryId: string; decisionEventId: string }> {
  await verifiedFile(play, candidacyId, fileOn)
  const juryId = await constitutedJury(play, { day })
  await interviewed(play, juryId, candidacyId, day)
  const decisionEventId = await decidedVae(play, juryId, candidacyId, { day, ...decision })
  await sealedMinutes(play, juryId, day)
  return { juryId, decisionEventId }
}
