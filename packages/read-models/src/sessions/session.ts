import type { Dated } from '../journeys/journey.ts'

/** What reports tell of a session: of the jury de certification, or of the jury of an MSPR. */
export interface Session {
  readonly kind: 'jury' | 'mspr'
  readonly id: string
  readonly certification: string
  readonly status: string
  /** Day of the session; of an MSPR that of its defence, else of its brief. */
  readonly on: string
  /** Centre that organises the session, or where the team is trained. */
  readonly siret: string
  /** `onSite`, `remote` or `mixed`; null before an MSPR's defence. */
  readonly mode: string | null
  readonly bloc: string | null
  readonly opened: Dated
  readonly sealed: Dated | null
  /** Candidates heard or interviewed. */
  readonly heard: readonly (Dated & { readonly candidacyId: string })[]
  /** Decisions of the jury de certification that stand, once its minutes are sealed: the last one of each candidate. */
  readonly decisions: readonly SessionDecision[]
}

export interface SessionDecision extends Dated {
  readonly candidacyId: string
  readonly eventId: string
  readonly object: 'final' | 'vae' | 'file'
  readonly outcome: 'full' | 'total' | 'partial' | 'failed' | 'refused' | 'adjourned'
  /** Day of the deliberation, from which the notification has its term. */
  readonly deliberatedOn: string
  readonly notified: Dated | null
}
