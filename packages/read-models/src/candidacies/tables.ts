import type { Candidacy } from '@minutier/domain'
import { type Compilable, type Kysely, sql } from 'kysely'
import type { Tables } from '../projection.ts'

/** One row a candidacy, as lists show it. */
export interface CandidacyRow {
  /** Rank of the event that opened it: its key, and its place in every list, for ever. */
  opened_rank: number
  id: string
  person_id: string
  certification: string
  route: string
  centre_siret: string
  status: string
  /** Calendar year of the obtention that stands (`decidedOn` of CertificationAwarded); null before. */
  promotion: number | null
  opened_on: string
  enrolled_on: string | null
  certificate_number: string | null
  certificate_state: string
  /** Rank of the last event of its stream, and of the last one that changed what this row says. */
  last_rank: number
  changed_rank: number
}

/** What a candidacy shows, without its ranks. */
export type Shown = Omit<CandidacyRow, 'opened_rank' | 'last_rank' | 'changed_rank'>

export type CandidaciesTables = {
  candidacies: CandidacyRow
}

export const shownColumns = [
  'id',
  'person_id',
  'certification',
  'route',
  'centre_siret',
  'status',
  'promotion',
  'opened_on',
  'enrolled_on',
  'certificate_number',
  'certificate_state',
] as const satisfies readonly (keyof Shown)[]

export function shown(id: string, candidacy: Candidacy): Shown {
  const { personId, certification, route, centreSiret, status, award, openedOn, enrolment, certificate } = candidacy
  return {
    id,
    person_id: personId,
    certification,
    route,
    centre_siret: centreSiret,
    status,
    promotion: award === null ? null : Number(award.decidedOn.slice(0, 4)),
    opened_on: openedOn,
    enrolled_on: enrolment?.enrolledOn ?? null,
    certificate_number: certificate.number,
    certificate_state: certificate.state,
  }
}

export function showsTheSame(a: Shown, b: Shown): boolean {
  return shownColumns.every((column) => a[column] === b[column])
}

export function candidaciesOf(tables: Tables): Kysely<CandidaciesTables> {
  return tables.withTables<CandidaciesTables>()
}

export function createCandidacies(tables: Tables): readonly Compilable[] {
  return [
    tables.schema
      .createTable('candidacies')
      .addColumn('opened_rank', 'integer', (column) => column.primaryKey())
      .addColumn('id', 'text', (column) => column.notNull().unique())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('certification', 'text', (column) => column.notNull())
      .addColumn('route', 'text', (column) => column.notNull())
      .addColumn('centre_siret', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('promotion', 'integer')
      .addColumn('opened_on', 'text', (column) => column.notNull())
      .addColumn('enrolled_on', 'text')
      .addColumn('certificate_number', 'text')
      .addColumn('certificate_state', 'text', (column) => column.notNull())
      .addColumn('last_rank', 'integer', (column) => column.notNull())
      .addColumn('changed_rank', 'integer', (column) => column.notNull())
      .modifyEnd(sql`strict`),
  ]
}

/** Columns that lists filter by. */
export const filtered = ['centre_siret', 'route', 'status', 'promotion'] as const

/** One index for each combination of filters, in the order of the lists: any list is a seek, whatever it asks for, however long the table. */
export function indexCandidacies(tables: Tables, named: (index: string) => string): readonly Compilable[] {
  const combinations: string[][] = [[]]
  for (const column of filtered) combinations.push(...combinations.map((some) => [...some, column]))
  return combinations
    .filter((columns) => columns.length > 0)
    .map((columns) =>
      tables.schema
        .createIndex(named(`by_${columns.join('_')}`))
        .ifNotExists()
        .on('candidacies')
        .columns([...columns, 'opened_rank']),
    )
}
