import type { Context } from '../../aggregate.ts'
import { type Check, need, say } from '../../kernel/judgment.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { AccommodationMeasure } from '../accommodation.ts'
import { blocOf, type Candidacy } from '../state.ts'
import { partOfTime } from '../times.ts'

/** What a grant may hold: types, épreuves and parts that the rulebook knows, granted before the épreuve. */

export function isExemption({ type }: AccommodationMeasure): boolean {
  return type === 'exemption'
}

/** Parts that the rulebook distinguishes in an épreuve. */
export function partsOf({ accommodation }: Rulebook, epreuve: string): readonly string[] {
  if (epreuve === 'final') return accommodation.parts.final
  return epreuve === 'vae' ? accommodation.parts.vae : accommodation.parts.mspr
}

/** H4: types of the rulebook; an exemption is from a part that it knows, or from the whole of an MSPR. */
export function partsExempted(measure: AccommodationMeasure, rulebook: Rulebook): Check[] {
  const { type, epreuve, part } = measure
  const { types } = rulebook.accommodation
  const parts = partsOf(rulebook, epreuve)
  const whole = part === undefined && epreuve.startsWith('mspr:')
  return [
    need('H4', types.includes(type), { found: type, expected: types }),
    ...(isExemption(measure) ? [need('H4', whole || parts.includes(part ?? ''), { found: part ?? epreuve, expected: parts })] : []),
  ]
}

/** V1, G14: the épreuve is one of the candidate's route and of the rulebook, and so is its part. */
export function measuresKnown(measure: AccommodationMeasure, { route }: Candidacy, rulebook: Rulebook): Check[] {
  const { epreuve, part } = measure
  const training = [...(rulebook.finalEpreuve ? ['final'] : []), ...rulebook.blocs.map(({ code }) => `mspr:${code}`)]
  const parts = partsOf(rulebook, epreuve)
  const known =
    route === 'VAE'
      ? need('V1', epreuve === 'vae', { found: epreuve, expected: 'vae' })
      : need('G14', training.includes(epreuve), { found: epreuve, expected: training })
  if (part === undefined || isExemption(measure)) return [known]
  return [known, need('G14', parts.includes(part), { found: part, expected: parts })]
}

/** H3: the grant comes before the épreuve; one that is over, with no other to come, cannot be accommodated. */
export function inTime(measure: AccommodationMeasure, effectiveOn: string, candidacy: Candidacy, context: Context): Check {
  const takenOn = epreuveTakenOn(measure, candidacy, context)
  return need('H3', takenOn === null || effectiveOn <= takenOn, {
    found: { epreuve: measure.epreuve, effectiveOn },
    expected: { until: takenOn },
    remedy: say('l’épreuve a eu lieu : il est trop tard', 'the épreuve has taken place: it is too late'),
  })
}

function epreuveTakenOn(measure: AccommodationMeasure, candidacy: Candidacy, { rulebook, reads }: Context): string | null {
  const { finalEpreuve, vae, status } = candidacy
  const { epreuve } = measure
  if (epreuve === 'final') return finalEpreuve.state === 'heard' || finalEpreuve.state === 'validated' ? finalEpreuve.heardOn : null
  if (epreuve === 'vae') return status === 'heard' ? (vae?.heardOn ?? null) : null
  const { state, acquiredOn, msprId } = blocOf(candidacy, epreuve.slice('mspr:'.length))
  if (state === 'acquired') return acquiredOn
  if (state === 'open' || msprId === null) return null
  const { preparation, defence } = reads.mspr(msprId)
  return partOfTime(measure, rulebook) === 'preparation' ? (preparation?.untilOn ?? null) : (defence?.heldOn ?? null)
}
