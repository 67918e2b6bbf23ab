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
  readonly element: Element
}

/** A table's rows under a header, which is repeated on each page: only the first time for who has it read. */
export function tablePieces(canvas: Canvas, { columns, rows }: TextTable): Piece[] {
  const { doc, root, frame } = canvas
  const table = inside(root, doc.struct('Table'))
  const rooms = roomsOf(canvas, columns)

  const cellsOf = (kind: 'TH' | 'TD', texts: readonly string[], styleOf: (column: TextColumn) => TextStyle): Cell[] => {
    const row = inside(table, doc.struct('TR'))
    return columns.map((column, at) => {
      const style = styleOf(column)
      const room = rooms[at] ?? { x: frame.left, width: frame.width }
      const element = inside(row, kind === 'TH' ? doc.struct('TH', { scope: 'Column' }) : doc.struct('TD'))
      return { lines: linesOf(canvas, texts[at] ?? '', style, room.width), style, room, element }
    })
  }

  const titles = columns.map(({ title }) => title)
  const head = headPiece(
    canvas,
    cellsOf('TH', titles, () => styles.tableHead),
  )
  const tallest = frame.bottom - frame.top - head.height - 2 * padding
  const body = rows.flatMap((texts) => {
    const cells = cellsOf('TD', texts, ({ code }) => (code ? styles.code : styles.tableCell))
    return rowPieces(canvas, cells, tallest)
  })
  const isShort = body.reduce((sum, { height }) => sum + height, head.height) < (frame.bottom - frame.top) * shortTable
  // A short table is whole; of a long one, neither the first row nor the last is alone on its page.
  const keep = (at: number) => at < body.length - 1 && (isShort || at === 0 || at === body.length - 2)
  return [
    { before: 8, height: head.height, keep: true, draw: head.draw },
    ...body.map((row, at) => ({ ...row, keep: keep(at), again: head.again })),
  ]
}

function headPiece(canvas: Canvas, cells: readonly Cell[]) {
  const { left: from, right: to } = canvas.frame
  const tallest = Math.max(...cells.map(({ lines, style }) => heightOf(lines, style)))
  const height = tallest + 2 * padding
  const writeCell = ({ lines, style, room }: Cell, y: number) =>
    write(canvas, lines, style, room, y + height - padding - heightOf(lines, style))
  const underline = (y: number) => rule(canvas, y + height, { from, to, colour: colours.accent, weight: 0.9 })
  return {
    height,
    draw(y: number) {
      for (const cell of cells) tagged(cell.element, () => writeCell(cell, y))
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

/** A row is whole, unless it is taller than a page. */
function rowPieces(canvas: Canvas, cells: readonly Cell[], tallest: number): Piece[] {
  const { left: from, right: to } = canvas.frame
  const parts = cells.map(({ lines, style }) => slices(lines, Math.floor(tallest / style.leading)))
  return Array.from({ length: Math.max(...parts.map(({ length }) => length)) }, (_, part) => {
    const texts = cells.map((cell, at) => ({ ...cell, lines: parts[at]?.[part] ?? [] }))
    const height = Math.max(...texts.map(({ lines, style }) => heightOf(lines, style))) + 2 * padding
    return {
      before: 0,
      height,
      draw(y) {
        for (const { lines, style, room, element } of texts) {
          // The first lines of a row are level, in whatever size.
          const first = y + padding + (styles.tableCell.leading - style.leading) / 2
          if (lines.length > 0) tagged(element, () => write(canvas, lines, style, room, first))
        }
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
