/** The width of a text in points. */
export type Measure = (text: string) => number

/** Spaces where a line may end: not before high punctuation, a unit or a closing guillemet, nor after an opening one. */
const breakable = /(?<=[^« ] +)(?![ :;!?»%€])/
/** Where a word that is too long for a line may be cut with its mark kept. */
const seams = /(?<=[-‐/_.@])(?=.)/

/** A text in lines no wider than the width. A line that ends at a space keeps it: the words stay apart for who reads the text alone. */
export function wrap(text: string, width: number, measure: Measure): string[] {
  return text.split('\n').flatMap((paragraph) => filled(paragraph.split(breakable), width, measure))
}

function filled(words: readonly string[], width: number, measure: Measure): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const part of words.flatMap((word) => fitting(word, width, measure))) {
    if (line !== '' && used + measure(part.trimEnd()) > width) {
      lines.push(line)
      line = ''
      used = 0
    }
    line += part
    used += measure(part)
  }
  return [...lines, line]
}

/** The word, or its parts where it is wider than a line. */
function fitting(word: string, width: number, measure: Measure): string[] {
  if (measure(word.trimEnd()) <= width) return [word]
  const parts = word.split(seams)
  return parts.length > 1 ? parts.flatMap((part) => fitting(part, width, measure)) : evenParts(word, width, measure)
}

/** A fingerprint reads best in parts of one length, a multiple of eight where it can be. */
function evenParts(word: string, width: number, measure: Measure): string[] {
  const characters = [...word]
  for (let count = 2; count < characters.length; count += 1) {
    const exact = Math.ceil(characters.length / count)
    for (const length of exact > 8 ? [Math.ceil(exact / 8) * 8, exact] : [exact]) {
      const parts = cut(characters, length)
      if (parts.every((part) => measure(part.trimEnd()) <= width)) return parts
    }
  }
  return characters
}

function cut(characters: readonly string[], length: number): string[] {
  return Array.from({ length: Math.ceil(characters.length / length) }, (_, at) => characters.slice(at * length, (at + 1) * length).join(''))
}
