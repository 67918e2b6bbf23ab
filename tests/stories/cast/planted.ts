import { fingerprintOf, idOf, type Play, partnerSiret } from '@minutier/testing'
import { grantedAccommodation } from './accommodations.ts'
import { admittedCandidate, appliedCandidate, enrolment, testedCandidate } from './entry.ts'
import { constitutedJury, decided, fullSuccess, heardFinal, sealedMinutes, sessionDay } from './jury.ts'
import { heldMspr } from './mspr.ts'
import { habilitated } from './partners.ts'
import { staff } from './people.ts'
import { blocs, file, on } from './play.ts'
import { annulDecision, compliantDossier, dossier, issued, revoked, submittedDossier } from './training.ts'
import { admissibleVae, conveningVae, decidedVae, interview, verifiedFile } from './vae.ts'

/** Candidacies of a promotion on whose certificates a report has something to explain, each of one thing; two are as they should be. */
export interface Planted {
  readonly clean: string
  /** Her dossier was recorded 45 days after it was handed in. */
  readonly late: string
  /** The same, by an import. */
  readonly imported: string
  /** The pages of her dossier were rectified. */
  readonly rectified: string
  /** The decision on her was annulled, and her certificate revoked. */
  readonly annulled: string
  /** Given twice the time, on a doctor's request. */
  readonly accommodated: string
  /** Issued after the registration expired. */
  readonly afterExpiry: string
  /** Admitted by the commission, a bloc credited by equivalence; nothing wrong in that. */
  readonly exceptional: string
  /** Of the partner's centre; nothing wrong in that either. */
  readonly atPartner: string
  /** A VAE heard after the third month, for a reason that the rulebook admits. */
  readonly vae: string
}

export const plantedNames = [
  'clean',
  'late',
  'imported',
  'rectified',
  'annulled',
  'accommodated',
  'afterExpiry',
  'exceptional',
  'atPartner',
  'vae',
] as const satisfies readonly (keyof Planted)[]

/** A promotion of 2024 of which each member but two has one thing that has to be explained; the clock is at 22 September 2025 after it. */
export async function plantedPromotion(play: Play): Promise<Planted> {
  await habilitated(play)
  const vae = (await admissibleVae(play, 'Expérimentée')).candidacyId
  const exceptional = await admittedExceptionally(play)
  const names = ['Claire', 'Tardive', 'Reprise', 'Rectifiée', 'Annulée', 'Aménagée', 'Après-échéance'] as const
  const admitted: string[] = []
  for (const name of names) admitted.push((await admittedCandidate(play, name)).candidacyId)
  const elsewhere = { centreSiret: partnerSiret }
  const atPartner = (await admittedCandidate(play, 'Ailleurs', elsewhere)).candidacyId
  const [clean = '', late = '', imported = '', rectified = '', annulled = '', accommodated = '', afterExpiry = ''] = admitted
  const autumn = on(play, '2023-09-04')
  for (const one of admitted) await play.run('EnrolCandidate', one, enrolment, autumn)
  await play.run('EnrolCandidate', atPartner, { ...enrolment, ...elsewhere }, autumn)
  await play.run('EnrolCandidate', exceptional, { ...enrolment, route: 'FI', initiative: 'candidate' }, autumn)
  await verifiedFile(play, vae, '2023-09-07')
  const measures = [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 90 }]
  const accommodationId = await grantedAccommodation(play, accommodated, { measures, medicalRequestId: idOf('medical request') })
  const credit = { sourceBloc: 'RNCP35584BC02', bloc: 'RNCP36582BC04', obtainedOn: '2021-06-30', proof: file('proof') }
  const deciderId = await staff(play, 'Directrice')
  await play.run('CreditBlocByEquivalence', exceptional, { ...credit, deciderId }, on(play, '2023-10-09'))

  await blocsOf(play, [clean, late, imported, rectified], [annulled, accommodated, afterExpiry, atPartner], [exceptional])
  await dossiersOf(play, { late, imported, rectified, exceptional }, [clean, annulled, accommodated, atPartner])
  const decisionEventId = await juryOfJuly(play, { vae, accommodated, annulled, accommodationId }, [
    clean,
    late,
    imported,
    rectified,
    exceptional,
    atPartner,
  ])
  for (const one of [clean, late, imported, rectified, annulled, accommodated, exceptional, atPartner, vae]) await issued(play, one)
  const [juryId = ''] = (await play.state('candidacy', annulled)).finalEpreuve.decidedBy
  await annulDecision(play, juryId, { kind: 'jury', decisionEventId, day: '2024-09-03' })
  await revoked(play, annulled, '2024-09-10')
  await certifiedAfterExpiry(play, afterExpiry)
  return { clean, late, imported, rectified, annulled, accommodated, afterExpiry, exceptional, atPartner, vae }
}

