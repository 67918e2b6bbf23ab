import { correctedFacts } from '@minutier/domain'
import { type Alert, raise } from './alert.ts'
import type { FoldedOf, RankOf, ToldJourney } from './told.ts'

/** Certificates that no decision founds any more, or that could not be issued (certification reference, 4.9). */

/** The decision behind a certificate was annulled, and the certificate stands; another award since asks for another certificate. */
export function standsWithoutDecision({ told: { certificates, award } }: ToldJourney): boolean {
  const certificate = certificates.at(-1)
  return certificate !== undefined && !certificate.revoked && (award === null || award.rank > certificate.issued.rank)
}

export function annulledAlerts(journey: ToldJourney, { history, state }: FoldedOf<'candidacy'>, rankOf: RankOf, today: string): Alert[] {
  const { stream, told } = journey
  const certificate = told.certificates.at(-1)
  if (!certificate || !standsWithoutDecision(journey)) return []
  const { number, issued } = certificate
  const { certification, centreSiret } = told
  const annulled = correctedFacts(history).filter(({ type }) => type === 'DecisionAnnulmentNoted')
  const variant = state.certificate.state === 'revocationRequested' ? 'requested' : 'annulled'
  const where = { subject: stream, about: number, certification, centreSiret }
  const positions = [issued.rank, ...annulled.slice(-1).map(rankOf)]
  return [raise('certificateDecisionAnnulled', 'wrong', variant, today, { ...where, positions, values: { number } })]
}

/** Blocked while the certification stands awarded: without an award nothing is owed. */
export function blockedAlerts({ stream, history, state }: FoldedOf<'candidacy'>, rankOf: RankOf, today: string): Alert[] {
  const { certification, centreSiret, certificate, award } = state
  if (certificate.state !== 'blocked' || award === null) return []
  const blocked = correctedFacts(history).findLast(({ type }) => type === 'IssuanceBlocked')
  const values = { reason: String(blocked?.data['reason']) }
  const positions = blocked ? [rankOf(blocked)] : []
  return [raise('issuanceBlocked', 'wrong', 'blocked', today, { subject: stream, certification, centreSiret, positions, values })]
}
