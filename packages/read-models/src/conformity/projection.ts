import type { Entry } from '@minutier/domain'
import { candidacyIdOf } from '../candidacy-states.ts'
import type { Projection, Projector, Workbench } from '../projection.ts'
import { slot, slots } from '../sqlite/dialect.ts'
import type { StreamsTables } from '../sqlite/schema.ts'
import { conformityOf, conformityTables, createConformity, indexConformity } from './tables.ts'

/** What the report on the conformity of issuance (R10) cannot ask verdicts: who was issued a certificate, and the rank of each event. */
export const conformity: Projection = {
  name: 'conformity',
  version: 2,
  tables: conformityTables,
  create: createConformity,
  indexes: indexConformity,
  invariants(tables) {
    const db = conformityOf(tables).withTables<StreamsTables>()
    const issuancesNowhere = db
      .selectFrom('issuances')
      .leftJoin('ranked_events', 'ranked_events.rank', 'issuances.rank')
      .where('ranked_events.rank', 'is', null)
      .select('issuances.rank')
    return [
      issuancesNowhere.limit(1),
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

/** Streams whose number is kept in memory. */
const remembered = 50_000

function openProjector(bench: Workbench): Projector {
  const db = conformityOf(bench.tables)
  const numbers = new Map<string, number>()
  const lookUp = bench.prepare(db.selectFrom('ranked_streams').select('number').where('stream', '=', slot))
  const addStream = bench.prepare(db.insertInto('ranked_streams').values(slots(['number', 'stream'])))
  const addEvent = bench.prepare(db.insertInto('ranked_events').values(slots(['stream', 'revision', 'rank'])))
  const addIssuance = bench.prepare(db.insertInto('issuances').values(slots(['rank', 'candidacy', 'certification'])))

  function numberOf({ stream, revision }: Entry, rank: number): number {
    const known = numbers.get(stream)
    if (known !== undefined) return known
    const number = revision === 0 ? rank : Number(lookUp.first(stream)?.['number'])
    if (revision === 0) addStream.run(number, stream)
    numbers.set(stream, number)
    return number
  }

  return {
    needsPast: () => false,
    handle(entry, rank) {
      addEvent.run(numberOf(entry, rank), entry.revision, rank)
      const candidacy = candidacyIdOf(entry)
      if (candidacy === undefined || entry.type !== 'CertificateIssued') return
      // A number begins with the code of its certification, which has no hyphen.
      const [certification = ''] = String(entry.data['certificateNumber']).split('-')
      addIssuance.run(rank, candidacy, certification)
    },
    flush: () => undefined,
    committed() {
      if (numbers.size > remembered) numbers.clear()
    },
    forget: () => numbers.clear(),
  }
}
