import { type Entry, type Jury, legalDay, type Mspr, type States } from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import type { Dated } from '../journeys/journey.ts'
import type { ReadModels } from '../read-models.ts'
import { tellingProjection } from '../tellings/projection.ts'
import { type AtSize, type ToldOf, toldAt } from '../tellings/read.ts'
import type { Telling } from '../tellings/telling.ts'
import type { Session, SessionDecision } from './session.ts'

interface Trail {
  opened: Dated | null
  sealed: Dated | null
  mode: string | null
  /** Ranks of hearings and decisions, and the days of notifications, by event id. */
  readonly byEvent: Map<string, number>
  readonly notified: Map<string, Dated>
}

const telling: Telling<'jury' | 'mspr', Trail, Session> = {
  kinds: ['jury', 'mspr'],
  empty: () => ({ opened: null, sealed: null, mode: null, byEvent: new Map(), notified: new Map() }),
  note(trail, entry, rank) {
    const { id, type, data } = entry
    if (type === 'JurySessionOpened' || type === 'MsprBriefIssued') trail.opened = dated(entry, rank)
    if (type === 'MinutesSealed' || type === 'MsprResultsSealed') trail.sealed = dated(entry, rank)
    if (type === 'JurySessionOpened' || type === 'MsprDefenceHeld') trail.mode = typeof data['mode'] === 'string' ? data['mode'] : null
    if (hearingsAndDecisions.has(type)) trail.byEvent.set(id, rank)
    if (type === 'DecisionNotified' && typeof data['decisionEventId'] === 'string') {
      trail.notified.set(data['decisionEventId'], dated(entry, rank))
    }
  },
  tell(state, trail) {
    const told = isJury(state) ? juryTold(state, trail) : msprTold(state, trail)
    return told && { certification: told.certification, told }
  },
}

const hearingsAndDecisions: ReadonlySet<string> = new Set(['DefenceHeld', 'VaeInterviewHeld', 'MsprDefenceHeld', 'JuryDecisionRecorded'])

function dated(entry: Entry, rank: number): Dated {
  return { on: legalDay({ ...entry.data, type: entry.type }, entry.occurredAt), rank }
}

function isJury(state: States['jury' | 'mspr']): state is Jury {
  return 'sessionOn' in state
}

function juryTold(jury: Jury, { opened, sealed, mode, byEvent, notified }: Trail): Session | undefined {
  if (opened === null || jury.status === 'none') return undefined
  const { id, certification, status, sessionOn, organiserSiret, candidates, aftermath } = jury
  const heard = Object.entries(candidates).flatMap(([candidacyId, { hearing }]) =>
    hearing ? [{ candidacyId, on: hearing.heldOn, rank: byEvent.get(hearing.eventId) ?? 0 }] : [],
  )
  const decisions = Object.entries(candidates).flatMap(([candidacyId, { decision, deliberation }]): SessionDecision[] => {
    if (!decision || sealed === null || aftermath.annulled.includes(decision.eventId)) return []
    const { eventId, object, outcome, decidedOn: on } = decision
    const deliberatedOn = deliberation?.deliberatedOn ?? on
    return [
      {
        candidacyId,
        eventId,
        object,
        outcome,
        on,
        deliberatedOn,
        rank: byEvent.get(eventId) ?? 0,
        notified: notified.get(eventId) ?? null,
      },
    ]
  })
  return {
    kind: 'jury',
    id,
    certification,
    status,
    on: sessionOn,
    siret: organiserSiret,
    mode,
    bloc: null,
    opened,
    sealed,
    heard,
    decisions,
  }
}

function msprTold(mspr: Mspr, { opened, sealed, mode, byEvent }: Trail): Session | undefined {
  if (opened === null || mspr.status === 'none') return undefined
  const { id, certification, status, briefedOn, centreSiret: siret, bloc, defence } = mspr
  const on = defence?.heldOn ?? briefedOn
  const heard = (defence?.presentIds ?? []).map((candidacyId) => {
    return { candidacyId, on, rank: byEvent.get(defence?.eventId ?? '') ?? 0 }
  })
  return { kind: 'mspr', id, certification, status, on, siret, mode, bloc, opened, sealed, heard, decisions: [] }
}

/** What reports tell of juries: sessions, who was heard, what was decided. */
export const sessions = tellingProjection('sessions', 1, telling)

/** The sessions of a certification as the log's first `size` events made them, in pages. @throws RM_NOT_READY */
export function sessionsAt(
  sources: { readonly readModels: Pick<ReadModels, 'read'>; readonly store: Pick<EventStore, 'readStreamPage'> },
  at: AtSize,
): AsyncGenerator<readonly ToldOf<Session>[]> {
  return toldAt(sources, sessions, telling, at)
}
