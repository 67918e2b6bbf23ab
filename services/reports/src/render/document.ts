/**
 * What is rendered: plain data that a thread can hand to another. Nothing here knows what a report is about; whoever makes one
 * chooses the words, the order of the rows and the way a number is written in a PDF.
 */

/** A value of a row. A text and a whole number stand as they are, null is nothing known; the others say how they are to be written. */
export type Cell = string | number | null | DayCell | RateCell | DecimalCell | FlagCell | MaskedCell

/** A legal day, YYYY-MM-DD. */
export interface DayCell {
  readonly kind: 'day'
  readonly day: string
}

/** A percentage in tenths; null when there is nothing to divide by. */
export interface RateCell {
  readonly kind: 'rate'
  readonly tenths: number | null
}

/** A whole number of 10^-decimals: no floating point on the way. */
export interface DecimalCell {
  readonly kind: 'decimal'
  readonly value: number
  readonly decimals: number
}

/** O or N. */
export interface FlagCell {
  readonly kind: 'flag'
  readonly value: boolean
}

/** A figure that is known and not told. */
export interface MaskedCell {
  readonly kind: 'masked'
}

export type Row = readonly Cell[]

/** The rows of a table in order, a few hundred at a time. */
export type Pages = AsyncIterable<readonly Row[]>

export type ColumnType = 'text' | 'integer' | 'day' | 'rate' | 'flag' | 'decimal'

export interface Column {
  readonly key: string
  readonly title: string
  readonly type: ColumnType
  /** What the column says, and where it comes from: told in the sheet `Notice`. */
  readonly definition: string
  readonly source: string
  /** In characters. */
  readonly width?: number | undefined
}

export interface Table {
  /** A short name, for a sheet's tab. */
  readonly name: string
  readonly title: string
  readonly columns: readonly Column[]
}

/** Something told by a name and a value, both for a reader. */
export interface Fact {
  readonly label: string
  readonly value: string
}

export interface Workbook {
  readonly title: string
  /** An instant in ISO 8601: of what the report is made from, never of a clock. */
  readonly createdAt: string
  readonly parameters: readonly Fact[]
}

export interface Sheet {
  readonly table: Table
  readonly rows: Pages
}

/** A document for paper and for archives: read as well by eye, by search and by a screen reader. */
export interface PdfDocument {
  readonly title: string
  readonly subject: string
  readonly lang: 'fr-FR'
  /** An instant in ISO 8601: of what the report is made from, never of a clock. */
  readonly createdAt: string
  /** In hex; tells apart two documents of one title and one instant. */
  readonly id: string
  readonly header: { readonly left: string; readonly right: string }
  readonly footer: string
  /** One word, large and pale, behind each page: `projet`. */
  readonly watermark?: string | undefined
  readonly orientation?: 'portrait' | 'landscape' | undefined
  readonly qr?: { readonly text: string; readonly caption: string } | undefined
  readonly blocks: readonly Block[]
}

export type Block = Heading | Paragraph | Note | Facts | TextTable | Bars | Signatures | PageBreak

export interface Heading {
  readonly kind: 'heading'
  readonly level: 1 | 2 | 3
  readonly text: string
}

export interface Paragraph {
  readonly kind: 'paragraph'
  readonly text: string
}

/** A paragraph in small print. */
export interface Note {
  readonly kind: 'note'
  readonly text: string
}

/** What is told by name and value, in two columns; a value too long for one has the width of both. */
export interface Facts {
  readonly kind: 'facts'
  readonly facts: readonly Fact[]
}

export interface TextTable {
  readonly kind: 'table'
  readonly columns: readonly TextColumn[]
  /** Texts as they are to be read, one a column. */
  readonly rows: readonly (readonly string[])[]
}

export interface TextColumn {
  readonly title: string
  /** Its share of the table's width, beside the others'. */
  readonly width: number
  readonly align?: 'left' | 'center' | 'right' | undefined
  /** For ids and fingerprints: smaller, and broken into even parts. */
  readonly code?: boolean | undefined
}

/** A chart of horizontal bars: for each label one bar a series. */
export interface Bars {
  readonly kind: 'bars'
  readonly title: string
  /** What one who does not see the chart is told of it. */
  readonly alt: string
  readonly labels: readonly string[]
  readonly series: readonly BarSeries[]
  /** What a whole bar stands for; the greatest value when it is left out. */
  readonly most?: number | undefined
}

export interface BarSeries {
  readonly name: string
  /** One a label; null for none. */
  readonly values: readonly (number | null)[]
  /** What is written at the end of each bar. */
  readonly texts: readonly string[]
}

export interface Signatures {
  readonly kind: 'signatures'
  readonly signatures: readonly Signature[]
}

export interface Signature {
  readonly name: string
  readonly quality: string
  /** What stands in the place of the signature: why there is none, or when it was given. Room to sign for null. */
  readonly instead: string | null
}

export interface PageBreak {
  readonly kind: 'pageBreak'
}
