/** The award of a certification, its certificate, and what follows it (certification reference, 4.9). */

export interface Certificate {
  readonly state: 'none' | 'approved' | 'blocked' | 'issued' | 'revocationRequested' | 'revoked'
  readonly approvalEventId: string | null
  /** The award for which it was approved: another one calls for another certificate. */
  readonly awardEventId: string | null
  readonly number: string | null
  readonly externalNumber: string | null
  readonly issuedOn: string | null
  readonly reissuedOn: string | null
  readonly issuedAtCommune: string | null
  readonly signatoryId: string | null
  readonly revokedOn: string | null
  readonly revocation: { readonly eventId: string; readonly requestedBy: string } | null
  readonly issuedEventId: string | null
}

export const noCertificate: Certificate = {
  state: 'none',
  approvalEventId: null,
  awardEventId: null,
  number: null,
  externalNumber: null,
  issuedOn: null,
  reissuedOn: null,
  issuedAtCommune: null,
  signatoryId: null,
  revokedOn: null,
  revocation: null,
  issuedEventId: null,
}

export interface Award {
  readonly decidedOn: string
  readonly juryId: string
  readonly eventId: string
  /** What carried the decision here: the sealing of the session's minutes. */
  readonly causeId: string | null
}

/** Sending of one certificate to the Caisse des Dépôts. */
export interface Passage {
  readonly state: 'none' | 'excluded' | 'reserved' | 'settled'
  readonly batchId: string | null
  readonly certificateNumber: string | null
  readonly result: 'accepted' | 'alreadyKnown' | 'rejected' | 'released' | null
}

export const noPassage: Passage = { state: 'none', batchId: null, certificateNumber: null, result: null }

interface Passages {
  readonly certificate: Certificate
  readonly passage: Passage
  readonly formerPassages: readonly Passage[]
}

/** Where the sending of a certificate is; of the present one unless another is named. */
export function passageOf({ certificate, passage, formerPassages }: Passages, certificateNumber = certificate.number): Passage {
  if (certificateNumber === null) return noPassage
  return [passage, ...formerPassages].find((one) => one.certificateNumber === certificateNumber) ?? noPassage
}

interface Certificates {
  readonly id: string
  readonly certificate: Certificate
  readonly formerCertificates: readonly Certificate[]
}

/**
 * What the Caisse des Dépôts knows a certificate by, `idTechnique`: the candidacy's id, and `-2` after it for the certificate that followed
 * a revoked one. It stays the same in every file.
 */
export function technicalIdOf({ id, certificate, formerCertificates }: Certificates, certificateNumber = certificate.number): string {
  const at = [...formerCertificates, certificate].findIndex(({ number }) => number === certificateNumber)
  return at > 0 ? `${id}-${at + 1}` : id
}

/** The candidacy that a technical id names; null for one that none of ours has. */
export function candidacyOfTechnicalId(technicalId: string): string | null {
  return /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})(?:-(?:[2-9]|[1-9][0-9]+))?$/.exec(technicalId)?.[1] ?? null
}
