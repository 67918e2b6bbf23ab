/** Numbers already given: their count is the revision of the next (G4). */
export interface Register {
  readonly assigned: readonly { readonly candidacyId: string; readonly certificateNumber: string; readonly causeId: string | null }[]
}

export const emptyRegister: Register = { assigned: [] }
