import { day } from '@minutier/domain'
import { all, type Element, textOf } from './element.ts'
import type { Notes } from './notes.ts'

/** Values as the export writes them. One that cannot be read is a warning and absent; its text is kept aside. */

/** The text of the one element at a path; of one that repeats, the first, and a warning if another says something else. */
export function oneText(element: Element, path: string, notes: Notes): string | undefined {
  const texts = new Set(all(element, path).flatMap((one) => textOf(one) ?? []))
  const [first, ...others] = texts
  if (others.length > 0) notes.keepAside('repeated', path, others.join('\n'))
  return first
}

/** `JJ/MM/AAAA` or ISO, with or without a time, of which the day is kept. */
export function dayOfText(text: string): string | undefined {
  const french = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text)
  const iso = french ? `${french[3]}-${french[2]}-${french[1]}` : /^(\d{4}-\d{2}-\d{2})(?:[T ][\d:.+Z-]*)?$/.exec(text)?.[1]
  return day.safeParse(iso).data
}

export function oneDay(element: Element, path: string, notes: Notes): string | undefined {
  const text = oneText(element, path, notes)
  if (text === undefined) return undefined
  const read = dayOfText(text)
  if (read === undefined) notes.keepAside('notADate', path, text)
  return read
}

/** `Oui` or `Non` in any case; undefined where it is unknown. */
export function oneBoolean(element: Element, path: string, notes: Notes): boolean | undefined {
  const text = oneText(element, path, notes)
  if (text === undefined) {
    notes.unstate(path)
    return undefined
  }
  if (/^oui$/i.test(text)) return true
  if (/^non$/i.test(text)) return false
  notes.keepAside('notABoolean', path, text)
  return undefined
}

/** An integer above zero. */
export function oneCount(element: Element, path: string, notes: Notes): number | undefined {
  const text = oneText(element, path, notes)
  if (text === undefined) return undefined
  if (/^[1-9][0-9]{0,8}$/.test(text)) return Number(text)
  notes.keepAside('notANumber', path, text)
  return undefined
}
