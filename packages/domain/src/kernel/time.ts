/** Days and deadlines. Everything is said in Europe/Paris: the legal day is the civil day there (section 3, note g). */

const paris = 'Europe/Paris'

const daysByHour = new Map<string, string>()

/**
 * The civil day, in Paris, of an instant in UTC: `YYYY-MM-DD`. Its offset is of whole hours, so a day never changes within an hour of
 * UTC: a busy ledger asks for the same hour thousands of times.
 */
export function dayOf(instant: string): string {
  const hour = instant.slice(0, 13)
  const known = daysByHour.get(hour)
  if (known !== undefined) return known
  const day = Temporal.Instant.from(instant).toZonedDateTimeISO(paris).toPlainDate().toString()
  if (daysByHour.size >= 10_000) daysByHour.clear()
  daysByHour.set(hour, day)
  return day
}

/** The same day number that many months later, or the last day of a shorter month (note e). */
export function addMonths(day: string, months: number): string {
  return Temporal.PlainDate.from(day).add({ months }, { overflow: 'constrain' }).toString()
}

export function addDays(day: string, days: number): string {
  return Temporal.PlainDate.from(day).add({ days }).toString()
}

/** Last day of the calendar month that many months after that of `day` (V5). */
export function endOfMonthAfter(day: string, months: number): string {
  const month = Temporal.PlainDate.from(day).toPlainYearMonth().add({ months })
  return month.toPlainDate({ day: month.daysInMonth }).toString()
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4))
}

/** Days from `from` to `until`, negative when `until` is earlier. */
export function daysBetween(from: string, until: string): number {
  return Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(until), { largestUnit: 'days' }).days
}

export const legalDayFields = [
  'enrolledOn',
  'effectiveOn',
  'decidedOn',
  'termOn',
  'receivedOn',
  'heldOn',
  'issuedOn',
  'reissuedOn',
  'notifiedOn',
  'lodgedOn',
  'sentOn',
  'answeredOn',
  'closedOn',
  'auditedOn',
  'transmittedOn',
  'depositedOn',
  'acknowledgedOn',
] as const

const legalDayByType: Readonly<Record<string, string>> = { MsprPreparationRecorded: 'untilOn', JurySessionOpened: 'sessionOn' }

/**
 * The legal day of an event: its own field where it has one (section 5), else the day of `occurredAt`. It chooses the rulebook in
 * force, and what is compared with windows and terms.
 */
export function legalDay(event: { readonly type: string } & Readonly<Record<string, unknown>>, occurredAt: string): string {
  const own = legalDayByType[event.type]
  for (const field of own ? [own] : legalDayFields) {
    const value = event[field]
    if (typeof value === 'string') return value
  }
  return dayOf(occurredAt)
}
