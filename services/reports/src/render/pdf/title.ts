import { create } from 'qrcode'
import type { PdfDocument } from '../document.ts'
import { type Canvas, inside, rule, tagged } from './canvas.ts'
import type { Piece } from './pieces.ts'
import { colours, styles } from './style.ts'
import { heightOf, linesOf, write } from './text.ts'

const side = 74
const gap = 24

/** The head of the first page: title, subject, and at their right the code that a telephone reads. */
export function titlePiece(canvas: Canvas, { title, subject, qr }: PdfDocument): Piece {
  const { doc, root, frame } = canvas
  const room = { x: frame.left, width: qr ? frame.width - side - gap : frame.width }
  const titles = balanced(canvas, title, room.width)
  const subjects = linesOf(canvas, subject, styles.subject, room.width)
  const titleTag = inside(root, doc.struct('H1'))
  const subjectTag = inside(root, doc.struct('P'))
  const code = qr && codeOf(canvas, qr, frame.right - side)
  const height = Math.max(heightOf(titles, styles.title) + 5 + heightOf(subjects, styles.subject), code?.height ?? 0) + 14
  return {
    before: 0,
    height: height + 10,
    draw(y) {
      tagged(titleTag, () => write(canvas, titles, styles.title, room, y))
      tagged(subjectTag, () => write(canvas, subjects, styles.subject, room, y + heightOf(titles, styles.title) + 5))
      code?.draw(y)
      rule(canvas, y + height, { from: frame.left, to: frame.right, colour: colours.accent, weight: 1.2 })
    },
  }
}

/** As many lines as it takes, of like lengths: the last word is not alone. */
function balanced(canvas: Canvas, title: string, width: number): string[] {
  const lines = linesOf(canvas, title, styles.title, width)
  for (let narrower = width - 10; narrower > width / 2; narrower -= 10) {
    const shorter = linesOf(canvas, title, styles.title, narrower)
    if (shorter.length > lines.length) break
    lines.splice(0, lines.length, ...shorter)
  }
  return lines
}

function codeOf(canvas: Canvas, { text, caption }: NonNullable<PdfDocument['qr']>, x: number) {
  const { doc, root } = canvas
  const captions = linesOf(canvas, caption, styles.caption, side)
  const figure = inside(root, doc.struct('Figure', { alt: `Code QR : ${text}` }))
  const captionTag = inside(root, doc.struct('Caption'))
  return {
    height: side + 5 + heightOf(captions, styles.caption),
    draw(y: number) {
      tagged(figure, () => drawCode(canvas, text, x, y))
      tagged(captionTag, () => write(canvas, captions, styles.caption, { x, width: side, align: 'center' }, y + side + 5))
    },
  }
}

/** Vectors, a rectangle for each run of dark modules in a row. */
function drawCode({ doc }: Canvas, text: string, x: number, y: number): void {
  const { size, data } = create(text, { errorCorrectionLevel: 'M' }).modules
  const module = side / size
  for (let row = 0; row < size; row += 1) {
    const modules = Array.from(data.subarray(row * size, (row + 1) * size), (dark) => (dark === 0 ? ' ' : '#')).join('')
    for (const { 0: run, index } of modules.matchAll(/#+/g)) doc.rect(x + index * module, y + row * module, run.length * module, module)
  }
  doc.fill(colours.ink)
}
