import { type Candidacy, type Entry, recordedLate } from '@minutier/domain'
import { candidacyIdOf, rememberCandidacies } from '../candidacy-states.ts'
import type { Projection, Projector, Workbench } from '../projection.ts'
import { slot, slots } from '../sqlite/dialect.ts'
import type { StreamsTables } from '../sqlite/schema.ts'
import { openHolders } from './holders.ts'
import { markOf } from './marks.ts'
import { conformityOf, conformityTables, createConformity, indexConformity, isHolder } from './tables.ts'

/** What the report on the conformity of issuance (R10) needs at hand: holders, certificates, what is to be explained, the rank of each event. */
export const conformity: Projection = {
  name: 'conformity',
  version: 1,
  tables: conformityTables,
  create: createConformity,
  indexes: indexConformity,
  invariants(tables) {
    const db = conformityOf(tables).withTables<StreamsTables>()
    const certificatesAlone = db
      .selectFrom('certificates')
      .leftJoin('holders', 'holders.candidacy', 'certificates.candidacy')
      .where('holders.candidacy', 'is', null)
      .select('certificates.candidacy')
    return [
      certificatesAlone.limit(1),
      // Every event of every stream has its rank.
      db
        .selectFrom('streams')
        .select((row) => row.fn.sum<number>(row('revision', '+', 1)).as('events'))
        .having((row) =>
          row(
            row.fn.sum<number>(row('revision', '+', 1)),
            '!=',
            row.selectFrom('ranked_events').select(row.fn.countAll<number>().as('rows')),
          ),
        ),
    ]
  },
  open: openProjector,
}

interface Moved {
  readonly state: Candidacy
  readonly rank: number
  /** Was it a holder before the transaction? */
  readonly wasHolder: boolean
}

/** Streams whose number is kept in memory. */
const remembered = 50_000

function openProjector(bench: Workbench): Projector {
  const db = conformityOf(bench.tables)
  const states = rememberCandidacies()
  const holders = openHolders(bench)
  const numbers = new Map<string, number>()
  const moved = new Map<string, Moved>()
  const lookUp = bench.prepare(db.selectFrom('ranked_streams').select('number').where('stream', '=', slot))
  const addStream = bench.prepare(db.insertInto('ranked_streams').values(slots(['number', 'stream'])))
  const addEvent = bench.prepare(db.insertInto('ranked_events').values(slots(['stream', 'revision', 'rank', 'late_days'])))
  const addMark = bench.prepare(db.insertInto('marks').values(slots(['rank', 'candidacy', 'type', 'event_id', 'about_event_id'])))

  function numberOf({ stream, revision }: Entry, rank: number): number {
    const known = numbers.get(stream)
    if (known !== undefined) return known
    const number = revision === 0 ? rank : Number(lookUp.first(stream)?.['number'])
    if (revision === 0) addStream.run(number, stream)
    numbers.set(stream, number)
    return number
  }

  return {
    needsPast: states.needsPast,
    handle(entry, rank, past) {
      addEvent.run(numberOf(entry, rank), entry.revision, rank, recordedLate(entry, 0) ?? 0)
      const candidacy = candidacyIdOf(entry)
      if (candidacy === undefined) return
      const { before, after } = states.step(entry, past)
      moved.set(candidacy, { state: after, rank, wasHolder: moved.get(candidacy)?.wasHolder ?? isHolder(before) })
      const mark = markOf(entry)
      if (mark) addMark.run(rank, candidacy, entry.type, entry.id, mark.about)
    },
    flush() {
      for (const [candidacy, { state, rank, wasHolder }] of moved) {
        if (wasHolder) holders.remove(candidacy)
        if (isHolder(state)) holders.add(candidacy, state, rank)
      }
    },
    committed() {
      moved.clear()
      states.trim(() => undefined)
      if (numbers.size > remembered) numbers.clear()
    },
    forget() {
      moved.clear()
      states.forget()
      numbers.clear()
    },
  }
}
