import { setImmediate as nextTurn } from 'node:timers/promises'
import type { Journey, JourneySurvey } from '@minutier/read-models'
import { unionOf } from '../making/ranks.ts'
import { type Followed, isHolder } from './facts.ts'
import { endOfYear, startOfYear } from './promotion-year.ts'

/** A number of persons, and the ranks of the events behind each. */
export interface Count {
  readonly value: number
  readonly ranks: readonly number[]
}

/** What is counted of one promotion, or of one route of it. */
export interface Counts {
  readonly holders: Count
  readonly vaeHolders: Count
  readonly entered: Count
  readonly presented: Count
  readonly failed: Count
  readonly partial: Count
  readonly withdrawn: Count
  readonly left: Count
  /** By bloc: gained in the year, not certified at its end. */
  readonly blocs: ReadonlyMap<string, Count>
  readonly surveys: Readonly<Record<Milestone, Answers>>
}

export type Milestone = '6m' | '24m'
export type Situation = 'targetJob' | 'otherJob' | 'notEmployed' | 'neutralised'
export interface Answers {
  readonly respondents: Count
  readonly bySituation: Readonly<Record<Situation, Count>>
}

/** Persons, each once, with the ranks of what was counted of them. */
class Persons {
  readonly #ranks = new Map<string, number[]>()

  add(personId: string, ...ranks: readonly number[]): void {
    const known = this.#ranks.get(personId)
    if (known) known.push(...ranks)
    else this.#ranks.set(personId, [...ranks])
  }

  has(personId: string): boolean {
    return this.#ranks.has(personId)
  }

