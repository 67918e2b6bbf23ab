import { dayOf, parseStream, record } from '@minutier/domain'
import { appendDecided } from '../append.ts'
import type { Execution } from '../execution.ts'
import { derivedId } from '../ids.ts'

/**
 * Marks the registrations whose last day has passed, for those who follow the events; no rule reads the mark. Done again it writes
 * nothing: the registration says that it is marked, and a second writer finds the stream changed.
 */
export async function markExpired(parts: Execution): Promise<void> {
  const recordedAt = parts.now()
  const snapshot = await parts.snapshots([])
  for (const stream of await certificationStreams(parts)) {
    const target = await snapshot.load(stream)
    const { state } = target
    if (!('expiryMarked' in state) || state.code === null || state.expiryMarked || state.expiresOn >= dayOf(recordedAt)) continue
    const id = derivedId(stream, 'expired', state.expiresOn)
    const draft = {
      occurredAt: recordedAt,
      recordedAt,
      actor: 'process:clock',
      role: 'process' as const,
      commandId: id,
      commandMac: null,
      correlationId: null,
      causationId: null,
      nextId: () => derivedId(id, 'event'),
    }
    const fact = { type: 'RegistrationExpired', data: { expiresOn: state.expiresOn } }
    const decision = await snapshot.decide((sources) => record([fact], target, draft, sources))
    if (decision.outcome === 'accepted')
      await appendDecided(
        parts.store,
        target,
        decision.events.map(({ entry }) => entry),
      )
  }
}

async function certificationStreams({ store }: Execution): Promise<Set<string>> {
  const streams = new Set<string>()
  for await (const page of store.readAllPages({ filter: { streams: ['certification-'] } })) {
    for (const { stream } of page) if (parseStream(stream)) streams.add(stream)
  }
  return streams
}
