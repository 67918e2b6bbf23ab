import type { Signature, Signatures } from '../document.ts'
import { artifact, type Canvas, inside, tagged } from './canvas.ts'
import type { Piece } from './pieces.ts'
import { colours, styles } from './style.ts'
import { heightOf, linesOf, write } from './text.ts'

const gap = 16
const padding = 10
/** To sign by hand. */
const roomToSign = 54

/** Boxes in pairs, each whole: a name, a quality, and room to sign or what stands in its place. */
export function signaturesPieces(canvas: Canvas, { signatures }: Signatures): Piece[] {
  const { frame } = canvas
  const width = (frame.width - gap) / 2
  const boxes = signatures.map((one, at) => boxOf(canvas, one, frame.left + (at % 2) * (width + gap), width))
  const height = Math.max(...boxes.map((box) => box.height))
  return Array.from({ length: Math.ceil(boxes.length / 2) }, (_, pair) => ({
    before: gap * 0.75,
    height,
    draw(y) {
      for (const box of boxes.slice(pair * 2, pair * 2 + 2)) box.draw(y, height)
    },
  }))
}

function boxOf(canvas: Canvas, { name, quality, instead }: Signature, x: number, width: number) {
  const { doc, root } = canvas
  const room = { x: x + padding, width: width - 2 * padding }
  const names = linesOf(canvas, name, styles.strong, room.width)
  const qualities = linesOf(canvas, quality, styles.note, room.width)
  const told = linesOf(canvas, instead ?? 'Signature', instead === null ? styles.caption : styles.note, room.width)
  const style = instead === null ? styles.caption : styles.note
  const below = Math.max(heightOf(told, style), roomToSign)
  const box = inside(root, doc.struct('Div'))
  const paragraph = () => inside(box, doc.struct('P'))
  const [nameTag, qualityTag, toldTag] = [paragraph(), paragraph(), paragraph()]
  return {
    height: padding + heightOf(names, styles.strong) + heightOf(qualities, styles.note) + 5 + below + padding,
    draw(y: number, height: number) {
      artifact(canvas, 'Layout', () => {
        doc.rect(x, y, width, height).lineWidth(0.6).strokeColor(colours.rule).stroke()
      })
      tagged(nameTag, () => write(canvas, names, styles.strong, room, y + padding))
      const underName = y + padding + heightOf(names, styles.strong)
      tagged(qualityTag, () => write(canvas, qualities, styles.note, room, underName))
      const underQuality = underName + heightOf(qualities, styles.note) + 5
      tagged(toldTag, () => write(canvas, told, style, room, underQuality))
    },
  }
}
