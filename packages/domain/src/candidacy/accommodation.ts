/** Accommodations of a candidacy: what was asked and granted, and the exemptions that use a grant (certification reference, 4.3). */

export interface AccommodationMeasure {
  readonly type: string
  /** `final`, `vae` or `mspr:<bloc>`. */
  readonly epreuve: string
  readonly part?: string | undefined
  readonly normalMinutes?: number | undefined
  readonly grantedMinutes?: number | undefined
}

export interface Accommodation {
  readonly state: 'requested' | 'granted' | 'refused' | 'withdrawn'
  readonly receivedOn: string
  readonly measures: readonly AccommodationMeasure[]
  /** Reference of the doctor's request (H2), never its content. */
  readonly medicalRequestId: string | null
  readonly effectiveOn: string | null
  readonly used: boolean
  /** The event that granted it; until then, that of the request. */
  readonly eventId: string
}

export interface Exemption {
  readonly epreuve: string
  /** Null: the whole MSPR of a bloc. */
  readonly part: string | null
  readonly accommodationId: string
  readonly eventId: string
}

/** The event that exempts a candidate from a part of an épreuve, or from the whole of it; null where none does. */
export function exemptionFrom({ exemptions }: { readonly exemptions: readonly Exemption[] }, epreuve: string, part: string): string | null {
  const found = exemptions.find((one) => one.epreuve === epreuve && (one.part === null || one.part === part))
  return found?.eventId ?? null
}
