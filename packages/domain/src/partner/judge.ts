import type { HouseContext, Judges } from '../aggregate.ts'
import { type Check, inState, type Judgment, judged, need, say } from '../kernel/judgment.ts'
import { knownPerson } from '../person/known.ts'
import type { PartnerFacts } from './events.ts'
import { amended } from './evolve.ts'
import { habilitationOn } from './habilitation.ts'
import type { Habilitation, Partner } from './state.ts'

type Terms = Pick<Habilitation, 'certification' | 'blocs' | 'fromOn' | 'untilOn'>

/** A partner's habilitations, audits and officers (certification reference, 4.6). */
export const partnerJudges: Judges<Partner, PartnerFacts, HouseContext> = {
  PartnerHabilitated: (event, state, context) => judged(notUsed(event.habilitationId, state.habilitations), terms(event, context)),
  HabilitationAmended: (event, state, context) => {
    const before = state.habilitations[event.habilitationId]
    if (!before) return judged(inState('none', 'active'))
    const now = last(before)
    const status = now === 'active' ? habilitationOn(before, context.day).status : now
    return judged(inState(status, 'active', 'notBegun'), terms(amended(before, event), context))
  },
  HabilitationSuspended: (event, state) => change(event, state, 'active'),
  HabilitationReinstated: (event, state) => change(event, state, 'suspended'),
  HabilitationRevoked: (event, state) => change(event, state, 'active', 'suspended'),
  PartnerAudited: ({ auditId, auditedOn }, state) => judged(habilitated(state, auditedOn), notUsed(auditId, state.audits)),
  CorrectiveActionRequested: ({ actionId, auditId, dueOn }, state, { day }) => {
    const audit = state.audits[auditId]
    return judged(
      habilitated(state, day),
      inState(audit ? 'audited' : 'none', 'audited'),
      notUsed(actionId, state.actions),
      audit && inOrder('auditedOn', audit.auditedOn, 'dueOn', dueOn),
    )
  },
  CorrectiveActionClosed: ({ actionId, closedOn }, state) => {
    const action = state.actions[actionId]
    const audit = action && state.audits[action.auditId]
    return judged(
      inState(action ? (action.closedOn === null ? 'requested' : 'closed') : 'none', 'requested'),
      audit && inOrder('auditedOn', audit.auditedOn, 'closedOn', closedOn),
    )
  },
  DisabilityOfficerDesignated: ({ officerId }, _state, context) => judged(knownPerson(context, officerId)),
}

/** The terms name a registered certification and its own blocs, from one day to a later one. */
function terms({ certification, blocs, fromOn, untilOn }: Terms, { reads }: HouseContext): Check[] {
  const registration = reads.certification(certification)
  const foreign = blocs.filter((bloc) => !registration.blocs.includes(bloc))
  return [
    inOrder('fromOn', fromOn, 'untilOn', untilOn),
    need('G14', registration.code !== null, {
      found: certification,
      expected: say('une certification importée', 'an imported certification'),
    }),
    need('G14', foreign.length === 0, { found: foreign, expected: registration.blocs }),
  ]
}

interface Decided {
  readonly habilitationId: string
  readonly effectiveOn: string
}

/** Decisions on a habilitation follow one another, within its own days. */
function change({ habilitationId, effectiveOn }: Decided, state: Partner, ...from: readonly ReturnType<typeof last>[]): Judgment {
  const habilitation = state.habilitations[habilitationId]
  if (!habilitation) return judged(inState('none', ...from))
  const earlier = habilitation.changes.at(-1)
  return judged(
    inState(last(habilitation), ...from),
    earlier
      ? inOrder(earlier.status, earlier.effectiveOn, 'effectiveOn', effectiveOn)
      : inOrder('fromOn', habilitation.fromOn, 'effectiveOn', effectiveOn),
    inOrder('effectiveOn', effectiveOn, 'untilOn', habilitation.untilOn),
  )
}

/** What the last decision made of it, even if it takes effect later. */
function last({ changes }: Habilitation): Habilitation['changes'][number]['status'] {
  return changes.at(-1)?.status ?? 'active'
}

/** G1: who is audited is a partner that day. A suspended one too: an audit is how a suspension ends. */
function habilitated({ habilitations }: Partner, day: string): Check {
  const found = Object.values(habilitations).map((one) => habilitationOn(one, day).status)
  const holds = found.includes('active') || found.includes('suspended')
  return need('G1', holds, { found, expected: say('une habilitation ce jour-là', 'a habilitation that day') })
}

function notUsed(id: string, known: Readonly<Record<string, unknown>>): Check {
  return need('G7', known[id] === undefined, { found: id, expected: say('un identifiant nouveau', 'a new id') })
}

/** G13: the second day is not before the first. */
function inOrder(firstName: string, first: string, secondName: string, second: string): Check {
  return need('G13', first <= second, { found: { [firstName]: first, [secondName]: second }, expected: `${firstName} ≤ ${secondName}` })
}
