export const formats = ['csv', 'json'] as const
export type Format = (typeof formats)[number]

/** What determines a report, with the versions of the rulebooks and of its generator. */
export interface Asked {
  readonly certification: string
  /** SIRET of the centre whose certificates alone are told; all of them for null. */
  readonly partner: string | null
  /** Ledger events from which it is made. */
  readonly size: number
  /** The report tells what was recorded by the end of that day. */
  readonly asOf: string
  readonly format: Format
}

/** What stands beside the file: what determined it, and its fingerprint. */
export interface Manifest {
  readonly kind: 'R10'
  readonly parameters: Omit<Asked, 'size'>
  readonly size: number
  /** Published by then. */
  readonly rulebooks: readonly { readonly version: string; readonly fingerprint: string }[]
  readonly generatorVersion: string
  readonly sha256: string
}

export interface ReportFile {
  readonly file: string
  readonly manifest: Manifest
}
