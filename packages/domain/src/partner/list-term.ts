import { correctedFacts } from '../corrections/history.ts'
import type { Folded } from '../folded.ts'
import type { Entry } from '../kernel/event.ts'
import { addDays, addMonths, legalDay } from '../kernel/time.ts'
import type { Habilitation } from './state.ts'

/** A change of a habilitation that no list sent to France compétences has told yet. Days are `YYYY-MM-DD`. */
export interface ListTerm {
  readonly changedOn: string
  /** Last day on which the list is updated in time. */
  readonly dueOn: string
  /** Null for a period that ran out: no event says it. */
  readonly event: Entry | null
}

/** The list of habilitations is updated within two months of each change (R6113-16). */
const listMonths = 2

/**
 * The terms that run on a day for one habilitation, the oldest first: every event of it, or the end of its period, opens one, which the
 * next list sent closes. A list closes only what was recorded when it was.
 */
export function openListTerms(
  habilitationId: string,
  partner: Pick<Folded<'partner'>, 'history' | 'state'>,
  certification: Pick<Folded<'certification'>, 'history'>,
  day: string,
): ListTerm[] {
  const habilitation = partner.state.habilitations[habilitationId]
  if (!habilitation) return []
  const lists = correctedFacts(certification.history).filter(({ type }) => type === 'PartnerListTransmitted')
  const changes = correctedFacts(partner.history).filter(({ data }) => data['habilitationId'] === habilitationId)
  return [...changes.map((event) => ({ changedOn: dayIn(event), event })), ...endOf(habilitation)]
    .filter((change) => change.changedOn <= day && !lists.some((list) => dayIn(list) <= day && closes(list, change)))
    .map(({ changedOn, event }) => ({ changedOn, dueOn: addMonths(changedOn, listMonths), event }))
    .sort((a, b) => (a.changedOn < b.changedOn ? -1 : a.changedOn > b.changedOn ? 1 : 0))
}

type Change = Pick<ListTerm, 'changedOn' | 'event'>

function closes(list: Entry, { changedOn, event }: Change): boolean {
  return dayIn(list) >= changedOn && (event === null || list.recordedAt >= event.recordedAt)
}

/** A period runs out on the day after its last one, unless it was revoked by then. */
function endOf({ untilOn, changes }: Habilitation): Change[] {
  const changedOn = addDays(untilOn, 1)
  const revoked = changes.some(({ status, effectiveOn }) => status === 'revoked' && effectiveOn < changedOn)
  return revoked ? [] : [{ changedOn, event: null }]
}

function dayIn({ type, data, occurredAt }: Entry): string {
  return legalDay({ ...data, type }, occurredAt)
}
