import { fingerprintOf, identityOf, idOf, type Play, partnerSiret } from '@minutier/testing'
import {
  admissibleVae,
  annulDecision,
  appliedCandidate,
  certification,
  certifiedApprentice,
  enrolledCandidate,
  file,
  grantedAccommodation,
  habilitated,
  habilitationId,
  issued,
  judgedVae,
  lastId,
  on,
  revoked,
  staff,
} from '../stories/cast/index.ts'

/** Apprentices, a VAE, an annulment, a revocation, a partner: the commands of the everyday, and some of the rare ones. */
export async function wholeStories(play: Play) {
  await habilitated(play)
  const incomplete = await admissibleVae(play, 'Expérimentée')
  await judgedVae(play, incomplete.candidacyId, { fileOn: '2023-09-25', day: '2023-12-12', outcome: 'total', blocs: await blocsOf(play) })
  await issued(play, incomplete.candidacyId, '2023-12-18')

  const apprentice = await certifiedApprentice(play, 'Apprentie')
  const { personId, candidacyId, juryId, decisionEventId } = apprentice
  const late = on(play, '2024-09-03')
  await play.run('NotifyDecision', juryId, { decisionEventId, notifiedOn: '2024-07-08', channel: 'email' }, { ...late, kind: 'jury' })
  await play.run('RectifyIdentity', personId, { facts: [identityOf('Autrement')], reason: 'civilStatusChanged' }, late)
  const reissue = { reissuedOn: '2024-09-03', issuedAtCommune: '34172', signatoryId: await staff(play, 'Signataire') }
  await play.run('ReissueCertificate', candidacyId, { ...reissue, reason: 'identityRectified' }, late)
  await annulDecision(play, juryId, { kind: 'jury', decisionEventId, day: '2024-10-01' })
  await revoked(play, candidacyId, '2024-10-02')

  const accommodated = await enrolledCandidate(play, 'Aménagée', { enrolledOn: '2024-10-07' })
  const measures = [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 }]
  await grantedAccommodation(play, accommodated.candidacyId, { day: '2024-10-08', measures })
  await play.run(
    'WithdrawEnrolment',
    accommodated.candidacyId,
    { effectiveOn: '2024-10-10', reason: 'candidateRequest' },
    on(play, '2024-10-10'),
  )

  const applied = await appliedCandidate(play, 'Refusée', { from: '2024-10-14' })
  await play.run('CompleteApplication', applied.candidacyId, { pieces: ['evidence'], file: file('evidence') }, on(play, '2024-10-15'))
  await play.run('AnnulFact', applied.candidacyId, annulmentOf(await lastId(play, 'ApplicationCompleted')), {
    ...on(play, '2024-10-16'),
    kind: 'candidacy',
  })
  const audit = { auditId: idOf('audit'), gridVersion: 'v2', auditedOn: '2024-10-16', majorCount: 1, minorCount: 0 }
  await play.run('RecordPartnerAudit', partnerSiret, { ...audit, reportFingerprint: fingerprintOf('audit') }, on(play, '2024-10-16'))
  const action = { actionId: idOf('action'), auditId: audit.auditId, finding: 'juryComposition', dueOn: '2024-12-16' }
  await play.run('RequestCorrectiveAction', partnerSiret, action, on(play, '2024-10-16'))
  const suspension = { habilitationId, effectiveOn: '2024-10-17', reason: 'auditFinding' }
  await play.run('SuspendHabilitation', partnerSiret, suspension, on(play, '2024-10-17'))
  return apprentice
}

const annulmentOf = (correctedEventId: string) => ({ correctedEventId, reason: 'recordedTwice', authority: 'certifier' })
const blocsOf = async (play: Play) => (await play.state('certification', certification)).blocs
