import {
  alix,
  apprentice,
  candidacyOf,
  certificateNumberOf,
  certified,
  commitmentOf,
  fingerprintOf,
  having,
  havingNote,
  idOf,
  issuing,
  requestedRevocation,
  revokedCertificate,
  type Step,
  sessionOn,
  together,
} from '@minutier/testing'
import t from 'tap'
import { alertsOf } from './alerts-of.ts'

const number = certificateNumberOf(1)
const batchId = idOf('batch')
const candidacyId = candidacyOf(alix)
const passage = { batchId, certificateNumber: number }
const reserved = havingNote('PassageReserved', '2024-04-08', passage)
const settled = (result: string) => havingNote('PassageSettled', '2024-04-22', { ...passage, result })
const excluded = having('ExcludePassage', '2024-04-08', { reason: 'sentOtherwise' })
const issued = together(apprentice(), certified())

const batch = (...steps: readonly Step[]) =>
  together(
    (world) => {
      world.run('GenerateCdcBatch', batchId, {
        certification: 'RNCP36582',
        cdcSchemaVersion: '1.1.2',
        action: 'creation',
        idFlux: 'FLUX-1',
      })
      world.note('transmission', batchId, [
        { type: 'CdcBatchItemsListed', data: { candidacyIds: [candidacyId, idOf('another')] } },
        { type: 'CdcBatchGenerated', data: { passageCount: 2, outputFingerprint: fingerprintOf('batch') } },
      ])
      world.at('2024-04-09')
      world.run('RecordCdcDeposit', batchId, { depositedOn: '2024-04-09' })
    },
    ...steps,
  )

/** A processing report that names the other passage alone. */
const partlyAnswered: Step = (world) => {
  const idTraitement = 'T-1'
  world.run('IngestCdcReport', batchId, { idTraitement, accepted: [idOf('another')], alreadyKnown: [], rejected: [] })
  const counts = { acceptedCount: 1, knownCount: 0, rejectedCount: 0 }
  world.note('transmission', batchId, {
    type: 'CdcReportIngested',
    data: { idTraitement, reportFingerprint: fingerprintOf('report'), ...counts },
  })
}

t.test('cdcDeadline: three months from the issuance, told of thirty days before', async (t) => {
  const { on, lines, behind } = await alertsOf(t, issued)
  t.strictSame(await lines('2024-06-01', 'cdcDeadline'), [])
  t.strictSame(await lines('2024-06-02', 'cdcDeadline'), ['soon 2024-07-02 30'])
  t.strictSame(await lines('2024-07-02', 'cdcDeadline'), ['soon 2024-07-02 0'], 'its last day is in time')
  t.strictSame(await lines('2024-07-03', 'cdcDeadline'), ['late 2024-07-02 -1'])
  const [alert] = await on('2024-07-03', 'cdcDeadline')
  t.match(alert, { subject: `candidacy-${candidacyId}`, certification: 'RNCP36582', about: null })
  t.match(alert?.text, { fr: /^Certificat RNCP36582-2024-000001 délivré le 2 avril 2024 : mettez-le/, en: /by 2 July 2024/ })
  t.strictSame(behind(alert), ['CertificateIssued'])
})

t.test('cdcDeadline: a reissue starts no other term', async (t) => {
  const reissue = { reissuedOn: '2024-05-27', issuedAtCommune: '33063', signatoryId: idOf('Sam Signataire'), reason: 'lost' }
  const again = having('ReissueCertificate', '2024-05-27', { ...reissue, holderCommitment: commitmentOf('holder') })
  const { lines } = await alertsOf(t, issued, again)
  t.strictSame(await lines('2024-07-03', 'cdcDeadline'), ['late 2024-07-02 -1'])
})

t.test('cdcDeadline: until it is accepted, known already, or excluded', async (t) => {
  const late = '2024-07-03'
  const told: readonly (readonly [RegExp | null, readonly Step[]])[] = [
    [/dans un lot sans réponse/, [reserved]],
    [/l’a rejeté/, [reserved, settled('rejected')]],
    [/mettez-le dans un fichier/, [reserved, settled('released')]],
    [null, [reserved, settled('accepted')]],
    [null, [reserved, settled('alreadyKnown')]],
    [null, [excluded]],
    [null, [revokedCertificate()]],
  ]
  for (const [text, steps] of told) {
    const [alert, ...others] = await (await alertsOf(t, issued, ...steps)).on(late, 'cdcDeadline')
    t.strictSame(others, [])
    if (text === null) t.equal(alert, undefined)
    else t.match(alert?.text.fr, text)
  }
})

t.test('cdcDeadline: an exclusion that is annulled excludes nothing', async (t) => {
  const annulled: Step = (world) => {
    world.at('2024-04-15')
    const correctedEventId = world.last('PassageExcluded').id
    return world.attempt('AnnulFact', candidacyId, { correctedEventId, reason: 'recordedTwice', authority: 'certifier' })
  }
  const { lines } = await alertsOf(t, issued, excluded, annulled)
  t.strictSame(await lines('2024-07-03', 'cdcDeadline'), ['late 2024-07-02 -1'])
})

