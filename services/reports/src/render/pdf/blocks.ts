import type { Block } from '../document.ts'
import { barsPieces } from './bars.ts'
import type { Canvas } from './canvas.ts'
import { factsPieces } from './facts.ts'
import type { Piece } from './pieces.ts'
import { headingPieces, notePieces, paragraphPieces } from './prose.ts'
import { signaturesPieces } from './signatures.ts'
import { tablePieces } from './table.ts'

/** Between two headings. */
const close = 6

/**
 * The pieces of all blocks. A page break is told by the piece that follows it: after the last one there is no page. A note is not parted
 * from what it explains: what it follows, or what it leads to under a heading.
 */
export function piecesOf(canvas: Canvas, blocks: readonly Block[]): Piece[] {
  return blocks.flatMap((block, at) => {
    const [before, after] = [blocks[at - 1]?.kind, blocks[at + 1]?.kind]
    const pieces = blockPieces(canvas, block)
    return pieces.map((piece, place) => ({
      ...piece,
      before: place === 0 && block.kind === 'heading' && before === 'heading' ? close : piece.before,
      newPage: place === 0 && before === 'pageBreak',
      keep: piece.keep === true || (place === pieces.length - 1 && (after === 'note' || (block.kind === 'note' && before === 'heading'))),
    }))
  })
}

function blockPieces(canvas: Canvas, block: Block): Piece[] {
  switch (block.kind) {
    case 'heading':
      return headingPieces(canvas, block)
    case 'paragraph':
      return paragraphPieces(canvas, block)
    case 'note':
      return notePieces(canvas, block)
    case 'facts':
      return factsPieces(canvas, block)
    case 'table':
      return tablePieces(canvas, block)
    case 'bars':
      return barsPieces(canvas, block)
    case 'signatures':
      return signaturesPieces(canvas, block)
    case 'pageBreak':
      return []
  }
}
