import { type Bilingual, daysBetween } from '@minutier/domain'
import { type AlertCode, alertTable, type Severity, severities, textOf, type Values, type Variant } from './table.ts'

/** Something late or wrong, of which somebody has to take care. Ids and codes, never a name. */
export interface Alert {
  readonly code: AlertCode
  readonly severity: Severity
  /** The stream in which there is something to do. */
  readonly subject: string
  /** What tells it from another alert of the same code on the same stream: a habilitation, a candidate, a certificate; null where one is all. */
  readonly about: string | null
  /** Null for a stream that is of no certification. */
  readonly certification: string | null
  readonly centreSiret: string | null
  /** Last day on which it is done in time. */
  readonly dueOn: string | null
  /** To that day, negative when it is past. */
  readonly days: number | null
  /** Ranks of the events behind it. */
  readonly positions: readonly number[]
  readonly text: Bilingual
}

interface Raised {
  readonly subject: string
  readonly about?: string
  readonly certification: string | null
  readonly centreSiret?: string | null
  readonly dueOn?: string
  readonly positions: readonly (number | null | undefined)[]
  readonly values?: Values
}

/** An alert with its words. `today`: the legal day from which days are counted. */
export function raise<C extends AlertCode>(
  code: C,
  severity: Severity,
  variant: Variant<C>,
  today: string,
  { subject, about, certification, centreSiret, dueOn, positions, values = {} }: Raised,
): Alert {
  const ranks = positions.filter((rank) => typeof rank === 'number')
  return {
    code,
    severity,
    subject,
    about: about ?? null,
    certification,
    centreSiret: centreSiret ?? null,
    dueOn: dueOn ?? null,
    days: dueOn === undefined ? null : daysBetween(today, dueOn),
    positions: [...new Set(ranks)].sort((a, b) => a - b),
    text: textOf(code, variant, { ...values, ...(dueOn !== undefined && { dueOn }) }),
  }
}

/** Late from the day after the due one; soon as many days before it as the table says. Null: nobody has to hear of it yet. */
export function timing(code: AlertCode, dueOn: string, today: string): 'late' | 'soon' | null {
  if (today > dueOn) return 'late'
  const { soonDays } = alertTable[code]
  return soonDays !== null && daysBetween(today, dueOn) <= soonDays ? 'soon' : null
}

/** A text that sorts as alerts are listed: by severity, due day, subject, then what makes it the only one. */
export function placeOf({ severity, dueOn, subject, code, about }: Alert): string {
  return `${severities.indexOf(severity)} ${dueOn ?? ''} ${subject} ${code} ${about ?? ''}`
}

export function inOrder(alerts: readonly Alert[]): Alert[] {
  return alerts
    .map((alert) => ({ alert, place: placeOf(alert) }))
    .sort((a, b) => (a.place < b.place ? -1 : a.place > b.place ? 1 : 0))
    .map(({ alert }) => alert)
}
