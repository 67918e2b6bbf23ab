/** Says whether a font has a glyph for a character, from the table `cmap` of its TTF file (OpenType, formats 4 and 12). */
export function coverageOf(ttf: Uint8Array): (codePoint: number) => boolean {
  const view = new DataView(ttf.buffer, ttf.byteOffset, ttf.byteLength)
  const table = tableAt(view, 'cmap')
  const subtables = Array.from({ length: view.getUint16(table + 2) }, (_, at) => table + view.getUint32(table + 8 + at * 8))
  const ranges = subtables.flatMap((at) => {
    const format = view.getUint16(at)
    return format === 12 ? groups(view, at) : format === 4 ? segments(view, at) : []
  })
  return (codePoint) => ranges.some(([first, last]) => codePoint >= first && codePoint <= last)
}

type Range = readonly [first: number, last: number]

function tableAt(view: DataView, name: string): number {
  const wanted = Number.parseInt(Buffer.from(name, 'latin1').toString('hex'), 16)
  const count = view.getUint16(4)
  for (let at = 12; at < 12 + count * 16; at += 16) if (view.getUint32(at) === wanted) return view.getUint32(at + 8)
  throw new TypeError(`the font has no table ${name}`)
}

function groups(view: DataView, at: number): Range[] {
  const count = view.getUint32(at + 12)
  return Array.from({ length: count }, (_, group): Range => {
    const from = at + 16 + group * 12
    return [view.getUint32(from), view.getUint32(from + 4)]
  })
}

/** The last segment, of U+FFFF, ends the list and is none. */
function segments(view: DataView, at: number): Range[] {
  const doubled = view.getUint16(at + 6)
  return Array.from({ length: doubled / 2 - 1 }, (_, segment): Range => {
    const end = at + 14 + segment * 2
    return [view.getUint16(end + doubled + 2), view.getUint16(end)]
  })
}
