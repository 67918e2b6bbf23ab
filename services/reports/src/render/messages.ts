import type { PdfDocument, Row, Table, Workbook } from './document.ts'
import type { RenderErrorCode, RenderErrorDetails } from './errors.ts'

/** What the thread that renders is told: a job, then what it asks for. */
export type ToThread =
  | { readonly type: 'pdf'; readonly document: PdfDocument }
  | { readonly type: 'xlsx'; readonly workbook: Workbook; readonly tables: readonly Table[] }
  /** The next page of the rows asked for; null when there is none. */
  | { readonly type: 'rows'; readonly rows: readonly Row[] | null }
  /** The last piece of the file was taken. */
  | { readonly type: 'taken' }

/** What it answers: pieces of the file, each once the one before was taken, until it is done or failed. */
export type FromThread =
  | { readonly type: 'more'; readonly table: number }
  | { readonly type: 'piece'; readonly bytes: Uint8Array }
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly code: RenderErrorCode; readonly details: RenderErrorDetails; readonly cause: unknown }
