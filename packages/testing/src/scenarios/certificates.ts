import type { Step } from '../given.ts'
import { commitmentOf, fingerprintOf, idOf } from '../people.ts'
import type { World } from '../world.ts'
import { acquiredBlocs, havingNote } from './blocs.ts'
import { dossierCompliant } from './juries.ts'
import { alix, attempting, candidacyOf, having, onDay, rncp36582, somebody, together } from './training.ts'

/** From the dossier to the certificate, without the session behind its effects: a jury of 18 March 2024, a certificate in April. */

type Fields = Readonly<Record<string, unknown>>

export const sessionOn = '2024-03-18'

export function sessionOf(name: string): string {
  return idOf(`jury of ${name}`)
}

/** What a dossier of an apprentice says, but for what a test says otherwise. */
export function dossier(fields: Fields = {}, name = alix): Fields {
  return {
    pages: 55,
    fingerprint: fingerprintOf(`dossier of ${name}`),
    workPeriod: { kind: 'alternance', fromOn: '2023-09-11', untilOn: '2024-06-28' },
    attestationCommitment: commitmentOf(`attestation of ${name}`),
    ...fields,
  }
}

export function submittedDossier(fields: Fields = {}, name = alix): Step {
  return having('SubmitDossier', '2024-02-19', dossier(fields, name), name)
}

export function scheduledHearing(name = alix, juryId = sessionOf(name)): Step {
  return havingNote('HearingScheduled', '2024-02-26', { juryId, plannedOn: sessionOn }, name)
}

export function heardOnDossier(name = alix, juryId = sessionOf(name)): Step {
  return together(
    dossierCompliant(name),
    scheduledHearing(name, juryId),
    havingNote('HearingCompleted', sessionOn, { juryId, heardOn: sessionOn }, name),
  )
}

export function finalResult(name = alix, fields: Fields = {}): Fields {
  return { juryId: sessionOf(name), decidedOn: sessionOn, ...fields }
}

export function validatedFinal(name = alix): Step {
  return together(heardOnDossier(name), havingNote('FinalEpreuveValidated', sessionOn, finalResult(name), name))
}

/** Four blocs, the final épreuve and the award. */
export function awardedTraining(name = alix): Step {
  return together(
    acquiredBlocs(undefined, name),
    validatedFinal(name),
    havingNote('CertificationAwarded', sessionOn, finalResult(name), name),
  )
}

const signatory = 'Sam Signataire'

export function approval(fields: Fields = {}): Fields {
  return { issuedOn: '2024-04-02', issuedAtCommune: '33063', signatoryId: idOf(signatory), ...fields }
}

/** Who signs is known. */
export function knownSignatory(world: World): void {
  somebody(world, signatory)
}

/** An approval on the day of issue: what `when` looks at. */
export function approving(fields: Fields = {}, name = alix): Step {
  const said = approval(fields)
  return (world) => {
    knownSignatory(world)
    return attempting('ApproveIssuance', String(said['issuedOn']), said, name)(world)
  }
}

export function approvedIssuance(fields: Fields = {}, name = alix): Step {
  const said = approval(fields)
  return together(knownSignatory, having('ApproveIssuance', String(said['issuedOn']), said, name))
}

export function certificateNumberOf(count: number, year = 2024): string {
  return `${rncp36582}-${year}-${String(count).padStart(6, '0')}`
}

export function issuing(count = 1, fields: Fields = {}): Fields {
  return { certificateNumber: certificateNumberOf(count), ...approval(), holderCommitment: commitmentOf('holder'), ...fields }
}

/** The certificate of somebody whose certification was awarded. */
export function issuedCertificate(count = 1, name = alix): Step {
  return together(approvedIssuance({}, name), havingNote('CertificateIssued', '2024-04-02', issuing(count), name))
}

export function certified(name = alix): Step {
  return together(awardedTraining(name), issuedCertificate(1, name))
}

export function requestedRevocation(name = alix): Step {
  return having('RequestCertificateRevocation', '2024-05-06', { reason: 'fraud' }, name)
}

/** Another person than the one who asked revokes, unless the test says that it is the same. */
export function revoking(actor = idOf('another certifier'), fields: Fields = {}, name = alix): Step {
  return (world) => {
    const acting = { ...onDay(world, '2024-05-13'), actor }
    const { revocation } = world.folded('candidacy', candidacyOf(name)).state.certificate
    const requestEventId = revocation?.eventId ?? idOf('no request')
    return world.attempt('RevokeCertificate', candidacyOf(name), { requestEventId, effectiveOn: '2024-05-13', ...fields }, acting)
  }
}

export function revokedCertificate(name = alix): Step {
  return together(requestedRevocation(name), (world) => {
    const decision = revoking(undefined, {}, name)(world)
    if (typeof decision === 'object' && decision.outcome === 'refused') throw new Error(JSON.stringify(decision.refusal))
  })
}
