import type { ReadModels } from '../read-models.ts'
import type { ReadAt } from '../reading.ts'
import { conformity } from './projection.ts'
import { type BlocRow, type CertificateRow, conformityOf, type HolderRow, type MarkRow } from './tables.ts'

/** A holder, with what a report on issuance says of them, and what it has to explain. */
export interface Holder {
  readonly holder: HolderRow
  readonly certificates: readonly CertificateRow[]
  readonly blocs: readonly BlocRow[]
  readonly marks: readonly MarkRow[]
}

export interface HoldersPage extends Pick<ReadAt, 'size'> {
  readonly holders: readonly Holder[]
  /** Candidacy after which the next page begins; null on the last one. */
  readonly next: string | null
}

/** Holders of a certification in the order of their candidacies' ids. @throws RM_NOT_READY */
export function listHolders(
  readModels: Pick<ReadModels, 'read'>,
  certification: string,
  { after = '', limit }: { readonly after?: string; readonly limit: number },
): Promise<HoldersPage> {
  return readModels.read(conformity, async (tables, { size }) => {
    const db = conformityOf(tables)
    const found = await db
      .selectFrom('holders')
      .selectAll()
      .where('candidacy', '>', after)
      .where('certification', '=', certification)
      .orderBy('candidacy')
      .limit(limit + 1)
      .execute()
    const page = found.slice(0, limit)
    const those = page.map(({ candidacy }) => candidacy)
    const certificates = await db.selectFrom('certificates').selectAll().where('candidacy', 'in', those).orderBy('ordinal').execute()
    const blocs = await db.selectFrom('holder_blocs').selectAll().where('candidacy', 'in', those).orderBy('bloc').execute()
    const marks = await db.selectFrom('marks').selectAll().where('candidacy', 'in', those).orderBy('rank').execute()
    const of = <R extends { readonly candidacy: string }>(rows: readonly R[], candidacy: string) =>
      rows.filter((row) => row.candidacy === candidacy)
    const holders = page.map((holder) => ({
      holder,
      certificates: of(certificates, holder.candidacy),
      blocs: of(blocs, holder.candidacy),
      marks: of(marks, holder.candidacy),
    }))
    return { size, holders, next: found.length > limit ? (those.at(-1) ?? null) : null }
  })
}

/** An event's place in the total order, and how many days after the fact it was recorded. */
export interface Ranked {
  readonly revision: number
  readonly rank: number
  readonly lateDays: number
}

/** The ranks of a stream's events, by revision. @throws RM_NOT_READY */
export function ranksOfStream(readModels: Pick<ReadModels, 'read'>, stream: string): Promise<readonly Ranked[]> {
  return readModels.read(conformity, (tables) =>
    conformityOf(tables)
      .selectFrom('ranked_events')
      .innerJoin('ranked_streams', 'ranked_streams.number', 'ranked_events.stream')
      .where('ranked_streams.stream', '=', stream)
      .orderBy('revision')
      .select(['revision', 'rank', 'late_days as lateDays'])
      .execute(),
  )
}
