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

/** Sending of a certificate to the Caisse des Dépôts. */
export interface Passage {
  readonly state: 'none' | 'excluded' | 'reserved' | 'settled'
  readonly batchId: string | null
  readonly certificateNumber: string | null
  readonly result: 'accepted' | 'alreadyKnown' | 'rejected' | 'released' | null
}

export const noPassage: Passage = { state: 'none', batchId: null, certificateNumber: null, result: null }

export interface Survey {
  readonly milestone: '6m' | '24m'
  readonly sentOn: string
  readonly state: 'sent' | 'answered' | 'closed'
}
