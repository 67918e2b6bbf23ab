import { fingerprintOf, type Play } from '@minutier/testing'
import { type Candidate, enrolledCandidate } from './entry.ts'
import { constitutedJury, decided, fullSuccess, heardFinal, sealedMinutes } from './jury.ts'
import { fourBlocs } from './mspr.ts'
import { anotherCertifier, staff } from './people.ts'
import { type Bloc, type Fields, file, on } from './play.ts'

/** The end of a training: the dossier, the certificate, and what undoes them. */

/** What the submission of a dossier of 55 pages says. */
export const dossier = (candidacyId: string, fields: Fields = {}): Fields => ({
  pages: 55,
  fingerprint: fingerprintOf(`dossier ${candidacyId}`),
  workPeriod: { kind: 'alternance', fromOn: '2023-09-04', untilOn: '2024-04-30' },
  attestation: file('attestation'),
  ...fields,
})

/** Answers the event of the submission. */
export async function submittedDossier(
  play: Play,
  candidacyId: string,
  { day = '2024-05-06', ...fields }: Fields & { day?: string } = {},
): Promise<string> {
  const done = await play.run('SubmitDossier', candidacyId, dossier(candidacyId, fields), on(play, day))
  return done.events[0]?.id ?? ''
}

export async function compliantDossier(
  play: Play,
  candidacyId: string,
  { day = '2024-05-06', ...fields }: Fields & { day?: string } = {},
): Promise<string> {
  const eventId = await submittedDossier(play, candidacyId, { day, ...fields })
  await play.run('AcceptDossier', candidacyId, {}, on(play, day))
  return eventId
}

/** What the approval of an issuance says. */
export async function approval(play: Play, day = '2024-07-05'): Promise<Fields> {
  return { issuedOn: day, issuedAtCommune: '34172', signatoryId: await staff(play, 'Signataire') }
}

/** Approved for issue; the processes claim, number and issue it. */
export async function issued(play: Play, candidacyId: string, day = '2024-07-05'): Promise<void> {
  await play.run('ApproveIssuance', candidacyId, await approval(play, day), on(play, day))
}

/** A candidate who has the four blocs and a compliant dossier, alone in their teams. */
export async function readyForTheJury(play: Play, name: string): Promise<Candidate & { msprs: Partial<Record<Bloc, string>> }> {
  const candidate = await enrolledCandidate(play, name)
  const msprs = await fourBlocs(play, [candidate.candidacyId])
  await compliantDossier(play, candidate.candidacyId)
  return { ...candidate, msprs }
}

/** The whole road of an apprentice whom the jury certifies, its minutes sealed; the certificate is not issued yet. */
export async function awardedApprentice(play: Play, name: string) {
  const candidate = await readyForTheJury(play, name)
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidate.candidacyId)
  const decisionEventId = await decided(play, juryId, candidate.candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  return { ...candidate, juryId, decisionEventId }
}

export async function certifiedApprentice(play: Play, name: string) {
  const candidate = await awardedApprentice(play, name)
  await issued(play, candidate.candidacyId)
  return candidate
}

interface Annulment {
  readonly kind: 'jury' | 'mspr'
  readonly decisionEventId: string
  readonly day: string
  readonly reason?: string
  readonly finalEpreuveStands?: boolean
}

/** One asks for the annulment of a sealed decision, another does it. Answers what came of the second command. */
export async function annulDecision(
  play: Play,
  streamId: string,
  { kind, decisionEventId, day, reason = 'appealUpheld', finalEpreuveStands = false }: Annulment,
): ReturnType<Play['attempt']> {
  const acting = { ...on(play, day), kind }
  const request = { decisionEventId, finalEpreuveStands, reason, authority: 'certifier' }
  const asked = await play.run('RequestDecisionAnnulment', streamId, request, acting)
  const annulment = { decisionEventId, requestEventId: asked.events[0]?.id }
  return play.attempt('AnnulDecision', streamId, annulment, { ...acting, ...anotherCertifier })
}

/** One asks for the revocation, another revokes. */
export async function revoked(play: Play, candidacyId: string, day: string): Promise<void> {
  const acting = on(play, day)
  const asked = await play.run('RequestCertificateRevocation', candidacyId, { reason: 'decisionAnnulled' }, acting)
  const revocation = { requestEventId: asked.events[0]?.id, effectiveOn: day }
  await play.run('RevokeCertificate', candidacyId, revocation, { ...acting, ...anotherCertifier })
}
