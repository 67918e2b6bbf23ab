/** The year of a promotion to which a day belongs: named by its end, where it does not begin in January (exchange reference, 8.2). */
export function promotionYear(day: string, firstMonth: number): number {
  const year = Number(day.slice(0, 4))
  return firstMonth > 1 && Number(day.slice(5, 7)) >= firstMonth ? year + 1 : year
}

/** Last day of a promotion's year. */
export function endOfYear(year: number, firstMonth: number): string {
  return firstMonth === 1 ? `${year}-12-31` : Temporal.PlainDate.from({ year, month: firstMonth, day: 1 }).subtract({ days: 1 }).toString()
}

/** First day of a promotion's year. */
export function startOfYear(year: number, firstMonth: number): string {
  return firstMonth === 1 ? `${year}-01-01` : `${year - 1}-${String(firstMonth).padStart(2, '0')}-01`
}
