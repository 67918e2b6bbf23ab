import type { Fiche, Rulebook } from '@minutier/domain'

/** A rule whose sentence must be read again: the texts that held it, and whether it still stands in the new ones. */
export interface Rereading {
  readonly rule: string
  readonly sentence: string
  /** Paths of the changed texts; none where the recorded document kept no text. */
  readonly texts: readonly string[]
  readonly stands: boolean
}

/**
 * The rules whose sentence is quoted from a text of the fiche that this import changes. Nothing is read from the text: no rule changes,
 * a person reads again. Where the recorded document kept no text, the rules whose sentence the new texts do not hold.
 */
export function rereadingsOf(rulebook: Rulebook, recorded: Fiche, file: Fiche): Rereading[] {
  const before = textsOf(recorded)
  const after = textsOf(file)
  const changed = [...before].filter(([path, text]) => after.get(path) !== text)
  const holders = changed.map(([path, text]) => ({ path, text: plain(text) }))
  const now = [...after.values()].map(plain)
  return rulebook.rules
    .filter(({ source }) => source.kind === 'fiche')
    .flatMap(({ id: rule, sentence }) => {
      const parts = partsOf(sentence)
      const stands = parts.every((part) => now.some((text) => text.includes(part)))
      const texts = holders.filter(({ text }) => parts.some((part) => text.includes(part))).map(({ path }) => path)
      const concerned = before.size === 0 ? !stands : texts.length > 0
      return concerned ? [{ rule, sentence, texts, stands }] : []
    })
}

function textsOf({ openData }: Fiche): Map<string, string> {
  return new Map([...Object.entries(openData?.texts ?? {}), ...Object.entries(openData?.aside ?? {})])
}

/** A sentence may leave words out: `[…]`. */
function partsOf(sentence: string): string[] {
  return sentence
    .split(/\[…\]|…/)
    .map(plain)
    .filter((part) => part !== '')
}

const entities: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  rsquo: "'",
  laquo: '«',
  raquo: '»',
}

/** A text without its HTML, in the one spelling of spaces, apostrophes, dashes and capitals in which a quotation is looked for. */
function plain(text: string): string {
  return text
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(\w{2,5});/g, (whole, name: string) => entities[name] ?? whole)
    .normalize('NFKC')
    .replace(/[’‘ʼ]/g, "'")
    .replace(/[‐-―]/g, '-')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase()
}