t.test('cdcPassageUnanswered: in neither list of a report, and not before there is one', async (t) => {
  const waiting = await alertsOf(t, issued, reserved, batch())
  t.strictSame(await waiting.on('2024-04-22', 'cdcPassageUnanswered'), [])
  const { on, behind } = await alertsOf(t, issued, reserved, batch(partlyAnswered))
  const [alert, ...others] = await on('2024-04-22', 'cdcPassageUnanswered')
  t.match(alert, { severity: 'wrong', subject: `candidacy-${candidacyId}`, about: number, dueOn: null, days: null })
  t.strictSame([behind(alert), others], [['PassageReserved'], []])
  t.strictSame(await on('2024-04-22', 'cdcBatchUnanswered'), [], 'the batch was answered, in part')
  const listed: Step = (world) => {
    world.run('IngestCdcReport', batchId, { idTraitement: 'T-1', accepted: [idOf('another')], alreadyKnown: [], rejected: [] })
  }
  const unfinished = await alertsOf(t, issued, reserved, batch(listed))
  t.strictSame(await unfinished.on('2024-04-22', 'cdcPassageUnanswered'), [], 'results that nothing closes are none')
  t.equal((await unfinished.on('2024-05-10', 'cdcBatchUnanswered')).length, 1)
  const freed = await alertsOf(t, issued, reserved, batch(partlyAnswered), settled('released'))
  t.strictSame(await freed.on('2024-05-06', 'cdcPassageUnanswered'), [])
})

t.test('cdcBatchUnanswered: told of fifteen days after the deposit, late after thirty', async (t) => {
  const { on, lines, behind } = await alertsOf(t, issued, reserved, batch())
  t.strictSame(await lines('2024-04-23', 'cdcBatchUnanswered'), [])
  t.strictSame(await lines('2024-04-24', 'cdcBatchUnanswered'), ['soon 2024-05-09 15'])
  t.strictSame(await lines('2024-05-09', 'cdcBatchUnanswered'), ['soon 2024-05-09 0'])
  t.strictSame(await lines('2024-05-10', 'cdcBatchUnanswered'), ['late 2024-05-09 -1'])
  const [alert] = await on('2024-05-10', 'cdcBatchUnanswered')
  t.match(alert, { subject: `transmission-${batchId}`, certification: 'RNCP36582', centreSiret: null })
  t.strictSame(behind(alert), ['CdcBatchDeposited'])
  const closed = await alertsOf(t, issued, reserved, batch(), (world) =>
    world.attempt('CloseCdcBatch', batchId, { reason: 'neverAnswered' }),
  )
  t.strictSame(await closed.on('2024-05-10', 'cdcBatchUnanswered'), [])
})

t.test('cdcRevokedAfterAcceptance: only what the Caisse des Dépôts has, also once the next certificate is sent', async (t) => {
  const sentThenRevoked = [issued, reserved, settled('accepted'), revokedCertificate()]
  const { on, behind } = await alertsOf(t, ...sentThenRevoked)
  const [alert, ...others] = await on('2024-05-14', 'cdcRevokedAfterAcceptance')
  t.match(alert, { severity: 'wrong', about: number, text: { fr: /retirer à la main/ } })
  t.strictSame([behind(alert), others], [['CertificateIssued', 'PassageSettled', 'CertificateRevoked'], []])

  const again = together(
    ...sentThenRevoked,
    havingNote('DecisionAnnulmentNoted', '2024-05-20', { decisionEventId: idOf('decision'), blocs: [] }),
    havingNote('CertificationAwarded', '2024-06-03', { juryId: idOf('another session'), decidedOn: sessionOn }),
    having('ApproveIssuance', '2024-06-10', { issuedOn: '2024-06-10', issuedAtCommune: '33063', signatoryId: idOf('Sam Signataire') }),
    havingNote('CertificateIssued', '2024-06-10', { ...issuing(2), issuedOn: '2024-06-10' }),
    havingNote('PassageReserved', '2024-06-17', { batchId: idOf('batch two'), certificateNumber: certificateNumberOf(2) }),
  )
  const after = await alertsOf(t, again)
  t.strictSame(
    (await after.on('2024-07-03', 'cdcRevokedAfterAcceptance')).map(({ about }) => about),
    [number],
  )
  t.strictSame(await after.lines('2024-09-11', 'cdcDeadline'), ['late 2024-09-10 -1'], 'of the second certificate alone')

  for (const steps of [
    [revokedCertificate()],
    [reserved, settled('rejected'), revokedCertificate()],
    [reserved, settled('accepted'), requestedRevocation()],
  ])
    t.strictSame(await (await alertsOf(t, issued, ...steps)).on('2024-05-14', 'cdcRevokedAfterAcceptance'), [])
})
