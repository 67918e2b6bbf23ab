import type { Canvas } from './canvas.ts'
import { fonts } from './fonts.ts'
import type { Face, TextStyle } from './style.ts'
import { wrap } from './wrap.ts'

export interface Room {
  readonly x: number
  readonly width: number
  readonly align?: 'left' | 'center' | 'right' | undefined
}

/** What a character is shown as where the font does not have it. */
const substitutes: Readonly<Record<string, string>> = { '\t': ' ', '\u2011': '-', '\u2028': '\n', '\u2029': '\n' }

/**
 * The text as it is shown: composed (NFC), and with nothing that would be lost. A character that the font cannot show is written by its
 * number: in a document that is signed, a name is never silently shortened.
 */
export function shown(text: string, face: Face): string {
  const { covers } = fonts[face]
  const visible = (character: string) => {
    if (character === '\n' || covers(character.codePointAt(0) ?? 0)) return character
    return substitutes[character] ?? `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`
  }
  return [...text.normalize('NFC').toWellFormed().replaceAll(/\r\n?/g, '\n')].map(visible).join('')
}

export function widthOf({ doc }: Canvas, text: string, style: TextStyle): number {
  return doc.font(style.face).fontSize(style.size).widthOfString(text)
}

export function linesOf(canvas: Canvas, text: string, style: TextStyle, width: number): string[] {
  return wrap(shown(text, style.face), width, (part) => widthOf(canvas, part, style))
}

/** Writes lines one below the other, and answers where the next one would stand. Capitals are in the middle of their line. */
export function write(canvas: Canvas, lines: readonly string[], style: TextStyle, { x, width, align = 'left' }: Room, y: number): number {
  const { doc } = canvas
  lines.forEach((line, at) => {
    const spare = align === 'left' ? 0 : width - widthOf(canvas, line.trimEnd(), style)
    const left = x + (align === 'center' ? spare / 2 : spare)
    const baseline = y + at * style.leading + style.leading / 2 + style.size / 3
    doc.font(style.face).fontSize(style.size).fillColor(style.colour)
    doc.text(line, left, baseline, { lineBreak: false, baseline: 'alphabetic' })
  })
  return y + heightOf(lines, style)
}

export function heightOf(lines: readonly string[], { leading }: TextStyle): number {
  return lines.length * leading
}
