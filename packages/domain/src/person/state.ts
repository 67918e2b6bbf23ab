export interface VaeFile {
  readonly candidacyId: string
  readonly certification: string
  readonly year: number
  readonly target: 'certification' | 'blocs'
  readonly released: boolean
}

export interface BlocHolding {
  readonly candidacyId: string
  readonly bloc: string
  readonly acquiredOn: string
  /** The BlocHeld event. */
  readonly eventId: string
  /** What the holding rests on: the event of the candidacy behind BlocHeld. */
  readonly causeId: string | null
  readonly endedOn: string | null
}

/** A person, without any personal data: which facts are committed to, and what crosses candidacies. */
export interface Person {
  readonly known: boolean
  /** Facts recorded, newest last; a rectified one is superseded. */
  readonly facts: readonly {
    readonly eventId: string
    readonly category: string
    readonly factCommitment: string
    readonly superseded: boolean
  }[]
  readonly candidacies: readonly { readonly candidacyId: string; readonly certification: string }[]
  readonly vaeFiles: readonly VaeFile[]
  /** Claims in force: one a certification at most (G5). */
  readonly claims: readonly { readonly candidacyId: string; readonly certification: string; readonly eventId: string }[]
  readonly holdings: readonly BlocHolding[]
  /** Requests of erasure by id, with who asked: two people are needed (G12). */
  readonly erasureRequests: Readonly<
    Record<
      string,
      { readonly requestedBy: string; readonly categories: readonly string[]; readonly state: 'requested' | 'refused' | 'done' }
    >
  >
  /** A social security number is kept in the vault: nothing else is said of it. */
  readonly nirRecorded: boolean
  /** Categories erased or purged. */
  readonly erased: readonly string[]
  /** When nothing remains: the instant at which the person was erased for good, for G16. */
  readonly erasedAt: string | null
}

export const unknownPerson: Person = {
  known: false,
  facts: [],
  candidacies: [],
  vaeFiles: [],
  claims: [],
  holdings: [],
  erasureRequests: {},
  nirRecorded: false,
  erased: [],
  erasedAt: null,
}

/** The fact of a category that stands: recorded, not superseded, not erased. */
export function standingFact(person: Person, category: string): Person['facts'][number] | undefined {
  return person.facts.findLast((fact) => fact.category === category && !fact.superseded)
}
