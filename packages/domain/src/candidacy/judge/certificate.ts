import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { yearOf } from '../../kernel/time.ts'
import { knownPerson } from '../../person/known.ts'
import type { CandidacyFacts, certificateEvents } from '../events.ts'
import { certificationChecks } from '../requirements.ts'
import { type Candidacy, type CandidacyStatus, underlyingStatus } from '../state.ts'
import { issuable } from './issuance.ts'
import { since, statusFor } from './journey.ts'
import { numberOf, valid, withdrawable } from './revocation.ts'

/** The award and its certificate: C1, C2, V2, W2, W3, G6, G10, G12. */
export const certificateJudges = {
  CertificationAwarded: ({ decidedOn }, candidacy, context) => {
    const { award, finalEpreuve, vae, route } = candidacy
    const from: readonly CandidacyStatus[] = route === 'VAE' ? ['heard', 'awarded'] : ['enrolled']
    return judged(
      certificationChecks(candidacy, context.rulebook, { day: decidedOn }),
      need('G7', award === null, { found: award?.eventId ?? null, expected: null }),
      award === null && inState(statusFor(candidacy, context), ...from),
      since(decidedOn, vae ? vae.heardOn : finalEpreuve.decidedOn),
    )
  },
  DecisionAnnulmentNoted: ({ epreuve }, candidacy) => {
    const { state } = candidacy.finalEpreuve
    return judged(
      epreuve !== undefined && need('V1', candidacy.route !== 'VAE', { found: epreuve, expected: null }),
      need('G6', epreuve === undefined || state !== 'none', {
        found: state,
        expected: say('une épreuve passée', 'an épreuve taken'),
      }),
      need('G1', candidacy.status !== 'none', { found: candidacy.status, expected: null }),
    )
  },
  IssuanceApproved: (event, candidacy, context) =>
    judged(
      certificationChecks(candidacy, context.rulebook, { day: event.issuedOn }),
      issuable(candidacy, context),
      inState(underlyingStatus(candidacy), 'awarded'),
      inState(candidacy.certificate.state, 'none', 'blocked'),
      knownPerson(context, event.signatoryId),
      since(event.issuedOn, candidacy.award?.decidedOn),
      event.externalNumber !== undefined && printedBefore(event.externalNumber, context),
    ),
  IssuanceBlocked: (_, { certificate }) => judged(inState(certificate.state, 'approved')),
  CertificateIssued: (event, candidacy) => {
    const { certificate, formerCertificates, certification } = candidacy
    const prefix = `${certification}-${yearOf(event.issuedOn)}-`
    const { issuedOn, issuedAtCommune, signatoryId } = certificate
    return judged(
      inState(certificate.state, 'approved'),
      certificate.state === 'approved' &&
        need('G1', event.issuedOn === issuedOn && event.issuedAtCommune === issuedAtCommune && event.signatoryId === signatoryId, {
          found: { issuedOn: event.issuedOn, issuedAtCommune: event.issuedAtCommune, signatoryId: event.signatoryId },
          expected: { issuedOn, issuedAtCommune, signatoryId },
        }),
      need('G4', event.certificateNumber.startsWith(prefix), { found: event.certificateNumber, expected: prefix }),
      need(
        'G10',
        formerCertificates.every(({ number }) => number !== event.certificateNumber),
        {
          found: event.certificateNumber,
          expected: say('un numéro neuf', 'a new number'),
        },
      ),
    )
  },
  CertificateReissued: (event, candidacy, context) =>
    judged(
      valid(candidacy.certificate),
      knownPerson(context, event.signatoryId),
      numberOf(candidacy.certificate, event.certificateNumber),
      since(event.reissuedOn, candidacy.certificate.issuedOn),
    ),
  CertificateRevocationRequested: (event, { certificate }) =>
    judged(
      valid(certificate),
      need('G1', certificate.state !== 'revocationRequested', { found: certificate.state, expected: 'issued' }),
      numberOf(certificate, event.certificateNumber),
    ),
  CertificateRevoked: (event, { certificate }, context) =>
    judged(
      valid(certificate),
      numberOf(certificate, event.certificateNumber),
      withdrawable(event.requestEventId, certificate, context),
      since(event.effectiveOn, certificate.issuedOn),
    ),
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof certificateEvents>

/** G4: a certificate has the register's number; the number that was printed before there was a register comes by an import alone. */
function printedBefore(externalNumber: string, { reads, envelope: { correlationId } }: Context): Check {
  const imported = correlationId !== null && reads.import(correlationId).status !== 'none'
  // A number of the register's own shape would pass for another's.
  return need('G4', imported && !/^RNCP[0-9]+-[0-9]{4}-[0-9]+$/i.test(externalNumber.trim()), {
    found: externalNumber,
    expected: say('un numéro du registre ; celui d’avant, par un import', 'a number of the register; one from before, by an import'),
  })
}
