import { admissibilityTermOf, daysBetween, lastJuryDay, lastNotificationDay, type Rulebook } from '@minutier/domain'
import type { Dated } from '@minutier/read-models'
import type { Followed } from '../statistics/facts.ts'

/** What is counted of the files of one year: the ranks of the events, as many as are counted. */
export interface FileCounts {
  readonly received: readonly number[]
  readonly incomplete: readonly number[]
  readonly granted: readonly number[]
  readonly refusedFiles: readonly number[]
  readonly deemed: readonly number[]
  /** Days from the start of the term to the answer, silence apart. */
  readonly answerDays: readonly number[]
  readonly answersLate: readonly number[]
  readonly interviews: readonly number[]
  /** Days from the deposit of the validation file to the interview. */
  readonly juryDays: readonly number[]
  readonly juriesLate: readonly number[]
  readonly decisions: readonly number[]
  readonly notifiedInTime: readonly number[]
  readonly total: readonly number[]
  readonly partial: readonly number[]
  readonly refused: readonly number[]
  readonly absent: readonly number[]
}

/** Terms are those of the rulebook in force on the day from which they run. */
export function countFiles(files: readonly Followed[], rulebookOn: (day: string) => Rulebook | null): FileCounts {
  const vaes = files.flatMap(({ journey }) => (journey.vae ? [journey.vae] : []))
  const ranksOf = (some: readonly (Dated | null)[]) => some.flatMap((one) => (one ? [one.rank] : []))
  const answers = vaes.flatMap(({ answer, termFrom }) => (answer ? [{ ...answer, termFrom }] : []))
  const given = answers.filter(({ kind }) => kind !== 'deemed')
  const interviews = vaes.flatMap((vae) => vae.interviews)
  const deposited = interviews.flatMap((one) => (one.depositedOn === null ? [] : [{ ...one, depositedOn: one.depositedOn }]))
  const decisions = files.flatMap((one) => one.decisions).filter(({ object, outcome }) => object === 'vae' && outcome !== 'adjourned')
  const outcomes = vaes.flatMap((vae) => vae.outcomes)
  const isAfter = (on: string, from: string, term: (rulebook: Rulebook) => string) => {
    const rulebook = rulebookOn(from)
    return rulebook !== null && on > term(rulebook)
  }
  return {
    received: ranksOf(vaes.map(({ received }) => received)),
    incomplete: ranksOf(vaes.map(({ incomplete }) => incomplete)),
    granted: ranksOf(answers.filter(({ kind }) => kind === 'granted')),
    refusedFiles: ranksOf(answers.filter(({ kind }) => kind === 'refused')),
    deemed: ranksOf(answers.filter(({ kind }) => kind === 'deemed')),
    answerDays: given.map(({ on, termFrom }) => daysBetween(termFrom, on)),
    answersLate: ranksOf(
      given.filter(({ on, termFrom }) => isAfter(on, termFrom, (rulebook) => admissibilityTermOf({ termRunsFrom: termFrom }, rulebook))),
    ),
    interviews: ranksOf(interviews),
    juryDays: deposited.map(({ on, depositedOn }) => daysBetween(depositedOn, on)),
    juriesLate: ranksOf(
      deposited.filter(({ on, depositedOn }) => isAfter(on, depositedOn, (rulebook) => lastJuryDay(depositedOn, rulebook))),
    ),
    decisions: ranksOf(decisions),
    notifiedInTime: ranksOf(
      decisions.flatMap(({ notified, deliberatedOn }) =>
        notified && !isAfter(notified.on, deliberatedOn, (rulebook) => lastNotificationDay(deliberatedOn, rulebook)) ? [notified] : [],
      ),
    ),
    total: ranksOf(outcomes.filter(({ kind }) => kind === 'total')),
    partial: ranksOf(outcomes.filter(({ kind }) => kind === 'partial')),
    refused: ranksOf(outcomes.filter(({ kind }) => kind === 'refused')),
    absent: ranksOf(vaes.flatMap((vae) => vae.absences)),
  }
}

/** Median in tenths: of an even number, the mean of the two in the middle. Null of none. */
export function medianTenths(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b)
  const upper = sorted[Math.floor(sorted.length / 2)]
  const lower = sorted[Math.ceil(sorted.length / 2) - 1]
  return upper === undefined || lower === undefined ? null : (upper + lower) * 5
}
