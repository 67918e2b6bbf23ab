import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { addDays } from '../../kernel/time.ts'
import type { Aftermath } from '../../mspr/state.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { DecisionFacts } from '../events.ts'
import { motiveOf, notBefore } from '../judge/checks.ts'
import { restingOn } from './resting-on.ts'

/** A decision whose minutes, or whose results, are sealed. Days are `YYYY-MM-DD`. */
export interface SealedDecision {
  readonly candidacyId: string
  readonly decidedOn: string
  /** Of a session of the jury de certification: the day from which the notification of a VAE candidate is due (V6). */
  readonly deliberatedOn?: string
}

/** The sealed decisions of a stream by the id of the event that recorded each; none before the sealing. */
export type SealedDecisions<S> = (state: S) => Readonly<Record<string, SealedDecision>>

/** What may follow a sealed decision, in a jury session and in an MSPR alike: notification, appeals, annulment by two people. */
export function aftermathJudges<S extends { readonly aftermath: Aftermath; readonly sealed: { readonly eventId: string } | null }>(
  sealedDecisions: SealedDecisions<S>,
): Judges<S, DecisionFacts, Context> {
  const standingOf = (state: S, decisionEventId: string) =>
    state.aftermath.annulled.includes(decisionEventId) ? 'annulled' : sealedDecisions(state)[decisionEventId] ? 'sealed' : 'none'

  return {
    DecisionNotified: (event, state, context) => {
      const decision = sealedDecisions(state)[event.decisionEventId]
      const earlier = state.aftermath.notified[event.decisionEventId]
      return judged(
        decision && notificationTerm(event, decision, context),
        inState(standingOf(state, event.decisionEventId), 'sealed'),
        need('G1', earlier === undefined, { found: earlier ?? null, expected: say('une seule notification', 'one notification') }),
        decision && notBefore({ decidedOn: decision.decidedOn }, { notifiedOn: event.notifiedOn }),
      )
    },
    AppealLodged: (event, state) => {
      const decision = sealedDecisions(state)[event.decisionEventId]
      return judged(
        inState(standingOf(state, event.decisionEventId), 'sealed'),
        inState(appealState(state.aftermath, event.appealId), 'none'),
        decision && notBefore({ decidedOn: decision.decidedOn }, { lodgedOn: event.lodgedOn }),
      )
    },
    AppealDecided: (event, state) => {
      const appeal = state.aftermath.appeals[event.appealId]
      return judged(
        inState(appealState(state.aftermath, event.appealId), 'lodged'),
        appeal && notBefore({ lodgedOn: appeal.lodgedOn }, { decidedOn: event.decidedOn }),
      )
    },
    DecisionAnnulmentRequested: (event, state) => judged(inState(standingOf(state, event.decisionEventId), 'sealed')),
    DecisionAnnulled: (event, state, context) => {
      const decision = sealedDecisions(state)[event.decisionEventId]
      const request = state.aftermath.annulmentRequests[event.requestEventId]
      const asked = request?.decisionEventId === event.decisionEventId ? request : undefined
      const finalEpreuveStands = asked?.finalEpreuveStands === true
      const resting =
        decision && state.sealed
          ? restingOn({ candidacyId: decision.candidacyId, causeId: state.sealed.eventId, finalEpreuveStands }, context.reads)
          : null
      return judged(
        need('G6', standingOf(state, event.decisionEventId) === 'sealed', {
          found: standingOf(state, event.decisionEventId),
          expected: say('une décision scellée qui tient', 'a sealed decision that stands'),
        }),
        need('G6', resting === null, {
          found: resting && { juryId: resting.juryId, decidedOn: resting.decidedOn },
          expected: null,
          remedy: annulThatFirst,
        }),
        need('G12', asked !== undefined, {
          found: say('aucune demande pour cette décision', 'nothing asked for this decision'),
          expected: say('une demande d’annulation', 'a request of annulment'),
        }),
        asked &&
          need('G12', asked.requestedBy !== context.envelope.actor, {
            found: say('la même personne', 'the same person'),
            expected: say('une autre personne que celle qui demande', 'another person than the one who asked'),
          }),
      )
    },
  }
}

const annulThatFirst = say(
  'annulez d’abord la décision qui délivre la certification : elle repose sur celle-ci',
  'first annul the decision that awards the certification: it rests on this one',
)

/** V6: a VAE candidate is told within some days of the deliberation, or why not. */
function notificationTerm(
  { notifiedOn, lateReason }: DecisionFacts['DecisionNotified'],
  { candidacyId, deliberatedOn }: SealedDecision,
  { reads, rulebook }: Context,
): readonly Check[] {
  if (deliberatedOn === undefined || reads.candidacy(candidacyId).route !== 'VAE') return motiveOf(rulebook, null, lateReason).known
  const lastDay = lastNotificationDay(deliberatedOn, rulebook)
  const { codes, waivedBy, known } = motiveOf(rulebook, 'V6', lateReason)
  const findings = { found: { deliberatedOn, notifiedOn }, expected: { lastDay, lateReason: codes.join(' ') }, waivedBy }
  return [need('V6', notifiedOn <= lastDay, findings), ...known]
}

/** V6: calendar days, from the deliberation. */
export function lastNotificationDay(deliberatedOn: string, { vae }: Pick<Rulebook, 'vae'>): string {
  return addDays(deliberatedOn, vae.notificationDays)
}

function appealState({ appeals }: Aftermath, appealId: string): 'none' | 'lodged' | 'upheld' | 'dismissed' {
  const appeal = appeals[appealId]
  return appeal ? (appeal.outcome ?? 'lodged') : 'none'
}
