import { firstObtentionSent, lastSendingDay, passageOf } from '@minutier/domain'
import type { Journey } from '@minutier/read-models'
import { type Alert, raise, timing } from './alert.ts'
import type { FoldedOf, ToldJourney } from './told.ts'

/** What the Caisse des Dépôts has to be told of holders (exchange reference, 6.1, 6.9 and 6.10). */

/** Three months from the issuance, until the passage is accepted, known already, or excluded. A certificate to be revoked is not sent. */
export function sendingAlerts({ stream, told }: ToldJourney, today: string): Alert[] {
  const { award, certification, centreSiret } = told
  const certificate = told.certificates.at(-1)
  if (!certificate || certificate.revoked || award === null || award.on < firstObtentionSent) return []
  const { number, issued } = certificate
  const passage = passageIn(told, number)
  const variant = variantOf(passage)
  const dueOn = lastSendingDay(issued.on)
  const severity = timing('cdcDeadline', dueOn, today)
  if (variant === null || severity === null) return []
  const positions = [issued.rank, passage?.rank]
  const values = { number, issuedOn: issued.on }
  return [raise('cdcDeadline', severity, variant, today, { subject: stream, certification, centreSiret, dueOn, positions, values })]
}

/** Pending in a batch of which a processing report was taken in: the report named it in neither list. */
export function unansweredAlerts({ stream, told }: ToldJourney, answeredBatches: ReadonlySet<string>, today: string): Alert[] {
  const { passage, certification, centreSiret } = told
  const { state, batchId, certificateNumber: number, rank } = passage
  if (state !== 'reserved' || batchId === null || number === null || !answeredBatches.has(batchId)) return []
  const where = { subject: stream, about: number, certification, centreSiret }
  return [raise('cdcPassageUnanswered', 'wrong', 'unanswered', today, { ...where, positions: [rank], values: { number } })]
}

/** Certificates that the Caisse des Dépôts has, and that are revoked. */
export function revokedAlerts({ stream, told }: ToldJourney, candidacy: FoldedOf<'candidacy'>, today: string): Alert[] {
  const { certification, centreSiret } = told
  return told.certificates.flatMap(({ number, issued, revoked }) => {
    const { state, result } = passageOf(candidacy.state, number)
    if (!revoked || state !== 'settled' || (result !== 'accepted' && result !== 'alreadyKnown')) return []
    const positions = [issued.rank, passageIn(told, number)?.rank, revoked.rank]
    const where = { subject: stream, about: number, certification, centreSiret }
    return [
      raise('cdcRevokedAfterAcceptance', 'wrong', 'revoked', today, { ...where, positions, values: { number, revokedOn: revoked.on } }),
    ]
  })
}

function passageIn({ passage }: Journey, number: string): Journey['passage'] | null {
  return passage.certificateNumber === number ? passage : null
}

/** Null for what is done, and for what is not to be sent. */
function variantOf(passage: Journey['passage'] | null): 'toSend' | 'inBatch' | 'rejected' | null {
  if (passage?.state === 'excluded') return null
  if (passage?.state === 'reserved') return 'inBatch'
  if (passage?.state !== 'settled' || passage.result === 'released') return 'toSend'
  return passage.result === 'rejected' ? 'rejected' : null
}
