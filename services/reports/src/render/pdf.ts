import type { PdfDocument } from './document.ts'
import { piecesOf } from './pdf/blocks.ts'
import { openCanvas } from './pdf/canvas.ts'
import { pagesOf } from './pdf/pieces.ts'
import { drawRunning, drawWatermark } from './pdf/running.ts'
import { titlePiece } from './pdf/title.ts'

/** A tagged PDF 1.7: the same document is the same bytes, in whatever zone, language and hour. */
export async function* pdfChunks(document: PdfDocument): AsyncGenerator<Uint8Array, void> {
  const canvas = openCanvas(document)
  const { doc, frame } = canvas
  const pages = pagesOf([titlePiece(canvas, document), ...piecesOf(canvas, document.blocks)], frame)
  pages.forEach((placed, at) => {
    // The page before is written out, and forgotten.
    doc.addPage()
    if (document.watermark !== undefined) drawWatermark(canvas, document.watermark)
    drawRunning(canvas, document, { number: at + 1, of: pages.length })
    for (const { y, draw } of placed) draw(y)
  })
  doc.end()
  for await (const chunk of doc) yield chunk
}
