import type { Evolvers } from '../../kernel/event.ts'
import { type Certificate, noCertificate } from '../certificate.ts'
import type { CandidacyFacts, certificateEvents } from '../events.ts'
import { type Candidacy, movedTo } from '../state.ts'
import { annulmentNoted } from './annulment.ts'

/** The award of the certification and its certificate (certification reference, 4.9). */
export const certificateEvolvers = {
  CertificationAwarded: (candidacy, { juryId, decidedOn }, { id, causationId }) =>
    movedTo(archived({ ...candidacy, award: { juryId, decidedOn, eventId: id, causeId: causationId } }), 'awarded'),
  DecisionAnnulmentNoted: annulmentNoted,
  IssuanceApproved: (candidacy, { issuedOn, issuedAtCommune, signatoryId, externalNumber }, { id }) =>
    withCertificate(candidacy, {
      ...noCertificate,
      state: 'approved',
      approvalEventId: id,
      awardEventId: candidacy.award?.eventId ?? null,
      externalNumber: externalNumber ?? null,
      issuedOn,
      issuedAtCommune,
      signatoryId,
    }),
  IssuanceBlocked: (candidacy) => withCertificate(candidacy, { state: 'blocked' }),
  CertificateIssued: (candidacy, { certificateNumber, externalNumber, issuedOn, issuedAtCommune, signatoryId }, { id }) =>
    withCertificate(candidacy, {
      state: 'issued',
      number: certificateNumber,
      externalNumber: externalNumber ?? null,
      issuedOn,
      issuedAtCommune,
      signatoryId,
      issuedEventId: id,
    }),
  CertificateReissued: (candidacy, { reissuedOn }) => withCertificate(candidacy, { reissuedOn }),
  CertificateRevocationRequested: (candidacy, _, { id, actor }) =>
    withCertificate(candidacy, { state: 'revocationRequested', revocation: { eventId: id, requestedBy: actor } }),
  CertificateRevoked: (candidacy, { effectiveOn }) => archived(withCertificate(candidacy, { state: 'revoked', revokedOn: effectiveOn })),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof certificateEvents>

function withCertificate(candidacy: Candidacy, change: Partial<Certificate>): Candidacy {
  return { ...candidacy, certificate: { ...candidacy.certificate, ...change } }
}

/** A revoked certificate makes room for the next one once the certification has been awarded again, whichever comes first (G10). */
function archived(candidacy: Candidacy): Candidacy {
  const { certificate, award, formerCertificates } = candidacy
  if (certificate.state !== 'revoked' || award === null || award.eventId === certificate.awardEventId) return candidacy
  return { ...candidacy, certificate: noCertificate, formerCertificates: [...formerCertificates, certificate] }
}
