import type { Frame } from './canvas.ts'

/** A part of a block that stands whole on one page. */
export interface Piece {
  /** Space above it, dropped at the top of a page. */
  readonly before: number
  readonly height: number
  /** Not parted from the piece that follows. */
  readonly keep?: boolean
  /** Begins a page. */
  readonly newPage?: boolean
  /** What stands above it where it begins a page: the header of its table. */
  readonly again?: Pick<Piece, 'height' | 'draw'>
  draw(y: number): void
}

/** What is drawn on a page, and how far down. */
export interface Placed {
  readonly y: number
  readonly draw: (y: number) => void
}

/** Where the pieces stand, one below the other, on as many pages as they need: known before anything is drawn. */
export function pagesOf(pieces: readonly Piece[], { top, bottom }: Frame): Placed[][] {
  let y = top
  let page: Placed[] = []
  const pages = [page]
  pieces.forEach((piece, at) => {
    const { before, height, again, draw } = piece
    const whole = together(pieces, at)
    // What is taller than a page is parted after all.
    const needed = whole <= bottom - top ? whole : height
    if (y > top && (piece.newPage || y + before + needed > bottom)) {
      page = []
      pages.push(page)
      y = top
      if (again) {
        page.push({ y, draw: again.draw })
        y += again.height
      }
    } else if (y > top) y += before
    page.push({ y, draw })
    y += height
  })
  return pages
}

/** The height of a piece and of those that it is not parted from. */
function together(pieces: readonly Piece[], from: number): number {
  let height = 0
  for (let at = from; at < pieces.length; at += 1) {
    const piece = pieces[at]
    if (!piece) break
    height += piece.height + (at === from ? 0 : piece.before)
    if (!piece.keep) break
  }
  return height
}

/** Lines too many for a page, in as many parts as it takes. */
export function slices(lines: readonly string[], most: number): string[][] {
  return Array.from({ length: Math.max(1, Math.ceil(lines.length / most)) }, (_, at) => lines.slice(at * most, (at + 1) * most))
}
