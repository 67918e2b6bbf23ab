import { addMonths, correctedFacts, entryWindow, registrationOn } from '@minutier/domain'
import { type Alert, raise, timing } from './alert.ts'
import type { FoldedOf, RankOf, Ruling } from './told.ts'

/** Months before the expiry by which the renewal file is deposited (exchange reference, 8.1; from a secondary source). */
const renewalMonths = 6

const dated: ReadonlySet<string> = new Set(['CertificationImported', 'RegistrationRenewed'])

/** A registration that ends, and the file that renews it. Nothing is said of one that has ended, or was withdrawn. */
export function registrationAlerts(
  { stream, history, state }: FoldedOf<'certification'>,
  { code, rulebook }: Ruling,
  rankOf: RankOf,
  today: string,
): Alert[] {
  const { expiresOn, successor } = state
  const until = rulebook ? entryWindow(state, rulebook).until : expiresOn
  if (expiresOn === '' || today > until || registrationOn(state, today).status === 'withdrawn') return []
  const positions = correctedFacts(history)
    .filter(({ type }) => dated.has(type))
    .slice(-1)
    .map(rankOf)
  const about = { subject: stream, certification: code, positions }
  const fileOn = addMonths(expiresOn, -renewalMonths)
  const renewal = successor === null ? timing('registrationRenewal', fileOn, today) : null
  return [
    ...(timing('registrationExpiring', until, today) === null
      ? []
      : [raise('registrationExpiring', 'soon', 'expiring', today, { ...about, dueOn: until })]),
    ...(renewal === null
      ? []
      : [raise('registrationRenewal', renewal, 'renew', today, { ...about, dueOn: fileOn, values: { expiresOn } })]),
  ]
}
