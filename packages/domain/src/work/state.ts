/** Whose work a fingerprint is, while one of their candidacies holds it. */
export interface Work {
  readonly personId: string | null
  /** Candidacies of that person for which it was handed in. */
  readonly candidacyIds: readonly string[]
}

export const freeWork: Work = { personId: null, candidacyIds: [] }
