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
  members: [],
  alternates: [],
  candidates: {},
  signatures: {},
  sealed: null,
  aftermath: noAftermath,
}

/** Members who may sit for a candidate: not recused for them nor for the session, replacements included. */
export function sittingFor(jury: Jury, candidacyId: string): JuryMember[] {
  return jury.members.filter(
    (member) =>
      !member.recused && !member.recusedFor.includes(candidacyId) && (member.onlyFor === null || member.onlyFor.includes(candidacyId)),
  )
}
