import type { Compilable } from 'kysely'
import { candidacyIdOf, rememberCandidacies } from '../candidacy-states.ts'
import type { Projection, Projector, Tables, Workbench } from '../projection.ts'
import { slot, slots } from '../sqlite/dialect.ts'
import type { StreamsTables } from '../sqlite/schema.ts'
import { candidaciesOf, createCandidacies, indexCandidacies, type Shown, shown, shownColumns, showsTheSame } from './tables.ts'

/** Candidacies as lists show them. */
export const candidacies: Projection = {
  name: 'candidacies',
  version: 1,
  tables: ['candidacies'],
  create: createCandidacies,
  indexes: indexCandidacies,
  invariants(tables) {
    const rows = candidaciesOf(tables).selectFrom('candidacies').select(['opened_rank', 'last_rank', 'changed_rank'])
    return [
      rows.whereRef('changed_rank', '>', 'last_rank').limit(1),
      rows.whereRef('opened_rank', '>', 'changed_rank').limit(1),
      oneRowACandidacy(tables),
    ]
  },
  open: openProjector,
}

/** As many rows as there are candidacies in the log. */
function oneRowACandidacy(tables: Tables): Compilable {
  const counted = candidaciesOf(tables).withTables<StreamsTables>()
  return counted
    .selectFrom(
      counted
        .selectFrom('streams')
        .select((row) => row.fn.countAll<number>().as('streams'))
        .where('stream', 'like', 'candidacy-%')
        .as('log'),
    )
    .innerJoin(
      counted
        .selectFrom('candidacies')
        .select((row) => row.fn.countAll<number>().as('rows'))
        .as('table'),
      (on) => on.onTrue(),
    )
    .select(['streams', 'rows'])
    .whereRef('streams', '!=', 'rows')
}

interface Ranks {
  readonly opened: number
  readonly last: number
  readonly changed: number
}

function openProjector({ tables, prepare }: Workbench): Projector {
  const db = candidaciesOf(tables)
  const states = rememberCandidacies()
  const ranks = new Map<string, Ranks>()
  const dirty = new Map<string, Shown>()
  const lookUp = prepare(db.selectFrom('candidacies').select(['opened_rank', 'last_rank', 'changed_rank']).where('id', '=', slot))
  const upsert = prepare(
    db
      .insertInto('candidacies')
      .values(slots(['opened_rank', ...shownColumns, 'last_rank', 'changed_rank']))
      .onConflict((on) =>
        on.column('opened_rank').doUpdateSet((row) => ({
          person_id: row.ref('excluded.person_id'),
          certification: row.ref('excluded.certification'),
          route: row.ref('excluded.route'),
          centre_siret: row.ref('excluded.centre_siret'),
          status: row.ref('excluded.status'),
          promotion: row.ref('excluded.promotion'),
          opened_on: row.ref('excluded.opened_on'),
          enrolled_on: row.ref('excluded.enrolled_on'),
          certificate_number: row.ref('excluded.certificate_number'),
          certificate_state: row.ref('excluded.certificate_state'),
          last_rank: row.ref('excluded.last_rank'),
          changed_rank: row.ref('excluded.changed_rank'),
        })),
      ),
  )

  function ranksOf(id: string): Ranks {
    const row = lookUp.first(id)
    if (!row) throw new TypeError(`candidacy ${id} has no row`)
    return { opened: Number(row['opened_rank']), last: Number(row['last_rank']), changed: Number(row['changed_rank']) }
  }

  return {
    needsPast: states.needsPast,
    handle(entry, rank, past) {
      const id = candidacyIdOf(entry)
      if (id === undefined) return
      const { before, after } = states.step(entry, past)
      const row = shown(id, after)
      const former = entry.revision === 0 ? undefined : (ranks.get(id) ?? ranksOf(id))
      const changed = former && showsTheSame(row, shown(id, before)) ? former.changed : rank
      ranks.set(id, { opened: former?.opened ?? rank, last: rank, changed })
      dirty.set(id, row)
    },
    flush() {
      for (const [id, row] of dirty) {
        const { opened, last, changed } = ranks.get(id) ?? ranksOf(id)
        upsert.run(opened, ...shownColumns.map((column) => row[column]), last, changed)
      }
    },
    committed() {
      dirty.clear()
      states.trim((stream) => ranks.delete(candidacyIdOf({ stream }) ?? ''))
    },
    forget() {
      dirty.clear()
      ranks.clear()
      states.forget()
    },
  }
}
