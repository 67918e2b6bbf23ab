import type { Fact, Facts } from '../document.ts'
import { type Canvas, type Element, inside, rule, tagged } from './canvas.ts'
import { type Piece, slices } from './pieces.ts'
import { styles } from './style.ts'
import { heightOf, linesOf, type Room, write } from './text.ts'

const gap = 24
const space = 7
/** A value that takes more lines than that in one column has the width of both. */
const mostLines = 2
/** Of a value as wide as the page, what stands on one page at most. */
const mostTogether = 40

interface Placed {
  readonly fact: Fact
  readonly room: Room
}

/** Pairs of a label and a value in two columns, above a thin line. */
export function factsPieces(canvas: Canvas, { facts }: Facts): Piece[] {
  const { doc, root, frame } = canvas
  if (facts.length === 0) return []
  const list = inside(root, doc.struct('L'))
  const rows = rowsOf(canvas, facts).flatMap((row) => rowPieces(canvas, list, row))
  const edge: Piece = { before: 1, height: 2, draw: (y) => rule(canvas, y, { from: frame.left, to: frame.right }) }
  return [...rows.map((row, at) => ({ ...row, before: at === 0 ? space : 0, keep: at === rows.length - 1 })), edge]
}

function rowsOf(canvas: Canvas, facts: readonly Fact[]): Placed[][] {
  const { left, width } = canvas.frame
  const half = (width - gap) / 2
  const rows: Placed[][] = []
  let open: Placed[] = []
  for (const fact of facts) {
    const isLong = linesOf(canvas, fact.value, styles.value, half).length > mostLines
    if (isLong || open.length === 2) {
      if (open.length > 0) rows.push(open)
      open = []
    }
    if (isLong) rows.push([{ fact, room: { x: left, width } }])
    else open.push({ fact, room: { x: left + open.length * (half + gap), width: half } })
  }
  return open.length === 0 ? rows : [...rows, open]
}

function rowPieces(canvas: Canvas, list: Element, row: readonly Placed[]): Piece[] {
  const { doc } = canvas
  const cells = row.map(({ fact, room }) => {
    const item = inside(list, doc.struct('LI'))
    const label = { element: inside(item, doc.struct('Lbl')), lines: linesOf(canvas, fact.label, styles.label, room.width) }
    const value = { element: inside(item, doc.struct('LBody')), lines: linesOf(canvas, fact.value, styles.value, room.width) }
    return { room, label, value, parts: slices(value.lines, mostTogether) }
  })
  return Array.from({ length: Math.max(...cells.map(({ parts }) => parts.length)) }, (_, at) => {
    const parts = cells.map(({ room, label, value, parts }) => ({ room, label: at === 0 ? label : null, value, lines: parts[at] ?? [] }))
    const labels = Math.max(...parts.map(({ label }) => heightOf(label?.lines ?? [], styles.label)))
    return {
      before: 0,
      height: labels + Math.max(...parts.map(({ lines }) => heightOf(lines, styles.value))) + space,
      draw: (y) => {
        for (const { room, label, value, lines } of parts) {
          if (label) tagged(label.element, () => write(canvas, label.lines, styles.label, room, y))
          if (lines.length > 0) tagged(value.element, () => write(canvas, lines, styles.value, room, y + labels))
        }
      },
    }
  })
}
