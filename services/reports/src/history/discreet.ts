import type { Entry, Verdict, Verdicts } from '@minutier/domain'
import { isOfAccommodation } from '../conformity/discreet.ts'

/**
 * Accommodations are health data (certification reference, 9.4): the certifier, the candidate's own centre and auditors are told of them,
 * a regulator is not, neither by their events nor by what corrects those.
 */
export function isToldEntry(entry: Entry, { events }: Pick<Verdicts, 'events'>): boolean {
  if (isOfAccommodation(entry)) return false
  const corrected = events.find((one) => one.entry.id === entry.data['correctedEventId'])?.entry
  return corrected === undefined || isToldEntry(corrected, { events })
}

/** A rule on accommodations tells of one, and so does a rule that one waives. */
export function isToldVerdict({ rule, waivers }: Pick<Verdict, 'rule' | 'waivers'>): boolean {
  return !ofAccommodation.test(rule.id) && !waivers.some(isEventId)
}

const ofAccommodation = /^H[0-9]+$/

/** A rule is waived by a reason's code, or by the event that granted an accommodation or an exemption. */
export function isEventId(waiver: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(waiver)
}