async function admittedExceptionally(play: Play): Promise<string> {
  const { candidacyId } = await appliedCandidate(play, 'Exceptionnelle', { route: 'FI' })
  const acting = on(play, '2023-03-01')
  await testedCandidate(play, candidacyId, acting)
  await play.run('RequestExceptionalAdmission', candidacyId, { file: file('exceptional') }, acting)
  const direction = { memberId: await staff(play, 'Direction'), quality: 'pedagogical-direction' }
  const recruitment = { memberId: await staff(play, 'Recruteur'), quality: 'recruitment' }
  await play.run('GrantExceptionalAdmission', candidacyId, { commission: [direction, recruitment], reason: 'experienceEquivalent' }, acting)
  await play.run('GrantAdmission', candidacyId, {}, acting)
  return candidacyId
}

/** All teams on the day of each bloc, so that nothing of it is recorded late. The last team has the fourth bloc already. */
async function blocsOf(play: Play, ...teams: readonly (readonly string[])[]): Promise<void> {
  const days = ['2023-11-06', '2023-12-04', '2024-01-15', '2024-03-04']
  for (const [at, bloc] of blocs.entries()) {
    for (const team of at === 3 ? teams.slice(0, -1) : teams) await heldMspr(play, { bloc, day: days[at] ?? '', team })
  }
}

type Late = Pick<Planted, 'late' | 'imported' | 'rectified' | 'exceptional'>

/** All handed in on 6 May, two of them recorded on 20 June, the pages of one typed wrong. */
async function dossiersOf(play: Play, { late, imported, rectified, exceptional }: Late, inTime: readonly string[]): Promise<void> {
  for (const one of inTime) await compliantDossier(play, one)
  await compliantDossier(play, exceptional, { workPeriod: { kind: 'stage', fromOn: '2024-01-08', untilOn: '2024-04-30' } })
  const correctedEventId = await submittedDossier(play, rectified)
  const correction = { correctedEventId, correction: { pages: 56 }, reason: 'typingError', authority: 'certifier' }
  await play.run('RectifyFact', rectified, correction, on(play, '2024-05-07'))
  await play.run('AcceptDossier', rectified, {}, on(play, '2024-05-07'))
  play.at('2024-06-20')
  await compliantDossier(play, late)
  await brought(play, imported)
}

/** A dossier that an import brings, six weeks after. */
async function brought(play: Play, candidacyId: string): Promise<void> {
  const start = { fileFingerprint: fingerprintOf('a file'), kind: 'commands', reason: 'catchUp' }
  const { streamId: correlationId } = await play.run('StartImport', null, start)
  const caller = { actor: idOf('a certifier'), role: 'certifier' as const }
  const on_ = { streamId: candidacyId, occurredAt: '2024-05-06T10:00:00.000Z', correlationId }
  await play.ledger.execute({ ...on_, id: idOf(`brought ${candidacyId}`), type: 'SubmitDossier', body: dossier(candidacyId) }, caller)
  await play.ledger.execute({ ...on_, id: idOf(`accepted ${candidacyId}`), type: 'AcceptDossier', body: {} }, caller)
  await play.ledger.processes.settled()
}

interface Heard extends Pick<Planted, 'vae' | 'accommodated' | 'annulled'> {
  readonly accommodationId: string
}

/** The session of July, minutes sealed. Answers the decision that will be annulled. */
async function juryOfJuly(play: Play, { vae, accommodated, annulled, accommodationId }: Heard, others: readonly string[]): Promise<string> {
  const acting = on(play, sessionDay)
  const juryId = await constitutedJury(play)
  const twice = { plannedMinutes: 90, accommodationIds: [accommodationId] }
  for (const one of [...others, annulled]) await heardFinal(play, juryId, one)
  await heardFinal(play, juryId, accommodated, { convened: twice, held: { ...twice, actualMinutes: 90 } })
  await play.run('ConveneCandidate', juryId, { ...conveningVae(vae, sessionDay), lateReason: 'juryUnavailable' }, acting)
  await play.run('RecordVaeInterview', juryId, await interview(play, juryId, vae, sessionDay), acting)
  for (const one of [...others, accommodated]) await decided(play, juryId, one, fullSuccess)
  await decidedVae(play, juryId, vae, { day: sessionDay, outcome: 'total', blocs })
  const decision = await decided(play, juryId, annulled, fullSuccess)
  await sealedMinutes(play, juryId)
  return decision
}

async function certifiedAfterExpiry(play: Play, candidacyId: string): Promise<void> {
  await compliantDossier(play, candidacyId, { day: '2025-09-01' })
  const day = '2025-09-16'
  const juryId = await constitutedJury(play, { day })
  await heardFinal(play, juryId, candidacyId, { day })
  await decided(play, juryId, candidacyId, fullSuccess, { day })
  await sealedMinutes(play, juryId, day)
  await issued(play, candidacyId, '2025-09-22')
}
