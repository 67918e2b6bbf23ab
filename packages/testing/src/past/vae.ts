import type { Candidate, VaeOutcome } from './candidates.ts'
import { identityOf } from './names.ts'
import type { Promotion } from './promotion.ts'
import { certification, staff } from './school.ts'

/** The road of a VAE to its verified validation file, some weeks before the juries of the promotion. */
export function vaeDeposited(promotion: Promotion, candidate: Candidate, outcome: VaeOutcome): void {
  const { random, write, on } = promotion
  const { number, candidacyId: stream } = candidate
  const name = `c-${number}`
  const from = -random.between(1, 20)
  received(promotion, candidate, from)
  write(on(from + 14), { id: `${name}-complete`, type: 'DeclareFeasibilityFileComplete', stream, body: {} })
  const decidedOn = on(from + random.between(20, 45))
  if (outcome === 'inadmissible') {
    const body = { decidedOn, reason: random.pick(['experienceUnrelated', 'experienceNotProved']) }
    write(decidedOn, { id: `${name}-admissibility`, type: 'RefuseAdmissibility', stream, body })
    return
  }
  write(decidedOn, { id: `${name}-admissibility`, type: 'GrantAdmissibility', stream, body: { decidedOn } })
  const deposit = random.between(230, 260)
  const file = { reference: `dossier de validation ${number}` }
  write(on(deposit), { id: `${name}-file`, type: 'RecordValidationFile', stream, body: { receivedOn: on(deposit), file } })
  write(on(deposit + 10), { id: `${name}-file-verified`, type: 'VerifyValidationFile', stream, body: {} })
}

function received({ random, write, on, centreSiret }: Promotion, { number, personId }: Candidate, from: number): void {
  const receivedOn = on(from)
  write(receivedOn, { id: `p-${number}`, type: 'RecordIdentity', body: { facts: [identityOf(number, random, [1965, 1992])] } })
  const body = {
    personId,
    certification,
    centreSiret,
    target: 'certification',
    targetBlocs: [],
    territory: 'FR',
    receivedOn,
    companionId: staff.companion,
    file: { reference: `dossier de faisabilité ${number}` },
  }
  write(receivedOn, { id: `c-${number}`, type: 'RecordFeasibilityFile', body })
}
