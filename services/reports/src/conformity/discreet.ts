import type { Entry, Waiver } from '@minutier/domain'
import { entryIn, type Told } from './told.ts'

/**
 * Accommodations are health data, and a report that names certificates is read by others than the candidate's centre and auditors
 * (certification reference, 9.4): what they permit is no anomaly, and is not told. Answers to surveys have nothing to do with an issuance.
 */
const ofAccommodations = [
  'AccommodationRequested',
  'AccommodationGranted',
  'AccommodationRefused',
  'AccommodationWithdrawn',
  'BlocExempted',
  'EpreuvePartExempted',
]
const untold: ReadonlySet<string> = new Set([...ofAccommodations, 'SurveySent', 'SurveyAnswered', 'SurveyClosed'])

export function isOfAccommodation({ type }: Pick<Entry, 'type'>): boolean {
  return ofAccommodations.includes(type)
}

export function isTold({ type }: Pick<Entry, 'type'>): boolean {
  return !untold.has(type)
}

/** A correction tells of what it corrects. */
export function isToldCorrection(told: Told, { data }: Entry): boolean {
  const corrected = entryIn(told, data['correctedEventId'])
  return corrected === undefined || isTold(corrected)
}

/** Rules of accommodations: H1, H2 … */
const ofAccommodation = /^H[0-9]+$/
const isId = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

/** A rule is waived by a reason, or by the event that granted an accommodation or an exemption. */
export function isToldWaiver({ rule, by }: Waiver): boolean {
  return !ofAccommodation.test(rule) && !isId.test(by)
}
