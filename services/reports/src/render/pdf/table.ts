import type { TextColumn, TextTable } from '../document.ts'
import { artifact, type Canvas, type Element, inside, rule, tagged } from './canvas.ts'
import { type Piece, slices } from './pieces.ts'
import { colours, styles, type TextStyle } from './style.ts'
import { heightOf, linesOf, type Room, write } from './text.ts'

/** Between two columns, and above and below a row's text. */
const gap = 12
const padding = 3.5
/** Of a page. */
const shortTable = 0.3

interface Cell {
  readonly lines: readonly string[]
  readonly style: TextStyle
  readonly room: Room
}

const empty: Cell = { lines: [], style: styles.tableCell, room: { x: 0, width: 0 } }

/** A table's rows under a header, which is repeated on each page: only the first time for who has it read. */
export function tablePieces(canvas: Canvas, { columns, rows }: TextTable): Piece[] {
  const { doc, root, frame } = canvas
  const table = inside(root, doc.struct('Table'))
  const rooms = roomsOf(canvas, columns)
  const cellsOf = (texts: readonly string[], styleOf: (column: TextColumn) => TextStyle): Cell[] =>
    columns.map((column, at) => {
      const style = styleOf(column)
      const room = rooms[at] ?? { x: frame.left, width: frame.width }
      return { lines: linesOf(canvas, texts[at] ?? '', style, room.width), style, room }
    })

  const titles = columns.map(({ title }) => title)
  const head = headPiece(
    canvas,
    table,
    cellsOf(titles, () => styles.tableHead),
  )
  const tallest = frame.bottom - frame.top - head.height - 2 * padding
  const body = rows.flatMap((texts) => {
    const cells = cellsOf(texts, ({ code }) => (code ? styles.code : styles.tableCell))
    return rowPieces(canvas, table, cells, tallest)
  })
  const isShort = body.reduce((sum, { height }) => sum + height, head.height) < (frame.bottom - frame.top) * shortTable
  // A short table is whole; of a long one, neither the first row nor the last is alone on its page.
  const keep = (at: number) => at < body.length - 1 && (isShort || at === 0 || at === body.length - 2)
  return [
    { before: 8, height: head.height, keep: true, draw: head.draw },
    ...body.map((row, at) => ({ ...row, keep: keep(at), again: head.again })),
  ]
}

/** The tags of a row and of its cells. */
function rowTags({ doc }: Canvas, table: Element, kind: 'TH' | 'TD', count: number) {
  const row = inside(table, doc.struct('TR'))
  const cell = () => (kind === 'TH' ? doc.struct('TH', { scope: 'Column' }) : doc.struct('TD'))
  return { row, cells: Array.from({ length: count }, () => inside(row, cell())) }
}

function headPiece(canvas: Canvas, table: Element, cells: readonly Cell[]) {
  const { left: from, right: to } = canvas.frame
  const tallest = Math.max(...cells.map(({ lines, style }) => heightOf(lines, style)))
  const height = tallest + 2 * padding
  const tags = rowTags(canvas, table, 'TH', cells.length)
  const writeCell = ({ lines, style, room }: Cell, y: number) =>
    write(canvas, lines, style, room, y + height - padding - heightOf(lines, style))
  const underline = (y: number) => rule(canvas, y + height, { from, to, colour: colours.accent, weight: 0.9 })
  return {
    height,
    draw(y: number) {
      for (const [at, element] of tags.cells.entries()) tagged(element, () => writeCell(cells[at] ?? empty, y))
      underline(y)
    },
    again: {
      height,
      draw(y: number) {
        artifact(canvas, 'Pagination', () => {
          for (const cell of cells) writeCell(cell, y)
        })
        underline(y)
      },
    },
  }
}

/** A row is whole, unless it is taller than a page. Its tags are made when it is drawn and written out after: tables are long. */
function rowPieces(canvas: Canvas, table: Element, cells: readonly Cell[], tallest: number): Piece[] {
  const { left: from, right: to } = canvas.frame
  const parts = cells.map(({ lines, style }) => slices(lines, Math.floor(tallest / style.leading)))
  const count = Math.max(...parts.map(({ length }) => length))
  let tags: ReturnType<typeof rowTags> | undefined
  return Array.from({ length: count }, (_, part) => {
    const texts = cells.map((cell, at) => ({ ...cell, lines: parts[at]?.[part] ?? [] }))
    const height = Math.max(...texts.map(({ lines, style }) => heightOf(lines, style))) + 2 * padding
    return {
      before: 0,
      height,
      draw(y) {
        tags ??= rowTags(canvas, table, 'TD', cells.length)
        for (const [at, element] of tags.cells.entries()) {
          const { lines, style, room } = texts[at] ?? empty
          // The first lines of a row are level, in whatever size.
          const first = y + padding + (styles.tableCell.leading - style.leading) / 2
          if (lines.length > 0) tagged(element, () => write(canvas, lines, style, room, first))
        }
        if (part === count - 1) tags.row.end()
        rule(canvas, y + height, { from, to, colour: colours.faint })
      },
    }
  })
}

function roomsOf({ frame }: Canvas, columns: readonly TextColumn[]): Room[] {
  const share = (frame.width - gap * (columns.length - 1)) / columns.reduce((sum, { width }) => sum + width, 0)
  let x = frame.left
  return columns.map(({ width, align }) => {
    const room = { x, width: width * share, align }
    x += room.width + gap
    return room
  })
}
