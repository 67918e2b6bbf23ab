import { type Aftermath, noAftermath } from '../mspr/state.ts'

export interface Seat {
  readonly memberId: string
  readonly seat: 'internal' | 'external'
  readonly quality: string | null
  readonly affiliation: 'none' | 'certifier' | 'partner'
  readonly expertise: boolean
}

/** One who may sit, and for whom they may not: a recusal is for one candidate, or for the whole session. */
export interface JuryMember extends Seat {
  readonly recusedFor: readonly string[]
  readonly recused: boolean
  /** Sits only for these candidates, in the place of a member recused for them; null: for all. */
  readonly onlyFor: readonly string[] | null
  /** Candidates for whom somebody else holds this seat, and whether somebody holds it for all the others. */
  readonly replacedFor: readonly string[]
  readonly replaced: boolean
}

export interface Hearing {
  readonly heldOn: string
  readonly sittingIds: readonly string[]
  readonly eventId: string
}

export interface Deliberation {
  readonly sittingIds: readonly string[]
  readonly presidentId: string | null
  readonly forCount: number
  readonly againstCount: number
  readonly abstainedCount: number
  readonly deliberatedOn: string
}

export interface JuryDecision {
  readonly eventId: string
  readonly object: 'final' | 'vae' | 'file'
  readonly outcome: 'full' | 'total' | 'partial' | 'failed' | 'refused' | 'adjourned'
  readonly finalEpreuve: 'validated' | 'notValidated' | null
  readonly blocs: readonly string[]
  readonly reason: string | null
  readonly decidedOn: string
}

export interface JuryCandidate {
  readonly object: 'final' | 'vae' | 'file'
  readonly state: 'convened' | 'unconvened' | 'absent' | 'excused' | 'interrupted' | 'heard' | 'deliberated' | 'decided'
  readonly plannedOn: string
  readonly plannedMinutes: number | null
  readonly accommodationIds: readonly string[]
  readonly hearing: Hearing | null
  readonly assessment: { readonly favourable: boolean; readonly eventId: string } | null
  readonly deliberation: Deliberation | null
  readonly decision: JuryDecision | null
  /** The CandidateConvened event. */
  readonly eventId: string
}

/** A session of the jury de certification (4.5). */
export interface Jury {
  readonly id: string
  readonly status: 'none' | 'open' | 'constituted' | 'sitting' | 'sealed' | 'cancelled'
  readonly certification: string
  readonly sessionOn: string
  readonly organiserSiret: string
  readonly territory: string
  /** Day of the constitution; null before it. */
  readonly constitutedOn: string | null
  readonly members: readonly JuryMember[]
  readonly alternates: readonly Seat[]
  readonly candidates: Readonly<Record<string, JuryCandidate>>
  readonly signatures: Readonly<Record<string, string>>
  readonly sealed: { readonly eventId: string; readonly signedIds: readonly string[] } | null
  readonly aftermath: Aftermath
}

export const noJury: Jury = {
  id: '',
  status: 'none',
  certification: '',
  sessionOn: '',
  organiserSiret: '',
  territory: '',
  constitutedOn: null,
  members: [],
  alternates: [],
  candidates: {},
  signatures: {},
  sealed: null,
  aftermath: noAftermath,
}

/** Members who may sit for a candidate: not recused for them nor for the session, replacements included. */
export function sittingFor(jury: Pick<Jury, 'members'>, candidacyId: string): JuryMember[] {
  return jury.members.filter((member) => !member.recused && !member.recusedFor.includes(candidacyId) && isFor(member, candidacyId))
}

/** Seats that a recusal left empty for a candidate: nobody is heard until somebody sits there. */
export function emptyFor(jury: Pick<Jury, 'members'>, candidacyId: string): JuryMember[] {
  return jury.members.filter((member) => {
    const away = member.recused || member.recusedFor.includes(candidacyId)
    const replaced = member.replaced || member.replacedFor.includes(candidacyId)
    return away && !replaced && isFor(member, candidacyId)
  })
}

function isFor({ onlyFor }: JuryMember, candidacyId: string): boolean {
  return onlyFor === null || onlyFor.includes(candidacyId)
}

/** Everybody who sat in a hearing or a deliberation of the session: who signs its minutes (G3). */
export function whoSat({ candidates }: Jury): string[] {
  const sat = Object.values(candidates).flatMap(({ hearing, deliberation }) => [
    ...(hearing?.sittingIds ?? []),
    ...(deliberation?.sittingIds ?? []),
  ])
  return [...new Set(sat)]
}
