import { addMonths, correctedFacts, type Jury, lastJuryDay, lastNotificationDay, sittingFor } from '@minutier/domain'
import { type Alert, raise, timing } from './alert.ts'
import type { FoldedOf, RankOf, Ruling, ToldJourney } from './told.ts'

/** What sessions of the jury de certification owe: a full jury (J1), an interview in time (V5), a notification in time (V6). */

/** Where the interview of a candidate is planned, in a session that still sits. */
export type Planned = ReadonlyMap<string, string>

export function plannedIn({ status, candidates }: Jury): [candidacyId: string, plannedOn: string][] {
  if (status !== 'constituted' && status !== 'sitting') return []
  return Object.entries(candidates).flatMap(([id, { state, plannedOn }]) => (state === 'convened' ? [[id, plannedOn]] : []))
}

/** V5: the alert counts the months from the deposit, the law to the end of the last of them (certification reference, note e). */
export function termAlerts({ stream, told }: ToldJourney, planned: Planned, { rulebook }: Ruling, today: string): Alert[] {
  const { vae, status, candidacyId, certification, centreSiret } = told
  const deposit = vae?.deposits.at(-1)
  const variant = variants.get(status)
  if (!deposit || !rulebook || !variant) return []
  const plannedOn = planned.get(candidacyId)
  if (status === 'convened' && plannedOn !== undefined && plannedOn >= today) return []
  const dueOn = addMonths(deposit.on, rulebook.vae.juryMonths)
  const severity = timing('juryVaeTerm', dueOn, today)
  if (severity === null) return []
  const values = { depositedOn: deposit.on, lastOn: lastJuryDay(deposit.on, rulebook) }
  const where = { subject: stream, certification, centreSiret, dueOn, positions: [deposit.rank] }
  return [raise('juryVaeTerm', severity, variant, today, { ...where, values })]
}

const variants: ReadonlyMap<string, 'verify' | 'convene' | 'hear'> = new Map([
  ['deposited', 'verify'],
  ['flagged', 'verify'],
  ['verified', 'convene'],
  ['convened', 'hear'],
])

/** A candidate who waits, for whom fewer may sit than the rulebook says: nobody is heard, and nobody deliberates. */
export function shortAlerts({ stream, history, state }: FoldedOf<'jury'>, { rulebook }: Ruling, rankOf: RankOf, today: string): Alert[] {
  const { status, certification, organiserSiret, sessionOn, candidates } = state
  if (!rulebook || (status !== 'constituted' && status !== 'sitting')) return []
  const { size } = rulebook.jury
  const short = Object.entries(candidates)
    .filter(([, one]) => one.state === 'convened' || one.state === 'heard')
    .map(([id, { plannedOn }]) => ({ id, plannedOn, sitting: sittingFor(state, id).length }))
    .filter(({ sitting }) => sitting < size)
  if (short.length === 0) return []
  const waiting = new Set(short.map(({ id }) => id))
  const behind = correctedFacts(history).filter(
    ({ type, data }) => composing.has(type) || (type === 'CandidateConvened' && waiting.has(String(data['candidacyId']))),
  )
  const values = { sessionOn, sitting: Math.min(...short.map(({ sitting }) => sitting)), size, candidates: short.length }
  const dueOn = short.map(({ plannedOn }) => plannedOn).toSorted()[0] ?? sessionOn
  const where = { subject: stream, certification, centreSiret: organiserSiret, dueOn }
  return [raise('juryShort', 'wrong', 'short', today, { ...where, positions: behind.map(rankOf), values })]
}

const composing: ReadonlySet<string> = new Set(['JuryConstituted', 'JuryMemberRecused', 'JuryMemberReplaced'])

/** Of a VAE candidate, what V6 needs to know. */
export interface Candidate {
  readonly route: string
  readonly centreSiret: string
}

/** Candidates of a session whose decision is to be notified, or sealed first: those of whom it has to be known whether they come by VAE. */
export function toBeNotified({ status, candidates, aftermath }: Jury): string[] {
  return Object.entries(candidates)
    .filter(([, { object, deliberation, decision }]) => {
      if (object === 'final' || deliberation === null) return false
      if (status === 'constituted' || status === 'sitting') return true
      if (status !== 'sealed' || decision === null || aftermath.annulled.includes(decision.eventId)) return false
      return aftermath.notified[decision.eventId] === undefined
    })
    .map(([id]) => id)
}

/** V6: the fifteen days of the notification run from the deliberation, whatever is still to be sealed. */
export function notificationAlerts(
  { stream, history, state }: FoldedOf<'jury'>,
  candidateOf: (id: string) => Candidate | undefined,
  { rulebook }: Ruling,
  rankOf: RankOf,
  today: string,
): Alert[] {
  if (!rulebook) return []
  const facts = correctedFacts(history)
  return toBeNotified(state).flatMap((id) => {
    const candidate = candidateOf(id)
    const deliberation = state.candidates[id]?.deliberation
    if (!deliberation || candidate?.route !== 'VAE') return []
    const { deliberatedOn } = deliberation
    const dueOn = lastNotificationDay(deliberatedOn, rulebook)
    const severity = timing('juryVaeNotification', dueOn, today)
    if (severity === null) return []
    const behind = ['DeliberationHeld', 'JuryDecisionRecorded'].map((wanted) =>
      facts.findLast(({ type, data }) => type === wanted && data['candidacyId'] === id),
    )
    return [
      raise('juryVaeNotification', severity, state.status === 'sealed' ? 'notify' : 'seal', today, {
        subject: stream,
        about: id,
        certification: state.certification,
        centreSiret: candidate.centreSiret,
        dueOn,
        positions: behind.map((entry) => entry && rankOf(entry)),
        values: { deliberatedOn, candidate: id },
      }),
    ]
  })
}
