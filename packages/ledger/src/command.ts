import type { CommandType, Refusal, Role } from '@minutier/domain'

/** Who asks. `partner`: the SIRET of a registrar's own centre. */
export interface Caller {
  readonly actor: string
  readonly role: Role
  readonly partner?: string | undefined
}

/** What is asked: payloads where the event will hold commitments. `streamId` names the stream of a command that does not open it. */
export interface Command {
  /** UUID of the command: sent again, it answers the same. */
  readonly id: string
  readonly type: CommandType
  readonly streamId?: string | undefined
  /** `jury` or `mspr` … for a command that speaks to several kinds of stream. */
  readonly kind?: string | undefined
  readonly body: Readonly<Record<string, unknown>>
  /** UTC, 24 characters; the legal day's noon, or now, when it is not said. */
  readonly occurredAt?: string | undefined
  readonly correlationId?: string | undefined
  readonly traceparent?: string | undefined
  /** RecordIdentity: this person is another than the one of the same names and birth date. */
  readonly distinct?: boolean | undefined
  /** The caller saw the stream at this revision and asks for nothing else (`If-Match`). */
  readonly expectedRevision?: number | undefined
}

export interface RecordedFact {
  readonly id: string
  readonly type: string
  readonly revision: number
}

/** Recorded. `repeated`: it was before, and this is the first answer again. */
export interface Recorded {
  readonly outcome: 'recorded'
  readonly stream: string
  readonly streamId: string
  readonly revision: number
  readonly position: string
  readonly events: readonly RecordedFact[]
  readonly repeated: boolean
}

export type Executed =
  | Recorded
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** The stream does not exist, or the caller may not know whether it does. */
  | { readonly outcome: 'notFound' }
  /** The caller's role may not do this at all. */
  | { readonly outcome: 'forbidden'; readonly refusal: Refusal }
  /** The stream is not at the revision that the caller saw. */
  | { readonly outcome: 'changed'; readonly revision: number }
  /** The person was entered before: this is who they are. Nothing is recorded, unless the command says `distinct`. */
  | { readonly outcome: 'alreadyKnown'; readonly streamId: string }
