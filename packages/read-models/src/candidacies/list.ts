import type { Candidacy } from '@minutier/domain'
import type { ReadModels } from '../read-models.ts'
import type { ReadAt } from '../reading.ts'
import { candidacies } from './projection.ts'
import { type CandidacyRow, candidaciesOf } from './tables.ts'

/** What a list is filtered by: all that is said must hold. */
export interface CandidacyFilters {
  readonly partner?: string | undefined
  readonly route?: Candidacy['route'] | undefined
  readonly status?: Candidacy['status'] | undefined
  readonly promotion?: number | undefined
}

export interface CandidaciesPage extends Pick<ReadAt, 'size'> {
  /** In the order in which they were opened: a new one comes last, so that pages never shift. */
  readonly rows: readonly CandidacyRow[]
  /** Rank after which the next page begins; null on the last one. */
  readonly next: number | null
}

/** @throws RM_NOT_READY */
export function listCandidacies(
  readModels: Pick<ReadModels, 'read'>,
  { partner, route, status, promotion }: CandidacyFilters,
  { after = -1, limit }: { readonly after?: number | undefined; readonly limit: number },
): Promise<CandidaciesPage> {
  return readModels.read(candidacies, async (tables, { size }) => {
    let query = candidaciesOf(tables)
      .selectFrom('candidacies')
      .selectAll()
      .where('opened_rank', '>', after)
      .orderBy('opened_rank')
      .limit(limit + 1)
    if (partner !== undefined) query = query.where('centre_siret', '=', partner)
    if (route !== undefined) query = query.where('route', '=', route)
    // What opened it was annulled: nothing stands.
    query = status === undefined ? query.where('status', '!=', 'none') : query.where('status', '=', status)
    if (promotion !== undefined) query = query.where('promotion', '=', promotion)
    const rows = await query.execute()
    const page = rows.slice(0, limit)
    return { size, rows: page, next: rows.length > limit ? (page.at(-1)?.opened_rank ?? null) : null }
  })
}

/** Every route and every state (4.1, 4.2) by which a list may be filtered. */
export const candidacyRoutes = namesOf({ FI: true, CA: true, FC: true, CQ: true, CL: true, VAE: true } satisfies Record<
  Candidacy['route'],
  true
>)

export const candidacyStatuses = namesOf({
  applied: true,
  exceptionPending: true,
  admitted: true,
  enrolled: true,
  withdrawn: true,
  received: true,
  incomplete: true,
  complete: true,
  admissible: true,
  inadmissible: true,
  deposited: true,
  flagged: true,
  verified: true,
  convened: true,
  heard: true,
  awarded: true,
  partial: true,
  refused: true,
  abandoned: true,
  stale: true,
} satisfies Record<Exclude<Candidacy['status'], 'none'>, true>)

function namesOf<K extends string>(names: Readonly<Record<K, true>>): K[] {
  return Object.keys(names).filter((name): name is K => name in names)
}
