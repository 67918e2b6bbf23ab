import { children, type Element, textAt, textOf } from './element.ts'
import type { Notes } from './notes.ts'
import { joined, keyNameOf, kindOf } from './shape.ts'
import { dayOfText } from './values.ts'

/** What no field holds: dates, texts as received, and aside what is not known, each by its path. */
export interface Rest {
  readonly dates: ReadonlyMap<string, string>
  readonly texts: ReadonlyMap<string, string>
}

export function restOf(fiche: Element, notes: Notes): Rest {
  const dates = new Map<string, string>()
  const texts = new Map<string, string>()
  const keep = (name: string, path: string, text: string) => {
    if (!name.startsWith('DATE_')) texts.set(path, text)
    else if (dayOfText(text) === undefined) notes.keepAside('notADate', path, text)
    else dates.set(path, dayOfText(text) ?? text)
  }
  const walk = (element: Element, shape: string, path: string) => {
    const seen = new Map<string, number>()
    for (const child of children(element)) {
      const kind = kindOf(joined(shape, child.name))
      if (kind === 'field') continue
      const at = joined(path, named(child, seen))
      if (kind === 'holder') {
        walk(child, joined(shape, child.name), at)
        continue
      }
      const text = textOf(child)
      if (text === undefined) continue
      if (kind === 'text') keep(child.name, at, text)
      else notes.keepAside('unknownElement', at, text)
    }
    const stray = element.content
      .filter((one) => typeof one === 'string')
      .join('')
      .trim()
    // In the older shape the text of a jury's element is its boolean, which `facts` reads.
    if (stray !== '' && !/^SI_JURY_/.test(shape)) notes.keepAside('unknownElement', joined(path, '#text'), stray)
  }
  walk(fiche, '', '')
  return { dates, texts }
}

/** `BLOC_COMPETENCES[RNCP36582BC01]` by its key, `PUBLICATION_JO[2]` by its rank where it has none. */
function named(element: Element, seen: Map<string, number>): string {
  const keyName = keyNameOf(element.name)
  const key = keyName === undefined ? undefined : textAt(element, keyName)
  const name = key === undefined ? element.name : `${element.name}[${key}]`
  const rank = (seen.get(name) ?? 0) + 1
  seen.set(name, rank)
  return rank === 1 ? name : `${name}[${rank}]`
}
