import { addMonths } from '../kernel/time.ts'

/** Whoever obtained a certification from this day on is known to the Caisse des Dépôts (L6113-8). */
export const firstObtentionSent = '2021-07-01'

/** Months after its issuance in which a certificate is sent; a reissue starts no other term. */
const sendingMonths = 3

/** Last day on which the Caisse des Dépôts is told in time of a certificate issued that day. */
export function lastSendingDay(issuedOn: string): string {
  return addMonths(issuedOn, sendingMonths)
}