  get count(): Count {
    return { value: this.#ranks.size, ranks: unionOf([...this.#ranks.values()].flat()) }
  }
}

/** Blocs that somebody earned by themselves in this candidacy: one carried over was gained in another. */
const gained: ReadonlySet<string> = new Set(['mspr', 'equivalence', 'exemption', 'vae'])

function within(year: number, firstMonth: number): (day: string) => boolean {
  const [from, to] = [startOfYear(year, firstMonth), endOfYear(year, firstMonth)]
  return (day) => day >= from && day <= to
}

/** All journeys of the persons of whom something is counted in a year: what the others did changes nothing in it. */
export function concernedBy(all: readonly Followed[], year: number, firstMonth: number): readonly Followed[] {
  const isOf = within(year, firstMonth)
  const persons = new Set<string>()
  for (const { journey, decisions } of all) {
    const { award, entered, left, blocs, personId } = journey
    if (
      [award, entered, left].some((one) => one && isOf(one.on)) ||
      blocs.some(({ on }) => isOf(on)) ||
      decisions.some(({ on }) => isOf(on))
    )
      persons.add(personId)
  }
  return all.filter(({ journey }) => persons.has(journey.personId))
}

/** The promotion of a year, by its definitions (exchange reference, 8.2 and 10.3). Persons are counted, not candidacies. */
export async function countPromotion(
  all: readonly Followed[],
  year: number,
  firstMonth: number,
  blocs: readonly string[],
): Promise<Counts> {
  const isOf = within(year, firstMonth)
  const holders = new Persons()
  const vaeHolders = new Persons()
  const entered = new Persons()
  const left = new Persons()
  for (const { journey } of all) {
    const { personId, award, entered: entry, left: leaving, route } = journey
    if (award && isHolder(journey) && isOf(award.on)) {
      holders.add(personId, award.rank)
      if (route === 'VAE') vaeHolders.add(personId, award.rank)
    }
    if (entry && isOf(entry.on)) entered.add(personId, entry.rank)
    if (leaving && isOf(leaving.on)) left.add(personId, leaving.rank)
  }
  // Others are answered between two counts.
  await nextTurn()
  const decided = outcomes(all, isOf, holders)
  await nextTurn()
  const partial = partialHolders(all, isOf, endOfYear(year, firstMonth), blocs)
  await nextTurn()
  const surveys = { '6m': answersOf(all, '6m', isOf), '24m': answersOf(all, '24m', isOf) }
  await nextTurn()
  return {
    holders: holders.count,
    vaeHolders: vaeHolders.count,
    entered: entered.count,
    left: left.count,
    ...decided,
    blocs: partial,
    surveys,
  }
}

/** Who was decided on in the year, by the last decision: an adjournment decides nothing. */
function outcomes(all: readonly Followed[], isOf: (day: string) => boolean, holders: Persons) {
  const last = new Map<string, { readonly outcome: string; readonly on: string; readonly rank: number }>()
  for (const { journey, decisions } of all) {
    for (const decision of decisions) {
      if (decision.outcome === 'adjourned' || !isOf(decision.on)) continue
      const known = last.get(journey.personId)
      if (!known || known.on < decision.on || (known.on === decision.on && known.rank < decision.rank)) last.set(journey.personId, decision)
    }
  }
  const presented = new Persons()
  const failed = new Persons()
  const partial = new Persons()
  const withdrawn = new Persons()
  for (const [personId, { outcome, rank }] of last) {
    presented.add(personId, rank)
    if (outcome === 'partial') partial.add(personId, rank)
    else if (outcome === 'failed' || outcome === 'refused') failed.add(personId, rank)
    else if (!holders.has(personId)) withdrawn.add(personId, rank)
  }
  return { presented: presented.count, failed: failed.count, partial: partial.count, withdrawn: withdrawn.count }
}

function partialHolders(
  all: readonly Followed[],
  isOf: (day: string) => boolean,
  end: string,
  blocs: readonly string[],
): ReadonlyMap<string, Count> {
  const certified = new Set(all.flatMap(({ journey }) => (isHolder(journey) && (journey.award?.on ?? '') <= end ? [journey.personId] : [])))
  const byBloc = new Map(blocs.map((bloc) => [bloc, new Persons()] as const))
  for (const { journey } of all) {
    if (certified.has(journey.personId)) continue
    for (const { bloc, on, how, rank } of journey.blocs) if (gained.has(how) && isOf(on)) byBloc.get(bloc)?.add(journey.personId, rank)
  }
  return new Map([...byBloc].map(([bloc, persons]) => [bloc, persons.count]))
}

/** The last answer of each holder of the promotion, whenever it came. */
function answersOf(all: readonly Followed[], milestone: Milestone, isOf: (day: string) => boolean): Answers {
  const respondents = new Persons()
  const bySituation = { targetJob: new Persons(), otherJob: new Persons(), notEmployed: new Persons(), neutralised: new Persons() }
  for (const { journey } of all) {
    if (!journey.award || !isHolder(journey) || !isOf(journey.award.on)) continue
    const answer = lastAnswer(journey, milestone)
    if (!answer) continue
    respondents.add(journey.personId, answer.rank)
    const { situation } = answer
    if (isSituation(situation)) bySituation[situation].add(journey.personId, answer.rank)
  }
  const { targetJob, otherJob, notEmployed, neutralised } = bySituation
  return {
    respondents: respondents.count,
    bySituation: {
      targetJob: targetJob.count,
      otherJob: otherJob.count,
      notEmployed: notEmployed.count,
      neutralised: neutralised.count,
    },
  }
}

export function lastAnswer({ surveys }: Journey, milestone: Milestone): JourneySurvey['answer'] {
  const answers = surveys.flatMap((one) => (one.milestone === milestone && one.answer ? [one.answer] : []))
  return answers.reduce<JourneySurvey['answer']>((last, one) => (last === null || last.rank < one.rank ? one : last), null)
}

function isSituation(text: string): text is Situation {
  return text === 'targetJob' || text === 'otherJob' || text === 'notEmployed' || text === 'neutralised'
}

export function sumOf(...counts: readonly Count[]): Count {
  return {
    value: counts.reduce((sum, { value }) => sum + value, 0),
    ranks: unionOf(...counts.map(({ ranks }) => ranks)),
  }
}

/** A percentage in tenths, rounded half up in whole numbers; null without denominator. */
export function rateOf(numerator: number, denominator: number): number | null {
  return denominator === 0 ? null : Math.floor((2000 * numerator + denominator) / (2 * denominator))
}
