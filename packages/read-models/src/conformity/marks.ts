import type { Entry } from '@minutier/domain'

/** Events of a candidacy that a report on issuance has to explain. What each waives or breaks is the verdicts' to say. */
const marking: ReadonlySet<string> = new Set([
  'ExceptionalAdmissionGranted',
  'BlocCreditedByEquivalence',
  'BlocCarriedOver',
  'BlocExempted',
  'EpreuvePartExempted',
  'AccommodationGranted',
  'DecisionAnnulmentNoted',
  'IssuanceBlocked',
  'CertificateReissued',
  'CertificateRevocationRequested',
  'CertificateRevoked',
  'EffectRefused',
  'FactRectified',
  'FactAnnulled',
])

/** Undefined for an event that calls for no explanation. */
export function markOf({ type, data }: Entry): { readonly about: string | null } | undefined {
  if (!marking.has(type)) return undefined
  const about = data['correctedEventId'] ?? data['decisionEventId'] ?? data['requestEventId'] ?? data['medicalRequestId']
  return { about: typeof about === 'string' ? about : null }
}
