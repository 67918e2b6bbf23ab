import { certificationChecks, judged, rulebookFor, streamOf, trackReads, yearOf } from '@minutier/domain'
import { loaded } from '../sealing.ts'
import { candidacyOf } from './candidacy.ts'
import { type Carrier, carry, text } from './carry.ts'

/**
 * The certificate is claimed: the candidacy is read again, for a decision behind it may have been annulled since it was approved, and a
 * holder without a recorded identity cannot be named. Then a number is taken from the register, whose revision is the counter (G4), or
 * the issuance is blocked.
 */
const number: Carrier = ({ entry }, sources) => {
  const candidacyId = text(entry.data['candidacyId'])
  const certification = text(entry.data['certification'])
  const candidacy = candidacyOf(loaded(sources, 'candidacy', streamOf('candidacy', candidacyId)))
  const { state, issuedOn } = candidacy.certificate
  // Numbered already, when the processes come this way a second time; or its approval was annulled, and so is the claim.
  if (state !== 'approved') return []
  const { reads } = trackReads(sources, entry.stream)
  const ruled = rulebookFor(certification, issuedOn ?? entry.occurredAt.slice(0, 10), reads)
  const { facts } = loaded(sources, 'person', entry.stream).state
  const holds =
    issuedOn !== null &&
    'rulebook' in ruled &&
    judged(certificationChecks(candidacy, ruled.rulebook, { day: issuedOn })).outcome === 'accepted' &&
    candidacy.award !== null &&
    facts.some(({ category, superseded }) => category === 'identity' && !superseded)
  if (!holds) return [carry('candidacy', candidacyId, 'IssuanceBlocked', { reason: 'conditionsNotMet' })]
  const year = yearOf(issuedOn)
  return [
    {
      kind: 'register',
      id: `${certification}-${year}`,
      facts: ({ revision }) => [
        {
          type: 'CertificateNumberAssigned',
          data: { candidacyId, certificateNumber: `${certification}-${year}-${String(revision + 2).padStart(6, '0')}` },
        },
      ],
    },
  ]
}

/** The number is the candidacy's: the certificate is issued, and commits to the holder's identity as the vault has it now. */
const issue: Carrier = ({ entry }, sources) => {
  const candidacyId = text(entry.data['candidacyId'])
  const { certificate, personId } = candidacyOf(loaded(sources, 'candidacy', streamOf('candidacy', candidacyId)))
  const { issuedOn, issuedAtCommune, signatoryId, externalNumber } = certificate
  if (issuedOn === null || issuedAtCommune === null || signatoryId === null) {
    return [carry('candidacy', candidacyId, 'EffectRefused', { effect: 'CertificateIssued', rule: 'G1' })]
  }
  const certificateNumber = text(entry.data['certificateNumber'])
  const printed = externalNumber === null ? {} : { externalNumber }
  const data = { certificateNumber, ...printed, issuedOn, issuedAtCommune, signatoryId }
  return [{ ...carry('candidacy', candidacyId, 'CertificateIssued', data), sealsHolderOf: personId }]
}

export const certificateCarriers: Readonly<Record<string, Carrier>> = {
  CertificateClaimed: number,
  CertificateNumberAssigned: issue,
}
