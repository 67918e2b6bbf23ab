import type { PdfDocument } from '../document.ts'
import { artifact, type Canvas, rule } from './canvas.ts'
import { colours, styles } from './style.ts'
import { heightOf, linesOf, shown, widthOf, write } from './text.ts'

const style = styles.running
const headerRule = 64
const footerRule = 62
const forPageNumber = 90

/** Behind what is written: from corner to corner, once for each page. */
export function drawWatermark(canvas: Canvas, word: string): void {
  const { doc } = canvas
  const { width, height } = doc.page
  const text = shown(word, 'serif')
  const unit = widthOf(canvas, text, { ...styles.title, size: 1 })
  const size = Math.min(150, (Math.hypot(width, height) * 0.62) / unit)
  artifact(canvas, 'Pagination', () => {
    doc.save().rotate((-Math.atan2(height, width) * 180) / Math.PI, { origin: [width / 2, height / 2] })
    doc.font('serif').fontSize(size).fillColor(colours.watermark)
    doc.text(text, width / 2 - (unit * size) / 2, height / 2 + size / 3, { lineBreak: false, baseline: 'alphabetic' })
    doc.restore()
  })
}

/** What stands above and below the text of a page. */
export function drawRunning(canvas: Canvas, { header, footer }: PdfDocument, page: { readonly number: number; readonly of: number }): void {
  const { left, right, width } = canvas.frame
  const halves = [
    { lines: linesOf(canvas, header.left, style, width * 0.58), room: { x: left, width: width * 0.58 } },
    { lines: linesOf(canvas, header.right, style, width * 0.38), room: { x: right - width * 0.38, width: width * 0.38, align: 'right' } },
  ] as const
  const foot = linesOf(canvas, footer, style, width - forPageNumber)
  const under = canvas.doc.page.height - footerRule
  artifact(canvas, 'Pagination', () => {
    for (const { lines, room } of halves) write(canvas, lines, style, room, headerRule - 5 - heightOf(lines, style))
    write(canvas, foot, style, { x: left, width }, under + 6)
    write(canvas, [`page ${page.number} sur ${page.of}`], style, { x: left, width, align: 'right' }, under + 6)
  })
  for (const y of [headerRule, under]) rule(canvas, y, { from: left, to: right })
}
