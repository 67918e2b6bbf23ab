import { type Check, need, say, within } from '../kernel/judgment.ts'
import type { Bounds, Rulebook } from '../rulebook/schema.ts'
import type { AccommodationMeasure } from './accommodation.ts'
import type { Candidacy } from './state.ts'

/** Time normally planned for an épreuve, and what an accommodation adds to it (H1, H2). */

interface PlannedTime {
  /** The candidate, or the members of a team: its time may be that of the most favoured of them. */
  readonly candidacies: readonly Candidacy[]
  /** Accommodations that the plan cites. */
  readonly accommodationIds: readonly string[]
  readonly rulebook: Rulebook
  /** `final`, `vae` or `mspr:<bloc>`. */
  readonly epreuve: string
  /** Part of an MSPR: `preparation`, else its defence. */
  readonly part?: string
  readonly normalMinutes: number
  readonly plannedMinutes: number
  /** Day of the épreuve, planned or held: a grant that takes effect later is not cited (H3). */
  readonly day?: string
}

/**
 * Whether a planned time is the normal one or what the cited accommodations grant: H1 first when one is cited, then the rule of the
 * épreuve (F2, M2, M3). More than a third is waived by the grant that a doctor's request founds. A grant is judged again against this
 * normal time, because that of a bloc without a figure in the fiche is known only by its brief. VAE interviews have no set time.
 */
export function plannedTimeChecks(planned: PlannedTime): Check[] {
  const { accommodationIds, rulebook, epreuve, part = 'oral', normalMinutes, plannedMinutes, day } = planned
  if (epreuve === 'vae') return []
  const rule = ruleOfTime(epreuve, part)
  if (accommodationIds.length === 0) {
    return [need(rule, plannedMinutes === normalMinutes, { found: plannedMinutes, expected: normalMinutes })]
  }
  const cited = planned.candidacies.flatMap(({ accommodations }) =>
    Object.entries(accommodations).flatMap(([id, one]) =>
      accommodationIds.includes(id) && one.state === 'granted' ? [{ id, ...one }] : [],
    ),
  )
  const late = cited.flatMap(({ effectiveOn }) => (day !== undefined && effectiveOn !== null && effectiveOn > day ? [{ effectiveOn }] : []))
  const unknown = accommodationIds.filter((id) => !cited.some((one) => one.id === id))
  const grants = cited.flatMap(({ measures, medicalRequestId, eventId }) =>
    measures
      .filter((measure) => measure.epreuve === epreuve && partOfTime(measure, rulebook) === part)
      .map((measure) => ({
        minutes: measure.grantedMinutes ?? 0,
        medicalRequestId,
        eventId,
      })),
  )
  const maximum = Math.min(longest(rulebook, normalMinutes), Math.max(normalMinutes, ...grants.map(({ minutes }) => minutes)))
  const medical = grants.find(({ minutes, medicalRequestId }) => medicalRequestId !== null && plannedMinutes <= minutes)
  return [
    ...late.map((found) => need('H3', false, { found, expected: { until: day ?? '' }, remedy: grantedBefore })),
    need('H1', plannedMinutes <= maximum, {
      found: { epreuve, normalMinutes, plannedMinutes },
      expected: maximum,
      remedy: doctorMay,
      waivedBy: medical?.eventId,
    }),
    need('H3', unknown.length === 0, { found: unknown, expected: say('aménagements accordés', 'accommodations granted') }),
    need(rule, plannedMinutes >= normalMinutes, { found: plannedMinutes, expected: { min: normalMinutes, max: maximum } }),
  ]
}

/** Whether the time taken is between the normal time less the tolerance and the planned time plus it. */
export function actualTimeChecks(
  rule: string,
  time: {
    readonly normalMinutes: number
    readonly plannedMinutes: number
    readonly actualMinutes: number
    readonly toleranceMinutes: number
  },
): Check[] {
  const expected = { min: time.normalMinutes - time.toleranceMinutes, max: time.plannedMinutes + time.toleranceMinutes }
  return [need(rule, within(expected, time.actualMinutes), { found: time.actualMinutes, expected })]
}

/** Longest time, in whole minutes, that is not more than the rulebook's fraction above the normal one. */
export function longest({ accommodation }: Rulebook, normalMinutes: number): number {
  const { numerator, denominator } = accommodation.extraTime
  return Math.floor((normalMinutes * (denominator + numerator)) / denominator)
}

export const doctorMay = say(
  'au-delà, il faut la référence de la demande motivée du médecin (H2)',
  'beyond that, the reference of the doctor’s request is needed (H2)',
)

const grantedBefore = say(
  'l’aménagement prend effet avant l’épreuve qui le cite',
  'an accommodation takes effect before the épreuve that cites it',
)

/** Normal time of a part of an épreuve; null where the rulebook has no figure (writing, team work, a VAE interview). */
export function normalMinutesOf(rulebook: Rulebook, epreuve: string, part: string): Bounds | null {
  if (epreuve === 'final') return part === 'oral' && rulebook.finalEpreuve ? exactly(rulebook.finalEpreuve.defenceMinutes) : null
  if (part === 'oral' && epreuve.startsWith('mspr:')) return exactly(rulebook.mspr.defenceMinutes)
  const bloc = rulebook.blocs.find(({ code }) => epreuve === `mspr:${code}`)
  return part === 'preparation' && bloc ? bloc.preparationMinutes : null
}

/**
 * The part for which a measure gives time. Without one it is the defence, unless its normal time is one that the preparation of that
 * bloc may have.
 */
export function partOfTime({ epreuve, part, normalMinutes }: AccommodationMeasure, rulebook: Rulebook): string {
  if (part !== undefined) return part
  const preparation = normalMinutesOf(rulebook, epreuve, 'preparation')
  return preparation && normalMinutes !== undefined && within(preparation, normalMinutes) ? 'preparation' : 'oral'
}

function exactly(minutes: number): Bounds {
  return { min: minutes, max: minutes }
}

function ruleOfTime(epreuve: string, part: string): 'F2' | 'M2' | 'M3' {
  if (epreuve === 'final') return 'F2'
  return part === 'preparation' ? 'M2' : 'M3'
}
