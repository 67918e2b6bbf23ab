import type { CivilStatus, Route } from '@minutier/domain'
import { z } from 'zod'

/** One holder's line in a file for the Caisse des Dépôts, in our own words (exchange reference, 6.11). */
export interface Passage {
  /** `idTechnique`: the same in every file. */
  readonly id: string
  readonly certification: string
  readonly route: Route
  /** Enrolment, or admissibility (VAE). */
  readonly enteredOn: string | null
  readonly initiative: string | null
  /** Defence or interview; null when it was decided on the file. */
  readonly heldOn: string | null
  readonly mode: string | null
  readonly issuedOn: string
  /** Null for a person whose identity is not in the vault. */
  readonly identity: CivilStatus | null
  /** First thirteen characters of the NIR, in a file that holds it. */
  readonly nir: string | null
}

/** A passage with all that the schema asks: it was controlled. */
export type SendablePassage = Passage & { readonly identity: CivilStatus }

export const schemaVersions = ['1.1.2', '1.1.5'] as const
export type SchemaVersion = (typeof schemaVersions)[number]

/** Who files, under which contract, and in which version of the schema. 1.1.5 is not verified against the official file. */
export const cdcSettings = z.strictObject({
  /** Client numbers given by the Caisse des Dépôts: of who files, and of the certifier. */
  senderId: z.string().length(8),
  certifierId: z.string().length(8),
  contractId: z.string().min(1).max(20),
  schemaVersion: z.enum(schemaVersions),
  /** Says `SANS_MENTION` instead of nothing. */
  withoutHonours: z.boolean(),
})
export type CdcSettings = z.infer<typeof cdcSettings>

/** What a file says of itself, so that it is the same whenever it is written again. */
export interface FluxHead {
  readonly idFlux: string
  /** When its batch was opened, in UTC. */
  readonly openedAt: string
  /** Code of the certification. */
  readonly certification: string
  readonly settings: CdcSettings
}

/** `minutier-<AAAAMMJJ>-<first 8 of idFlux>.xml` */
export function fileNameOf({ idFlux, openedAt }: Pick<FluxHead, 'idFlux' | 'openedAt'>): string {
  return `minutier-${openedAt.slice(0, 10).replaceAll('-', '')}-${idFlux.slice(0, 8)}.xml`
}
