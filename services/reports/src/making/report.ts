import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Fiche, Folded } from '@minutier/domain'
import type { ReadModels } from '@minutier/read-models'
import type { Kit } from '@minutier/service-kit'
import type { Json } from '../formats/json.ts'
import type { Cell, Column, PdfDocument } from '../render/document.ts'
import type { LedgerAt } from './at-size.ts'
import type { Format } from './formats.ts'
import type { Parameters } from './parameters.ts'

export type Ledger = Kit['options']['ledger']

export type KindId = 'R1' | 'R2' | 'R3' | 'R4' | 'R5' | 'R6' | 'R7' | 'R8' | 'R9' | 'R10'

/** A report: what it is called, what it may be asked, and how its content is made. */
export interface ReportKind {
  readonly kind: KindId
  /** Its word on the command line: `minutier report promotions`. */
  readonly name: string
  /** In French, as it stands on its first page. */
  readonly title: string
  readonly formats: readonly Format[]
  /** Another version whenever the same history would give other bytes. */
  readonly generatorVersion: string
  /** Parameters that it takes beside certification, partner, as-of day, size and format. */
  readonly takes: readonly Taken[]
  /** The one without which it says nothing. */
  readonly needs?: 'subject'
  /** Has it a form with names? By whom it may be asked is said by grants; `registrar`: also for a registrar's own. */
  readonly named: 'never' | 'granted' | 'registrar'
  /** Opens facts of persons in every form, to say what is missing in them: none is told. */
  readonly looksAtFacts?: true
  make(making: Making): Promise<Content>
}

/** `period`: from and to. `subject`: a session or a candidacy. `instant`: an instant and the clock it is read by. */
export type Taken = 'period' | 'subject' | 'instant' | 'named'

/** What a report is made from. Nothing here tells the time: the day is in the parameters. */
export interface Making {
  readonly ledger: Pick<Ledger, 'store' | 'documents' | 'snapshots' | 'vault' | 'load'>
  readonly readModels: Pick<ReadModels, 'read'>
  /** Streams as the first `size` events made them, and the place of each event. */
  readonly at: LedgerAt
  readonly size: number
  readonly parameters: Parameters
  /** `recordedAt` of the last event: the only date that a file says of itself. */
  readonly lastInstant: string
  /** The certification at that size, and its fiche. */
  readonly certification: Folded<'certification'>
  readonly fiche: Fiche
  readonly settings: ReportSettings
  /** Opens a fact of a person, which is logged; null when there is none any more. Only for a named form. */
  readFact(personId: string, category: 'identity' | 'profile' | 'survey' | 'dossier', eventId?: string): Promise<unknown>
  progress(done: number, of: number | null): void
  readonly signal: AbortSignal
}

export interface ReportSettings {
  /** Month in which a promotion's year begins, 1 to 12; the year is named by its end. */
  readonly promotionMonth: number
}

/** What a report says, whatever its format. */
export interface Content {
  /** The first one is the CSV; all are sheets, and members of the JSON form. */
  readonly tables: readonly ReportTable[]
  /** `sha256`: of the JSON form, which a document prints. */
  pdf?(seal: { readonly sha256: string }): Promise<PdfDocument>
}

export interface ReportTable {
  readonly name: string
  /** In French. */
  readonly title: string
  readonly columns: readonly Column[]
  /** Pages of rows in the table's order: the same whenever it is read. */
  rows(): AsyncIterable<readonly Row[]>
}

export interface Row {
  /** Unique in its table: what a trace names. No dot in it. */
  readonly key: string
  /** By the key of their column; one that is left out is unknown. */
  readonly cells: Readonly<Record<string, Cell>>
  /** Ranks of the events behind the row, and of those behind some of its cells alone. */
  readonly positions: readonly number[]
  readonly traces?: Readonly<Record<string, readonly number[]>>
  /** More than cells can say, for the JSON form. */
  readonly json?: Readonly<Record<string, Json>>
}

/** Rows that are few enough to be kept, in pages. */
export function pagesOf(rows: readonly Row[], size = 500): () => AsyncIterable<readonly Row[]> {
  return async function* () {
    for (let at = 0; at < rows.length; at += size) {
      yield rows.slice(at, at + size)
      // Nothing here waits by itself: others are answered between two pages.
      await nextTurn()
    }
  }
}
