/** What a report of the Caisse des Dépôts says of each candidacy. */
export interface Results {
  readonly accepted: readonly string[]
  readonly alreadyKnown: readonly string[]
  readonly rejected: readonly string[]
}

/** A batch for the Caisse des Dépôts: it exists for nobody before CdcBatchGenerated. */
export interface Transmission {
  readonly status: 'none' | 'opened' | 'generated' | 'deposited' | 'acknowledged' | 'cancelled' | 'closed'
  readonly action: 'creation' | 'suppression'
  readonly certification: string | null
  /** Day on which it was opened: a certificate revoked since may be in it. */
  readonly openedOn: string
  readonly depositedOn: string | null
  readonly candidacyIds: readonly string[]
  /** Results by idTraitement; they count once CdcReportIngested has confirmed them. */
  readonly listed: Readonly<Record<string, Results>>
  readonly ingested: readonly string[]
}

export const noTransmission: Transmission = {
  status: 'none',
  action: 'creation',
  certification: null,
  openedOn: '',
  depositedOn: null,
  candidacyIds: [],
  listed: {},
  ingested: [],
}

export const noResults: Results = { accepted: [], alreadyKnown: [], rejected: [] }

export function resultsOf(transmission: Transmission, idTraitement: string): Results {
  return transmission.listed[idTraitement] ?? noResults
}

export function idsIn({ accepted, alreadyKnown, rejected }: Results): string[] {
  return [...accepted, ...alreadyKnown, ...rejected]
}
