import type { Context } from '../../aggregate.ts'
import { type Check, need, say, within } from '../../kernel/judgment.ts'
import type { AccommodationMeasure } from '../accommodation.ts'
import type { CandidacyEvent } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { doctorMay, longest, normalMinutesOf, partOfTime } from '../times.ts'

/**
 * H1, H2: the time that a measure grants. H1 bounds a majoration to the rulebook's fraction of the normal time, and is waived by the
 * grant itself when a doctor's request founds it. H2 is what refuses a time that is made longer still: a second majoration of the same
 * part, or more than the fraction under another name than `extraTime`.
 */
export function grantedTimes(
  measure: AccommodationMeasure,
  { accommodationId, medicalRequestId }: CandidacyEvent<'AccommodationGranted'>,
  candidacy: Candidacy,
  { rulebook, envelope }: Context,
): Check[] {
  const { type, epreuve, grantedMinutes } = measure
  const part = partOfTime(measure, rulebook)
  const bounds = normalMinutesOf(rulebook, epreuve, part)
  const normalMinutes = measure.normalMinutes ?? bounds?.max
  if (candidacy.route === 'VAE' || (type !== 'extraTime' && grantedMinutes === undefined)) return []
  if (normalMinutes === undefined || grantedMinutes === undefined) {
    const found = { epreuve, part, normalMinutes: normalMinutes ?? null, grantedMinutes: grantedMinutes ?? null }
    return [need('H1', false, { found, expected: say('le temps normal et le temps accordé', 'the normal time and the time granted') })]
  }
  const maximum = longest(rulebook, normalMinutes)
  const found = { epreuve, part, normalMinutes, grantedMinutes }
  const beyond = grantedMinutes > maximum
  const stated = bounds && need('H1', within(bounds, normalMinutes), { found, expected: bounds })
  const h1 = need('H1', !beyond, { found, expected: maximum, remedy: doctorMay, waivedBy: medicalRequestId && envelope.id })
  const h2 =
    beyond &&
    need('H2', medicalRequestId !== undefined, {
      found: say('aucune référence', 'no reference'),
      expected: say('la référence de la demande motivée du médecin', 'the reference of the doctor’s request'),
    })
  const longer = type !== 'extraTime' || alreadyGranted(candidacy, accommodationId, epreuve, part, rulebook)
  return [stated, ...(longer ? [h2, h1] : [h1, h2])].filter((check) => check !== null && check !== false)
}

function alreadyGranted(
  { accommodations }: Candidacy,
  accommodationId: string,
  epreuve: string,
  part: string,
  rulebook: Context['rulebook'],
): boolean {
  return Object.entries(accommodations).some(
    ([id, { state, measures }]) =>
      id !== accommodationId &&
      state === 'granted' &&
      measures.some((one) => one.grantedMinutes !== undefined && one.epreuve === epreuve && partOfTime(one, rulebook) === part),
  )
}
