import type { Candidate } from './candidates.ts'
import type { Promotion } from './promotion.ts'
import { blocs, staff } from './school.ts'

/** What may happen to a candidate along the training: an accommodation, a bloc credited, a withdrawal, the dossier. */

/** The bloc whose defence is accommodated beside the final one. */
export const accommodatedBloc = blocs[0] ?? ''
/** A third more, for the final épreuve and for that MSPR. */
export const extraTime = { final: 60, mspr: 40 }

export const accommodationOf = ({ number }: Candidate) => `#a-${number}`

export function accommodated({ random, write, on }: Promotion, candidate: Candidate): void {
  const { number, candidacyId: stream } = candidate
  const name = `c-${number}-accommodation`
  const accommodationId = accommodationOf(candidate)
  const after = random.between(10, 30)
  const asked = {
    accommodationId,
    receivedOn: on(after),
    written: true,
    officerId: staff.officer,
    request: { reference: `demande ${number}` },
  }
  write(on(after), { id: name, type: 'RequestAccommodation', stream, body: asked })
  const measures = [
    { type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: extraTime.final },
    { type: 'extraTime', epreuve: `mspr:${accommodatedBloc}`, part: 'oral', normalMinutes: 30, grantedMinutes: extraTime.mspr },
  ]
  const granted = { accommodationId, measures, effectiveOn: on(after + 8) }
  write(on(after + 8), { id: `${name}-granted`, type: 'GrantAccommodation', stream, body: granted })
}

/** E1: the one equivalence that the fiche gives. */
export function credited({ random, write, on }: Promotion, { number, candidacyId: stream }: Candidate, bloc: string): void {
  const obtainedOn = `20${random.between(18, 21)}-06-30`
  const proof = { reference: `attestation de bloc ${number}` }
  const body = { sourceBloc: 'RNCP35584BC02', bloc, obtainedOn, deciderId: staff.pedagogy, proof }
  write(on(random.between(21, 35)), { id: `c-${number}-equivalence`, type: 'CreditBlocByEquivalence', stream, body })
}

export function left({ random, write, on }: Promotion, { number, candidacyId: stream }: Candidate, after: number): void {
  const effectiveOn = on(after)
  const reason = random.pick(['candidateRequest', 'contractEnded', 'projectChanged', 'fundingLost'])
  write(effectiveOn, { id: `c-${number}-withdrawal`, type: 'WithdrawEnrolment', stream, body: { effectiveOn, reason } })
}

/** `as`: the last part of the names of its lines, for who hands in a second one. */
export function dossier(promotion: Promotion, candidate: Candidate, as: string, after: number): void {
  const { random, write, on, fingerprint } = promotion
  const { number, candidacyId: stream, route } = candidate
  const kind = route === 'FI' ? 'stage' : route === 'FC' ? random.pick(['stage', 'alternance']) : 'alternance'
  const body = {
    pages: random.between(50, 60),
    fingerprint: fingerprint(`${as} ${number}`),
    workPeriod: { kind, fromOn: on(30), untilOn: on(240) },
    attestation: { reference: `attestation d’employeur ${number}` },
  }
  write(on(after), { id: `c-${number}-${as}`, type: 'SubmitDossier', stream, body })
  write(on(after + 4), { id: `c-${number}-${as}-accepted`, type: 'AcceptDossier', stream, body: {} })
}
