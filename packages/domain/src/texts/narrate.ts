import type { Entry } from '../kernel/event.ts'
import type { Bilingual } from '../kernel/judgment.ts'
import { dayOf, daysBetween, legalDay } from '../kernel/time.ts'
import { upcast } from '../upcast.ts'
import { codeTexts } from './codes.ts'
import { assessmentTexts } from './events/assessment.ts'
import { candidacyTexts } from './events/candidacy.ts'
import { houseTexts } from './events/house.ts'
import { reasonTexts } from './reasons.ts'

export type Language = 'fr' | 'en'

/** What each event type tells, fields between braces. */
export const eventTexts: Readonly<Record<string, Bilingual>> = { ...candidacyTexts, ...assessmentTexts, ...houseTexts }

/** An event as a jury secretary would tell it. No name: an event has none. */
export function narrate(entry: Pick<Entry, 'type' | 'schemaVersion' | 'data'>, language: Language): string {
  const template = eventTexts[entry.type]?.[language] ?? entry.type
  const data = upcast(entry)
  return template.replace(/\{(\w+)\}/g, (_, field: string) => fieldText(field, data[field], language)).replace(/\s*\((?:[^()]*: )?—\)/g, '')
}

/** A day as it is written: `4 septembre 2023`. */
export function dayText(day: string, language: Language): string {
  return Temporal.PlainDate.from(day).toLocaleString(language === 'fr' ? 'fr-FR' : 'en-GB', { dateStyle: 'long' })
}

/** A code in words, where it has any. */
export function codeText(code: string, language: Language): string {
  return (codeTexts[code] ?? reasonTexts[code])?.[language] ?? code
}

/** Lists of ids are told by their number: an id says nothing to a reader. */
const counted = new Set(['candidacyIds', 'signedIds', 'sittingIds', 'members', 'alternates', 'presentIds'])

function fieldText(field: string, value: unknown, language: Language): string {
  if (value === undefined || value === null) return '—'
  if (Array.isArray(value) && counted.has(field)) return String(value.length)
  if (field === 'measures' && Array.isArray(value)) return value.map((one) => measureText(one, language)).join(' ; ')
  if (Array.isArray(value))
    return value.length === 0 ? codeText('none', language) : value.map((one) => codeText(String(one), language)).join(', ')
  if (typeof value === 'boolean') return codeText(value ? 'yes' : 'no', language)
  if (typeof value === 'number') return field.endsWith('Minutes') ? durationText(value) : String(value)
  if (field.endsWith('On')) return dayText(String(value), language)
  // Some codes mean one thing in one field, another in the others.
  return codeTexts[`${field}.${value}`]?.[language] ?? codeText(String(value), language)
}

function measureText(measure: Readonly<Record<string, unknown>>, language: Language): string {
  const { type, epreuve, part, grantedMinutes } = measure
  const parts = [
    codeText(String(type), language),
    codeText(String(epreuve), language),
    ...(part === undefined ? [] : [codeText(String(part), language)]),
  ]
  return typeof grantedMinutes === 'number' ? `${parts.join(', ')} : ${durationText(grantedMinutes)}` : parts.join(', ')
}

/** `45 min`, `21 h`, `1 h 30`. */
function durationText(minutes: number): string {
  if (minutes < 90) return `${minutes} min`
  const rest = minutes % 60
  return `${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${String(rest).padStart(2, '0')}`}`
}

/** Days between what happened and its recording, when that is more than the rulebook lets pass without a mark (G8). */
export function recordedLate(entry: Entry, backdatingDays: number): number | null {
  const occurred =
    [
      dayOf(entry.occurredAt),
      entry.role === 'process' ? dayOf(entry.occurredAt) : legalDay({ ...entry.data, type: entry.type }, entry.occurredAt),
    ].toSorted()[0] ?? ''
  const days = daysBetween(occurred, dayOf(entry.recordedAt))
  return days > backdatingDays ? days : null
}
