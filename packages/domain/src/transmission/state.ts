/** A batch for the Caisse des Dépôts: it exists for nobody before CdcBatchGenerated. */
export interface Transmission {
  readonly status: 'none' | 'opened' | 'generated' | 'deposited' | 'acknowledged' | 'cancelled' | 'closed'
  readonly certification: string | null
  readonly candidacyIds: readonly string[]
  /** Results listed and not yet confirmed by CdcReportIngested, by idTraitement. */
  readonly listed: Readonly<
    Record<string, { readonly accepted: readonly string[]; readonly alreadyKnown: readonly string[]; readonly rejected: readonly string[] }>
  >
  readonly ingested: readonly string[]
}

export const noTransmission: Transmission = { status: 'none', certification: null, candidacyIds: [], listed: {}, ingested: [] }
