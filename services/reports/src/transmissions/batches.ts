import { type Folded, type Transmission, unansweredItems } from '@minutier/domain'
import { streamsOfKind } from '@minutier/read-models'
import { fileNameOf } from '../cdc/passage.ts'
import type { Making } from '../making/report.ts'

/** A batch for the Caisse des Dépôts, as its stream tells it now. */
export interface BatchView {
  readonly transmissionId: string
  readonly certification: string
  readonly status: Transmission['status']
  readonly idFlux: string
  readonly fileName: string
  readonly schemaVersion: string
  readonly openedAt: string
  readonly depositedOn: string | null
  readonly passageCount: number
  /** Sent and not answered yet. */
  readonly pendingCount: number
  readonly acceptedCount: number
  readonly knownCount: number
  readonly rejectedCount: number
  /** Those whose certificate was revoked before the deposit, which it keeps from happening. */
  readonly revokedIds: readonly string[]
  readonly outputFingerprint: string | null
}

type Parts = Pick<Making, 'readModels'> & { readonly ledger: Pick<Making['ledger'], 'load'> }

/** A certifier makes a few batches a year. */
const mostBatches = 100_000

/** Every batch of a certification, oldest first. */
export async function batchesOf({ readModels, ledger }: Parts, certification: string, size: number): Promise<BatchView[]> {
  const views: BatchView[] = []
  for (const stream of await streamsOfKind(readModels, { kind: 'transmission', size }, { limit: mostBatches })) {
    const view = viewOf(await ledger.load(stream))
    if (view?.certification === certification) views.push(view)
  }
  return views.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
}

/** Undefined for what is no batch. */
export function viewOf(folded: Folded | undefined): BatchView | undefined {
  const state = transmissionIn(folded)
  if (!folded || !state) return undefined
  const { certification, idFlux, openedAt, cdcSchemaVersion, status, depositedOn, items, counts, revoked, outputFingerprint } = state
  if (certification === null || idFlux === null || openedAt === null) return undefined
  return {
    transmissionId: folded.stream.slice(folded.stream.indexOf('-') + 1),
    certification,
    status,
    idFlux,
    fileName: fileNameOf({ idFlux, openedAt }),
    schemaVersion: cdcSchemaVersion ?? '',
    openedAt,
    depositedOn,
    passageCount: items.size,
    pendingCount: status === 'deposited' || status === 'acknowledged' ? unansweredItems(state).length : 0,
    acceptedCount: counts.accepted,
    knownCount: counts.alreadyKnown,
    rejectedCount: counts.rejected,
    revokedIds: revoked,
    outputFingerprint,
  }
}

export function transmissionIn(folded: Folded | undefined): Transmission | undefined {
  return folded && 'idFlux' in folded.state ? folded.state : undefined
}
