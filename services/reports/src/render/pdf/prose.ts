import type { Heading, Note, Paragraph } from '../document.ts'
import { type Canvas, inside, tagged } from './canvas.ts'
import type { Piece } from './pieces.ts'
import { styles, type TextStyle } from './style.ts'
import { heightOf, linesOf, write } from './text.ts'

const headings = {
  1: { style: styles.h1, before: 24, after: 4 },
  2: { style: styles.h2, before: 16, after: 2 },
  3: { style: styles.h3, before: 12, after: 1 },
} as const

/** A heading is never the last line of a page. */
export function headingPieces(canvas: Canvas, { level, text }: Heading): Piece[] {
  const { doc, root, frame } = canvas
  const { style, before, after } = headings[level]
  const lines = linesOf(canvas, text, style, frame.width)
  const element = inside(root, doc.struct(`H${level}`))
  const draw = (y: number) => tagged(element, () => write(canvas, lines, style, { x: frame.left, width: frame.width }, y))
  return [{ before, height: heightOf(lines, style) + after, keep: true, draw }]
}

export function paragraphPieces(canvas: Canvas, { text }: Paragraph): Piece[] {
  return proseOf(canvas, text, styles.body, 7)
}

export function notePieces(canvas: Canvas, { text }: Note): Piece[] {
  return proseOf(canvas, text, styles.note, 6)
}

/** A paragraph, a piece a line: where a page ends, two lines at least stay together on each side. */
function proseOf(canvas: Canvas, text: string, style: TextStyle, before: number): Piece[] {
  const { doc, root, frame } = canvas
  const lines = linesOf(canvas, text, style, frame.width)
  const element = inside(root, doc.struct('P'))
  return lines.map((line, at) => ({
    before: at === 0 ? before : 0,
    height: style.leading,
    keep: lines.length > 1 && (at === 0 || at === lines.length - 2),
    draw: (y) => tagged(element, () => write(canvas, [line], style, { x: frame.left, width: frame.width }, y)),
  }))
}
