import {
  addDays,
  admissibilityTermOf,
  type Certification,
  correctedFacts,
  daysBetween,
  entryWindow,
  openVae,
  type Rulebook,
  registrationOn,
} from '@minutier/domain'
import { type Alert, raise, timing } from './alert.ts'
import { dayIn, type FoldedOf, type Ruling, type ToldJourney } from './told.ts'

/** What a VAE candidate waits for (V4), and what waits for the candidate (certification reference, 4.2). */

/** V4: the answer on a feasibility file, then what its silence is worth. No term runs while the file is incomplete. */
export function answerAlerts({ stream, told }: ToldJourney, { certification, rulebook }: Ruling, today: string): Alert[] {
  const { vae, status, centreSiret } = told
  if (!vae || !rulebook || (status !== 'received' && status !== 'complete')) return []
  const dueOn = admissibilityTermOf({ termRunsFrom: vae.termFrom }, rulebook)
  const positions = [vae.received.rank, vae.incomplete?.rank]
  const about = { subject: stream, certification: told.certification, centreSiret, dueOn, positions }
  if (today > dueOn) return [raise('vaeSilence', 'late', silenceOf(dueOn, certification, rulebook), today, about)]
  return timing('vaeAnswer', dueOn, today) === null ? [] : [raise('vaeAnswer', 'soon', 'due', today, about)]
}

/** What may be recorded once the term has passed: W1 and W3 hold on its day too. */
function silenceOf(termOn: string, certification: Certification, rulebook: Rulebook): 'deem' | 'expired' | 'withdrawn' | 'suspended' {
  const { status } = registrationOn(certification, termOn)
  if (status === 'withdrawn') return 'withdrawn'
  if (termOn > entryWindow(certification, rulebook).until) return 'expired'
  return status === 'suspended' ? 'suspended' : 'deem'
}

const open: ReadonlySet<string> = new Set(openVae)

/** May it be stale, as far as what is told of it says? Its events tell for sure. */
export function mayBeStale({ told }: ToldJourney, { rulebook }: Ruling, today: string): boolean {
  const { vae, status } = told
  if (!vae || !rulebook || !open.has(status)) return false
  const { received, termFrom, answer, deposits, interviews, outcomes, absences } = vae
  const days = [received, ...(answer ? [answer] : []), ...deposits, ...interviews, ...outcomes, ...absences].map(({ on }) => on)
  return [termFrom, ...days].every((on) => daysBetween(on, today) > rulebook.vae.staleAfterDays)
}

/** Without activity for longer than the rulebook says: a person decides what it is worth. A fact that was annulled is no activity. */
export function staleAlerts(
  { stream, told, ranks }: ToldJourney,
  { history }: FoldedOf<'candidacy'>,
  ruling: Ruling,
  today: string,
): Alert[] {
  const { rulebook } = ruling
  if (!rulebook || !open.has(told.status)) return []
  const acts = correctedFacts(history).filter(({ type }) => type !== 'EffectRefused')
  const last = acts.map((entry) => ({ on: dayIn(entry), revision: entry.revision })).reduce(later, null)
  if (!last) return []
  const dueOn = addDays(last.on, rulebook.vae.staleAfterDays)
  if (today <= dueOn) return []
  const { certification, centreSiret } = told
  const positions = [ranks[last.revision]]
  const where = { subject: stream, certification, centreSiret, dueOn, positions }
  return [raise('vaeStale', 'late', 'stale', today, { ...where, values: { lastOn: last.on } })]
}

interface Act {
  readonly on: string
  readonly revision: number
}

function later(latest: Act | null, one: Act): Act {
  return latest === null || one.on >= latest.on ? one : latest
}
