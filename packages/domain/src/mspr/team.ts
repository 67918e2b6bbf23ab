import { exemptionFrom } from '../candidacy/requirements.ts'
import type { SealedDecision } from '../jury/aftermath/judge.ts'
import type { Reads } from '../reads.ts'
import type { Mspr, MsprMember } from './state.ts'

/** Who of the team still counts, and what they are exempted from. */

export const newMember: MsprMember = { state: 'member', reason: null, workFingerprint: null, result: null }

/** Candidacies still in the team: neither absent nor excluded. */
export function teamOf({ members }: Mspr): string[] {
  return Object.entries(members).flatMap(([candidacyId, { state }]) => (state === 'member' ? [candidacyId] : []))
}

/** The event that exempts a member from a part of this MSPR (H4): `oral`, `written`, `preparation` or `teamwork`. */
export function exemptionOf({ bloc }: Mspr, candidacyId: string, part: string, reads: Reads): string | undefined {
  return exemptionFrom(reads.candidacy(candidacyId), `mspr:${bloc}`, part) ?? undefined
}

/** An event that exempts, where every member is exempted from that part: then the team as a whole is. */
export function exemptionOfAll(mspr: Mspr, part: string, reads: Reads): string | undefined {
  const exemptions = teamOf(mspr).map((candidacyId) => exemptionOf(mspr, candidacyId, part, reads))
  return exemptions.every((eventId) => eventId !== undefined) ? exemptions[0] : undefined
}

/** Who decides: the members who sat at the defence or, where all were exempted from the oral, the jury as constituted. */
export function decidersOf({ defence, jury }: Mspr): readonly string[] {
  return defence?.sittingIds ?? jury.map(({ memberId }) => memberId)
}

/** Members who are to have a result: those present at the defence, and those exempted from it. */
export function toAssess(mspr: Mspr, reads: Reads): string[] {
  return teamOf(mspr).filter(
    (candidacyId) => mspr.defence?.presentIds.includes(candidacyId) || exemptionOf(mspr, candidacyId, 'oral', reads) !== undefined,
  )
}

/** Results that stand sealed, by the event of each: what may be notified, appealed against, annulled. */
export function sealedResults({ sealed, members }: Mspr): Record<string, SealedDecision> {
  if (!sealed) return {}
  const results = Object.entries(members).flatMap(([candidacyId, { state, result }]) =>
    state === 'member' && result ? [[result.eventId, { candidacyId, decidedOn: result.decidedOn }] as const] : [],
  )
  return Object.fromEntries(results)
}
