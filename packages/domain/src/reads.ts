import type { Candidacy } from './candidacy/state.ts'
import type { Certification } from './certification/state.ts'
import type { Folded } from './folded.ts'
import type { Import } from './import/state.ts'
import type { Jury } from './jury/state.ts'
import type { Read } from './kernel/event.ts'
import type { Mspr } from './mspr/state.ts'
import type { Partner } from './partner/state.ts'
import type { Person } from './person/state.ts'
import type { Rulebook } from './rulebook/schema.ts'
import type { States } from './states.ts'
import { type Kind, streamOf } from './streams.ts'
import type { Work } from './work/state.ts'

/** The other streams, as a decision reads them. A stream that does not exist reads as its kind's initial state. */
export interface Reads {
  certification(code: string): Certification
  candidacy(id: string): Candidacy
  jury(id: string): Jury
  mspr(id: string): Mspr
  partner(siret: string): Partner
  person(id: string): Person
  work(fingerprint: string): Work
  import(id: string): Import
  rulebook(fingerprint: string): Rulebook
}

/** What the host has loaded. `undefined` means not loaded yet, which is not the same as a stream that does not exist. */
export interface Sources {
  folded<K extends Kind>(kind: K, stream: string): Folded<K> | undefined
  rulebook(fingerprint: string): Rulebook | undefined
}

/**
 * Thrown to the host, never to a caller: the decision needs something that is not loaded yet. The host loads it and decides again,
 * so that deciders stay synchronous and pure, and ask for no more than they look at.
 */
export class NotLoaded extends Error {
  readonly kind: 'stream' | 'rulebook'
  readonly wanted: string
  constructor(kind: 'stream' | 'rulebook', wanted: string) {
    super(`not loaded: ${kind} ${wanted}`)
    this.name = 'NotLoaded'
    this.kind = kind
    this.wanted = wanted
  }
}

/**
 * Reads that remember what was looked at. `used` gives the envelope's `reads`, sorted by stream; the certification's own stream is
 * left out (transparency reference, 7.1): the rulebook version stands for it, and every event of a candidacy would name it.
 */
export function trackReads(sources: Sources, own: string): { reads: Reads; used: () => Read[] } {
  const seen = new Map<string, number>()
  const read = <K extends Kind>(kind: K, id: string): States[K] => {
    const stream = streamOf(kind, id)
    const folded = sources.folded(kind, stream)
    if (!folded) throw new NotLoaded('stream', stream)
    if (stream !== own && kind !== 'certification') seen.set(stream, folded.revision)
    return folded.state
  }
  const reads: Reads = {
    certification: (code) => read('certification', code),
    candidacy: (id) => read('candidacy', id),
    jury: (id) => read('jury', id),
    mspr: (id) => read('mspr', id),
    partner: (siret) => read('partner', siret),
    person: (id) => read('person', id),
    work: (fingerprint) => read('work', fingerprint),
    import: (id) => read('import', id),
    rulebook: (fingerprint) => {
      const rulebook = sources.rulebook(fingerprint)
      if (!rulebook) throw new NotLoaded('rulebook', fingerprint)
      return rulebook
    },
  }
  const used = () => [...seen].map(([stream, revision]) => ({ stream, revision })).sort((a, b) => (a.stream < b.stream ? -1 : 1))
  return { reads, used }
}
