import { type Candidacy, type Entry, registrationOn } from '@minutier/domain'
import { type Anomaly, titled } from './anomalies.ts'
import { outsideText, revokedText } from './sentences.ts'
import { entryIn, ranksOf, type Told, textIn } from './told.ts'

/** What has to be explained of one certificate, where a candidacy had several. */

type Certificate = Candidacy['certificate']
type Issued = Pick<Certificate, 'issuedOn'>

/** Issued when the registration no longer ran: the dates say it, and the verdicts whether it was permitted. */
export function outsideRegistration({ issuedOn }: Issued, enteredOn: string | null, issued: Entry, told: Told): Anomaly[] {
  if (issuedOn === null) return []
  const { state, history } = told.certification
  const { status, since, eventId } = registrationOn(state, issuedOn)
  const anomaly = (rule: string, how: Parameters<typeof outsideText>[0], from: string): Anomaly => {
    const verdict = told.verdicts.verdicts.find((one) => one.rule.id === rule)
    const why = { issuedOn, enteredOn, rule: titled(rule, told), status: verdict?.status ?? 'notApplicable' }
    const decision = how === 'expired' ? undefined : history.find(({ id }) => id === eventId)
    const positions = ranksOf(told, issued, decision, ...(verdict?.by ?? []))
    return { code: 'outsideRegistration', rule, reason: null, by: null, positions, sentence: outsideText(how, from, why) }
  }
  return [
    ...(issuedOn > state.expiresOn ? [anomaly('W2', 'expired', state.expiresOn)] : []),
    ...(status !== 'registered' && since !== null ? [anomaly('W3', status, since)] : []),
  ]
}

/** By whom it was revoked, and the reason for which another asked it. */
export function revocationOf({ number }: Pick<Certificate, 'number'>, told: Told): Anomaly[] {
  const { events } = told.verdicts
  const revoked = events.find(({ entry }) => entry.type === 'CertificateRevoked' && textIn(entry, 'certificateNumber') === number)
  if (!revoked) return []
  const { entry } = revoked
  const request = entryIn(told, entry.data['requestEventId'])
  const sentence = revokedText(textIn(entry, 'effectiveOn') ?? '', request)
  const reason = request ? textIn(request, 'reason') : null
  const by = { actor: entry.actor, role: entry.role }
  return [{ code: 'revoked', rule: null, reason, by, positions: ranksOf(told, request, entry), sentence }]
}
