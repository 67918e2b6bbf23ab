import type { CdcSettings } from '../cdc/passage.ts'
import type { Spool } from '../making/spool.ts'
import type { CaughtUp } from '../on-demand.ts'

export interface TransmissionParts {
  readonly caughtUp: CaughtUp
  readonly spool: Spool
  /** Null where the numbers given by the Caisse des Dépôts are not set. */
  readonly cdc: CdcSettings | null
}
