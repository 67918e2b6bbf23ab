import { refused } from '../kernel/judgment.ts'
import { dayOf } from '../kernel/time.ts'
import type { Maker, Makers } from '../making.ts'
import type { Reads } from '../reads.ts'
import { rulebookFor } from '../rulebook/in-force.ts'
import { noCertificate } from './certificate.ts'
import { termOf } from './judge/admissibility.ts'
import { blocOf, type VaeFileState } from './state.ts'

/** Silence is dated the end of its term (V4), whenever it is recorded. A candidacy without a file is refused by its judge. */
const deemAdmissible: Maker = (_, { target: { state }, reads, draft }) => {
  const termOn = 'vae' in state && state.vae ? endOfSilence(state.vae, state.certification, reads) : dayOf(draft.occurredAt)
  return [{ type: 'AdmissibilityDeemedGranted', data: { termOn } }]
}

/** How long the term is, the rulebook in force on its last day says; the one in force at the receipt says which day that would be. */
function endOfSilence(vae: VaeFileState, certification: string, reads: Reads): string {
  const termUnder = (day: string): string => {
    const inForce = rulebookFor(certification, day, reads)
    return 'rulebook' in inForce ? termOf(vae, inForce.rulebook) : day
  }
  return termUnder(termUnder(vae.termRunsFrom))
}

/** The attempt that is scheduled is counted from those that ended without the bloc. */
const scheduleRetake: Maker = (input, { target: { state } }) => {
  const { bloc } = input
  const failed = 'blocs' in state && 'finalEpreuve' in state && typeof bloc === 'string' ? blocOf(state, bloc).failedIn.length : 0
  return [{ type: 'BlocRetakeScheduled', data: { ...input, attemptCount: failed + 1 } }]
}

/** A certificate has one number, which nobody types. Where none was issued yet, there is no fact to judge: the step is missing (G1). */
function ofCertificate(type: 'CertificateReissued' | 'CertificateRevocationRequested' | 'CertificateRevoked'): Maker {
  return (input, { target: { state } }) => {
    const certificate = 'certificate' in state ? state.certificate : noCertificate
    if (certificate.number !== null) return [{ type, data: { ...input, certificateNumber: certificate.number } }]
    const missing = refused('G1', { found: certificate.state, expected: 'issued' })
    return missing.outcome === 'refused' ? missing : []
  }
}

export const candidacyMakers: Makers = {
  DeemAdmissibilityGranted: deemAdmissible,
  ScheduleBlocRetake: scheduleRetake,
  ReissueCertificate: ofCertificate('CertificateReissued'),
  RequestCertificateRevocation: ofCertificate('CertificateRevocationRequested'),
  RevokeCertificate: ofCertificate('CertificateRevoked'),
}
