import {
  alix,
  apprentice,
  approvedIssuance,
  awardedTraining,
  candidacyOf,
  certificateNumberOf,
  certified,
  having,
  havingNote,
  idOf,
  requestedRevocation,
  revokedCertificate,
  type Step,
  sessionOn,
} from '@minutier/testing'
import t from 'tap'
import { alertsOf } from './alerts-of.ts'

const subject = `candidacy-${candidacyOf(alix)}`
const annulment = havingNote('DecisionAnnulmentNoted', '2024-04-29', { decisionEventId: idOf('decision'), blocs: [] })
const issued = [apprentice(), certified()]
const awardedAgain = havingNote('CertificationAwarded', '2024-05-27', { juryId: idOf('another session'), decidedOn: sessionOn })

t.test('certificateDecisionAnnulled: until the certificate is revoked', async (t) => {
  t.strictSame(await (await alertsOf(t, ...issued)).on('2024-05-20', 'certificateDecisionAnnulled'), [])
  const { on, behind } = await alertsOf(t, ...issued, annulment)
  const [alert, ...others] = await on('2024-05-20', 'certificateDecisionAnnulled')
  t.match(alert, { severity: 'wrong', subject, about: certificateNumberOf(1), dueOn: null, days: null })
  t.strictSame([behind(alert), others], [['CertificateIssued', 'DecisionAnnulmentNoted'], []])
  t.strictSame(await on('2024-07-03', 'cdcDeadline'), [], 'what is to be revoked is not to be sent')
  const asked = await alertsOf(t, ...issued, annulment, requestedRevocation())
  t.match((await asked.on('2024-05-20', 'certificateDecisionAnnulled'))[0]?.text.en, /another person/)
  const gone = await alertsOf(t, ...issued, annulment, revokedCertificate())
  t.strictSame(await gone.on('2024-05-20', 'certificateDecisionAnnulled'), [])
})

t.test('certificateDecisionAnnulled: a second award does not found the first certificate', async (t) => {
  const { on } = await alertsOf(t, ...issued, annulment, awardedAgain)
  t.equal((await on('2024-06-03', 'certificateDecisionAnnulled')).length, 1)
  t.strictSame(
    await (await alertsOf(t, ...issued, annulment, revokedCertificate(), awardedAgain)).on('2024-06-03', 'certificateDecisionAnnulled'),
    [],
  )
})

const blocked = havingNote('IssuanceBlocked', '2024-04-02', { reason: 'alreadyCertified' })

t.test('issuanceBlocked: until it is approved again, while the certification stands awarded', async (t) => {
  const stuck = [apprentice(), awardedTraining(), approvedIssuance(), blocked]
  const { on, behind } = await alertsOf(t, ...stuck)
  const [alert, ...others] = await on('2024-04-03', 'issuanceBlocked')
  t.match(alert, { severity: 'wrong', subject, text: { fr: /motif : (?!alreadyCertified)/ } })
  t.strictSame([behind(alert), others], [['IssuanceBlocked'], []])
  const again: Step = having('ApproveIssuance', '2024-04-08', {
    issuedOn: '2024-04-08',
    issuedAtCommune: '33063',
    signatoryId: idOf('Sam Signataire'),
  })
  t.strictSame(await (await alertsOf(t, ...stuck, again)).on('2024-04-09', 'issuanceBlocked'), [])
  t.strictSame(await (await alertsOf(t, ...stuck, annulment)).on('2024-05-20', 'issuanceBlocked'), [], 'nothing is owed any more')
})
