/** Whose work a fingerprint is, while it is reserved. */
export interface Work {
  readonly personId: string | null
  readonly candidacyId: string | null
}

export const freeWork: Work = { personId: null, candidacyId: null }
