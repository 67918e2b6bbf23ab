import type { Candidacy } from '@minutier/domain'
import { type Compilable, type Kysely, sql } from 'kysely'
import type { Tables } from '../projection.ts'

/** A candidacy whose certification was awarded, or for which a certificate was approved: what the report on issuance speaks of. */
export interface HolderRow {
  candidacy: string
  person_id: string
  certification: string
  /** Route and centre in force now; the report asks for those of the decision. */
  route: string
  centre_siret: string
  /** Day of entry: `enrolledOn`, or the admissibility of a VAE. */
  entered_on: string | null
  /** The award that stands: day of the decision, session, event. */
  awarded_on: string | null
  jury_id: string | null
  award_event_id: string | null
  /** Day of the decision on the final épreuve. */
  final_decided_on: string | null
  /** Rank of the last event of its stream. */
  last_rank: number
}

/** Certificates of a candidacy, oldest first: revoked ones stay. */
export interface CertificateRow {
  candidacy: string
  ordinal: number
  state: string
  number: string | null
  external_number: string | null
  issued_on: string | null
  reissued_on: string | null
  revoked_on: string | null
  approval_event_id: string | null
  issued_event_id: string | null
}

/** Blocs that a holder has. */
export interface BlocRow {
  candidacy: string
  bloc: string
  acquired_on: string | null
  how: string | null
  event_id: string | null
  /** The event of another stream behind it. */
  cause_id: string | null
}

/** Events that call for an explanation beside a certificate: waivers, corrections, annulments, revocations, late effects. */
export interface MarkRow {
  rank: number
  candidacy: string
  type: string
  event_id: string
  /** The fact or the decision that it is about. */
  about_event_id: string | null
}

/** The place of each event of the ledger in the total order: rows and verdicts name events by stream and revision, reports by rank. */
export interface RankedEventRow {
  /** Rank of the first event of its stream. */
  stream: number
  revision: number
  rank: number
  /** Days between the fact and its recording; the rulebook says from how many on that is late. */
  late_days: number
}

export interface RankedStreamRow {
  number: number
  stream: string
}

export type ConformityTables = {
  holders: HolderRow
  certificates: CertificateRow
  holder_blocs: BlocRow
  marks: MarkRow
  ranked_events: RankedEventRow
  ranked_streams: RankedStreamRow
}

export const conformityTables = ['holders', 'certificates', 'holder_blocs', 'marks', 'ranked_events', 'ranked_streams'] as const

export function conformityOf(tables: Tables): Kysely<ConformityTables> {
  return tables.withTables<ConformityTables>()
}

export function isHolder({ award, certificate, formerCertificates }: Candidacy): boolean {
  return award !== null || certificate.state !== 'none' || formerCertificates.length > 0
}

export function holderRow(candidacy: string, state: Candidacy, last_rank: number): HolderRow {
  const { personId, certification, route, centreSiret, enrolment, vae, award, finalEpreuve } = state
  return {
    candidacy,
    person_id: personId,
    certification,
    route,
    centre_siret: centreSiret,
    entered_on: enrolment?.enrolledOn ?? vae?.admissibleOn ?? null,
    awarded_on: award?.decidedOn ?? null,
    jury_id: award?.juryId ?? null,
    award_event_id: award?.eventId ?? null,
    final_decided_on: finalEpreuve.decidedOn,
    last_rank,
  }
}

export function certificateRows(candidacy: string, { certificate, formerCertificates }: Candidacy): CertificateRow[] {
  const all = certificate.state === 'none' ? formerCertificates : [...formerCertificates, certificate]
  return all.map(({ state, number, externalNumber, issuedOn, reissuedOn, revokedOn, approvalEventId, issuedEventId }, ordinal) => ({
    candidacy,
    ordinal,
    state,
    number,
    external_number: externalNumber,
    issued_on: issuedOn,
    reissued_on: reissuedOn,
    revoked_on: revokedOn,
    approval_event_id: approvalEventId,
    issued_event_id: issuedEventId,
  }))
}

export function blocRows(candidacy: string, { blocs }: Candidacy): BlocRow[] {
  return Object.entries(blocs)
    .filter(([, { state }]) => state === 'acquired')
    .map(([bloc, { acquiredOn, by }]) => ({
      candidacy,
      bloc,
      acquired_on: acquiredOn,
      how: by?.how ?? null,
      event_id: by?.eventId ?? null,
      cause_id: by?.causeId ?? null,
    }))
}

export function createConformity({ schema }: Tables): readonly Compilable[] {
  return [
    schema
      .createTable('holders')
      .addColumn('candidacy', 'text', (column) => column.primaryKey())
      .addColumn('person_id', 'text', (column) => column.notNull())
      .addColumn('certification', 'text', (column) => column.notNull())
      .addColumn('route', 'text', (column) => column.notNull())
      .addColumn('centre_siret', 'text', (column) => column.notNull())
      .addColumn('entered_on', 'text')
      .addColumn('awarded_on', 'text')
      .addColumn('jury_id', 'text')
      .addColumn('award_event_id', 'text')
      .addColumn('final_decided_on', 'text')
      .addColumn('last_rank', 'integer', (column) => column.notNull())
      .modifyEnd(sql`strict, without rowid`),
    schema
      .createTable('certificates')
      .addColumn('candidacy', 'text', (column) => column.notNull())
      .addColumn('ordinal', 'integer', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('number', 'text')
      .addColumn('external_number', 'text')
      .addColumn('issued_on', 'text')
      .addColumn('reissued_on', 'text')
      .addColumn('revoked_on', 'text')
      .addColumn('approval_event_id', 'text')
      .addColumn('issued_event_id', 'text')
      .addPrimaryKeyConstraint('certificates_key', ['candidacy', 'ordinal'])
      .modifyEnd(sql`strict, without rowid`),
    schema
      .createTable('holder_blocs')
      .addColumn('candidacy', 'text', (column) => column.notNull())
      .addColumn('bloc', 'text', (column) => column.notNull())
      .addColumn('acquired_on', 'text')
      .addColumn('how', 'text')
      .addColumn('event_id', 'text')
      .addColumn('cause_id', 'text')
      .addPrimaryKeyConstraint('holder_blocs_key', ['candidacy', 'bloc'])
      .modifyEnd(sql`strict, without rowid`),
    schema
      .createTable('marks')
      .addColumn('rank', 'integer', (column) => column.primaryKey())
      .addColumn('candidacy', 'text', (column) => column.notNull())
      .addColumn('type', 'text', (column) => column.notNull())
      .addColumn('event_id', 'text', (column) => column.notNull())
      .addColumn('about_event_id', 'text')
      .modifyEnd(sql`strict`),
    schema
      .createTable('ranked_events')
      .addColumn('stream', 'integer', (column) => column.notNull())
      .addColumn('revision', 'integer', (column) => column.notNull())
      .addColumn('rank', 'integer', (column) => column.notNull())
      .addColumn('late_days', 'integer', (column) => column.notNull())
      // The streams that move are those that began last: what is written together stands together.
      .addPrimaryKeyConstraint('ranked_events_key', ['stream', 'revision'])
      .modifyEnd(sql`strict, without rowid`),
    schema
      .createTable('ranked_streams')
      .addColumn('number', 'integer', (column) => column.primaryKey())
      .addColumn('stream', 'text', (column) => column.notNull().unique())
      .modifyEnd(sql`strict`),
  ]
}

export function indexConformity({ schema }: Tables, named: (index: string) => string): readonly Compilable[] {
  return [schema.createIndex(named('marks_by_candidacy')).ifNotExists().on('marks').columns(['candidacy', 'rank'])]
}
