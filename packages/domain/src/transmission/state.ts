import { type Growing, growingLists } from './growing.ts'

/** What the Caisse des Dépôts says of one passage. */
export interface Answer {
  readonly candidacyId: string
  readonly result: 'accepted' | 'alreadyKnown' | 'rejected'
  /** Of a rejection. */
  readonly code: string | null
  /** Where the vault has the words of a rejection: the event that commits to them. */
  readonly message: { readonly eventId: string; readonly commitment: string } | null
}

export interface Counts {
  readonly accepted: number
  readonly alreadyKnown: number
  readonly rejected: number
}

/** A processing report: what was listed of it. It counts for nothing until CdcReportIngested has closed it. */
export interface Report {
  readonly answers: Growing<Answer>
  readonly counts: Counts
  /** SHA-256 of the file, once it is closed. */
  readonly fingerprint: string | null
}

export type TransmissionStatus =
  | 'none'
  | 'opened'
  | 'generated'
  | 'deposited'
  | 'acknowledged'
  | 'accepted'
  | 'partiallyRejected'
  | 'rejected'
  | 'cancelled'
  | 'closed'

/** A batch for the Caisse des Dépôts (exchange reference, 6.10): it exists for nobody before CdcBatchGenerated. */
export interface Transmission {
  readonly status: TransmissionStatus
  readonly action: 'creation' | 'suppression'
  readonly certification: string | null
  readonly cdcSchemaVersion: string | null
  readonly idFlux: string | null
  /** When it was opened, from which its file has its name and its instant. */
  readonly openedAt: string | null
  readonly outputFingerprint: string | null
  readonly depositedOn: string | null
  /** Candidacies, each once. */
  readonly items: Growing<string>
  /** Those whose certificate was revoked before the deposit. */
  readonly revoked: readonly string[]
  /** By idTraitement. */
  readonly reports: Readonly<Record<string, Report>>
  /** Answers of closed reports. */
  readonly settled: Growing<Answer>
  readonly counts: Counts
}

export const itemLists = growingLists<string>((candidacyId) => candidacyId)
export const answerLists = growingLists<Answer>(({ candidacyId }) => candidacyId)

export const noCounts: Counts = { accepted: 0, alreadyKnown: 0, rejected: 0 }
const noReport: Report = { answers: answerLists.empty, counts: noCounts, fingerprint: null }

export const noTransmission: Transmission = {
  status: 'none',
  action: 'creation',
  certification: null,
  cdcSchemaVersion: null,
  idFlux: null,
  openedAt: null,
  outputFingerprint: null,
  depositedOn: null,
  items: itemLists.empty,
  revoked: [],
  reports: {},
  settled: answerLists.empty,
  counts: noCounts,
}

export function reportOf({ reports }: Transmission, idTraitement: string): Report {
  return Object.hasOwn(reports, idTraitement) ? (reports[idTraitement] ?? noReport) : noReport
}

/** May still be sent, or answered: a passage is in one such batch at most. */
export function isLive({ status }: Pick<Transmission, 'status'>): boolean {
  return status === 'opened' || status === 'generated' || status === 'deposited' || status === 'acknowledged'
}

export function isListed({ items }: Transmission, candidacyId: string): boolean {
  return itemLists.index(items).has(candidacyId)
}

/** The candidacies of a batch, in the order in which they were listed. */
export function itemsOf({ items }: Transmission): string[] {
  return items.pages.flat()
}

/** What was answered of a candidacy; undefined while nothing was. */
export function answerTo({ settled }: Transmission, candidacyId: string): Answer | undefined {
  return answerLists.index(settled).get(candidacyId)
}

/** The candidacies of a batch that no closed report has answered. */
export function unansweredItems({ items, settled }: Transmission): string[] {
  const answers = answerLists.index(settled)
  return items.pages.flatMap((page) => page.filter((candidacyId) => !answers.has(candidacyId)))
}
