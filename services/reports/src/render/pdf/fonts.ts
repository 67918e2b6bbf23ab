import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { coverageOf } from './coverage.ts'
import type { Face } from './style.ts'

export interface Font {
  readonly file: Uint8Array
  covers(codePoint: number): boolean
}

/** Read once a thread: each document embeds of them the glyphs that it shows. */
export const fonts: Readonly<Record<Face, Font>> = {
  text: font(import.meta.resolve('@expo-google-fonts/source-sans-3/400Regular/SourceSans3_400Regular.ttf')),
  strong: font(import.meta.resolve('@expo-google-fonts/source-sans-3/600SemiBold/SourceSans3_600SemiBold.ttf')),
  serif: font(import.meta.resolve('@expo-google-fonts/source-serif-4/600SemiBold/SourceSerif4_600SemiBold.ttf')),
}

function font(url: string): Font {
  const file = readFileSync(fileURLToPath(url))
  const covers = coverageOf(file)
  const known = new Map<number, boolean>()
  return {
    file,
    covers(codePoint) {
      const found = known.get(codePoint) ?? covers(codePoint)
      known.set(codePoint, found)
      return found
    },
  }
}
