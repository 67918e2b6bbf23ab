import { addDays } from '@minutier/domain'

/** Years in which the first promotion may begin: the registration of RNCP36582 lets people enter until July 2025. */
export const firstYears = [2022, 2023, 2024] as const

/** The Monday on which each intake begins, in October and in March; the last is four months before the registration expires. */
function intakesFrom(startYear: number): readonly string[] {
  return firstYears.filter((year) => year >= startYear).flatMap((year) => [firstMonday(`${year}-10-01`), firstMonday(`${year + 1}-03-01`)])
}

/** The intake of a promotion: all of them come in the order of the intakes, as many in each. */
export function intakeOf(promotion: number, promotions: number, startYear: number): string {
  const intakes = intakesFrom(startYear)
  return intakes[Math.floor((promotion * intakes.length) / promotions)] ?? ''
}

/** That many days after a day, or the Monday after when that is a weekend: more days never make an earlier one. */
export function workingDay(from: string, days: number): string {
  const day = addDays(from, days)
  const { dayOfWeek } = Temporal.PlainDate.from(day)
  return dayOfWeek > 5 ? addDays(day, 8 - dayOfWeek) : day
}

function firstMonday(day: string): string {
  return addDays(day, (8 - Temporal.PlainDate.from(day).dayOfWeek) % 7)
}
