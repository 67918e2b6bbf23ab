import { type Folded, type Kind, NotLoaded, parseStream, rulebookInForce, streamOf, trackReads } from '@minutier/domain'
import { journeysAt, sessionsAt } from '@minutier/read-models'
import type { Making } from '../making/report.ts'
import { type Alert, inOrder } from './alert.ts'
import { batchAlerts, isPartlyAnswered } from './batches.ts'
import { annulledAlerts, blockedAlerts, standsWithoutDecision } from './certificates.ts'
import { effectAlerts } from './effects.ts'
import { notificationAlerts, type Planned, plannedIn, shortAlerts, termAlerts, toBeNotified } from './juries.ts'
import { partnerAlerts } from './partners.ts'
import { revokedAlerts, sendingAlerts, unansweredAlerts } from './passages.ts'
import { registrationAlerts } from './registration.ts'
import { idsOf, openRefusingStreams, type RefusingStreams } from './streams.ts'
import type { Ruling } from './told.ts'
import { answerAlerts, mayBeStale, staleAlerts } from './vae.ts'

/** What alerts are made from: that of a report, at a size of the log. */
export interface AlertParts {
  readonly ledger: Pick<Making['ledger'], 'store'>
  readonly readModels: Making['readModels']
  readonly at: Making['at']
  readonly size: number
  readonly signal: AbortSignal
  /** Kept by who asks again and again. */
  readonly refusing?: RefusingStreams
}

/** All that is late or wrong on a legal day, as the log's first `size` events tell it: by severity, then due day, then stream. */
export async function alertsAt(parts: AlertParts, today: string): Promise<Alert[]> {
  const { ledger, at, signal, refusing = openRefusingStreams(parts.ledger.store) } = parts
  const partners = await idsOf(ledger.store, 'partner', signal)
  const batches = await batchesOf(parts, today)
  const found: Alert[] = [...batches.alerts]
  for (const code of await idsOf(ledger.store, 'certification', signal)) {
    const certification = await folded(parts, 'certification', code)
    if (certification.revision === -1) continue
    const ruling = await rulingOn(parts, certification, code, today)
    const rankOf = at.rankOf
    found.push(...registrationAlerts(certification, ruling, rankOf, today))
    for (const siret of partners) {
      signal.throwIfAborted()
      const partner = await folded(parts, 'partner', siret)
      found.push(...partnerAlerts({ siret, partner, code, certification, rankOf }, today))
    }
    const sessions = await sessionAlerts(parts, ruling, today)
    found.push(...sessions.alerts, ...(await journeyAlerts(parts, ruling, sessions.planned, batches.answered, today)))
  }
  for (const stream of await refusing.among(signal)) found.push(...(await refusalAlerts(parts, stream, today)))
  return inOrder(found)
}

/** Batches without an answer, and those of which a report answered a part. */
async function batchesOf(parts: AlertParts, today: string): Promise<{ alerts: Alert[]; answered: Set<string> }> {
  const alerts: Alert[] = []
  const answered = new Set<string>()
  for (const id of await idsOf(parts.ledger.store, 'transmission', parts.signal)) {
    const batch = await folded(parts, 'transmission', id)
    alerts.push(...batchAlerts(batch, parts.at.rankOf, today))
    if (isPartlyAnswered(batch.state)) answered.add(id)
  }
  return { alerts, answered }
}

async function sessionAlerts(parts: AlertParts, ruling: Ruling, today: string): Promise<{ alerts: Alert[]; planned: Planned }> {
  const { ledger, readModels, at, size, signal } = parts
  const alerts: Alert[] = []
  const planned = new Map<string, string>()
  for await (const page of sessionsAt({ readModels, store: ledger.store }, { certification: ruling.code, size })) {
    signal.throwIfAborted()
    for (const { told } of page) {
      const open = told.status === 'constituted' || told.status === 'sitting'
      const silent = told.decisions.some(({ object, notified }) => object !== 'final' && notified === null)
      if (told.kind !== 'jury' || (!open && !silent)) continue
      const jury = await folded(parts, 'jury', told.id)
      for (const [candidacyId, plannedOn] of plannedIn(jury.state)) planned.set(candidacyId, plannedOn)
      alerts.push(...shortAlerts(jury, ruling, at.rankOf, today))
      const waiting = toBeNotified(jury.state)
      if (waiting.length === 0) continue
      const candidates = new Map<string, Folded<'candidacy'>['state']>()
      for (const id of waiting) candidates.set(id, (await folded(parts, 'candidacy', id)).state)
      // Its own ranks may have been forgotten while candidates were looked at.
      await folded(parts, 'jury', told.id)
      alerts.push(...notificationAlerts(jury, (id) => candidates.get(id), ruling, at.rankOf, today))
    }
  }
  return { alerts, planned }
}

async function journeyAlerts(
  parts: AlertParts,
  ruling: Ruling,
  planned: Planned,
  answered: ReadonlySet<string>,
  today: string,
): Promise<Alert[]> {
  const { ledger, readModels, at, size, signal } = parts
  const alerts: Alert[] = []
  for await (const page of journeysAt({ readModels, store: ledger.store }, { certification: ruling.code, size })) {
    signal.throwIfAborted()
    for (const journey of page) {
      alerts.push(
        ...sendingAlerts(journey, today),
        ...unansweredAlerts(journey, answered, today),
        ...answerAlerts(journey, ruling, today),
        ...termAlerts(journey, planned, ruling, today),
      )
      const annulled = standsWithoutDecision(journey)
      const revoked = journey.told.certificates.some((one) => one.revoked)
      const stale = mayBeStale(journey, ruling, today)
      if (!annulled && !revoked && !stale) continue
      const candidacy = await folded(parts, 'candidacy', journey.told.candidacyId)
      if (annulled) alerts.push(...annulledAlerts(journey, candidacy, at.rankOf, today))
      if (revoked) alerts.push(...revokedAlerts(journey, candidacy, today))
      if (stale) alerts.push(...staleAlerts(journey, candidacy, ruling, today))
    }
  }
  return alerts
}

async function refusalAlerts(parts: AlertParts, stream: string, today: string): Promise<Alert[]> {
  parts.signal.throwIfAborted()
  const named = parseStream(stream)
  if (!named) return []
  const whole: Folded = await folded(parts, named.kind, named.id)
  const blocked = named.kind === 'candidacy' ? blockedAlerts(await folded(parts, 'candidacy', named.id), parts.at.rankOf, today) : []
  return [...effectAlerts(whole, parts.at.rankOf, today), ...blocked]
}

async function rulingOn({ at }: AlertParts, { state }: Folded<'certification'>, code: string, today: string): Promise<Ruling> {
  const inForce = rulebookInForce(state, today)
  const rulebook = inForce ? await at.decide([], (sources) => trackReads(sources, '').reads.rulebook(inForce.fingerprint)) : null
  return { code, certification: state, rulebook }
}

/** A stream as it was at that size. */
function folded<K extends Kind>({ at }: AlertParts, kind: K, id: string): Promise<Folded<K>> {
  const stream = streamOf(kind, id)
  return at.decide([stream], (sources) => {
    const found = sources.folded(kind, stream)
    if (!found) throw new NotLoaded('stream', stream)
    return found
  })
}
