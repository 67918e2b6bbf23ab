import type { z } from 'zod'

/** An event's schemas by type, the facts that they hold, and the union of a catalogue's events. */
export type Schemas = Record<string, z.ZodObject>
export type FactsOf<S extends Schemas> = { [K in keyof S & string]: z.infer<S[K]> }

/** The event as the rules read it: its type beside its fields. `Fact<M, 'X'>` is one event, `Fact<M>` any of the catalogue's. */
export type Fact<M, K extends keyof M = keyof M> = { [P in K]: { type: P } & M[P] }[K]

/** Another stream on which a decision rested, at the revision that was read; −1: it did not exist. */
export interface Read {
  readonly stream: string
  readonly revision: number
}

/** What surrounds the data of an event (transparency reference, 7.1). Instants are UTC with milliseconds, 24 characters. */
export interface Envelope {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly occurredAt: string
  readonly recordedAt: string
  /** A person's id, or `process:<name>`. */
  readonly actor: string
  readonly role: Role
  readonly commandId: string
  readonly commandMac: string | null
  readonly rulebook: string | null
  readonly correlationId: string | null
  readonly causationId: string | null
  readonly reads: readonly Read[]
}

/** A recorded event, whole: these members are the entry of the transparency log. */
export interface Entry extends Envelope {
  readonly type: string
  readonly schemaVersion: number
  readonly data: Readonly<Record<string, unknown>>
}

export const roles = ['registrar', 'certifier', 'jury-secretary', 'auditor', 'regulator', 'dpo', 'operator', 'process'] as const
export type Role = (typeof roles)[number]

/** One function an event type, so that a type without its rule or its effect does not compile. */
export type Evolvers<S, M> = { readonly [K in keyof M]: (state: S, event: Fact<M, K>, envelope: Envelope) => S }

/** Runs the function of an event's own type. */
export function evolveBy<S, M, K extends keyof M>(evolvers: Evolvers<S, M>, state: S, event: Fact<M, K>, envelope: Envelope): S {
  return evolvers[event.type](state, event, envelope)
}
