import type { Decision } from '@minutier/domain'
import type { Test } from 'tap'
import { certifiedWorld, type World } from './world.ts'

/** One thing that is done in a world; what it answers, if it is a decision, is what `then` looks at. */
// biome-ignore lint/suspicious/noConfusingVoidType: a step may answer nothing
export type Step = (world: World) => Decision | string | void

type Body = (t: Test) => void

interface Then {
  /** The command is accepted and its events hold at least these fields. */
  then(...events: readonly Readonly<Record<string, unknown>>[]): Body
  /** The command is accepted, and these rules are among those that it satisfies. */
  thenAccepted(...rules: readonly string[]): Body
  /** The command is accepted, and this rule is waived. */
  thenWaived(rule: string, by?: string): Body
  /** The command is refused by this rule, with at least these findings. */
  thenRefused(rule: string, findings?: { readonly found?: unknown; readonly expected?: unknown; readonly remedy?: unknown }): Body
}

/** Given a world in which RNCP36582 is registered and these steps were done, when one more is, then. */
export function given(...steps: readonly Step[]): { when(step: Step): Then } {
  return givenIn(() => certifiedWorld(), ...steps)
}

/** The same in a world of the test's own. */
export function givenIn(start: () => World, ...steps: readonly Step[]): { when(step: Step): Then } {
  return {
    when(step) {
      const decided = (): Decision => {
        const world = start()
        for (const one of steps) {
          const done = one(world)
          // A test whose situation never came about would pass or fail for another reason than its own.
          if (typeof done === 'object' && done.outcome === 'refused')
            throw new Error(`given() was refused: ${JSON.stringify(done.refusal)}`)
        }
        const decision = step(world)
        if (typeof decision !== 'object') throw new Error('when() takes a step that answers a decision: use attempt')
        return decision
      }
      return outcomes(decided)
    },
  }
}

function outcomes(decided: () => Decision): Then {
  const accepted = (t: Test) => {
    const decision = decided()
    if (decision.outcome === 'accepted') return decision.events
    t.fail(`was refused: ${JSON.stringify(decision.refusal)}`)
    return []
  }
  return {
    // biome-ignore lint/suspicious/noThenProperty: given, when, then: nothing here is awaited
    then:
      (...events) =>
      (t) => {
        const facts = accepted(t).map(({ entry }) => ({ type: entry.type, ...entry.data }))
        t.match(facts, events)
        t.end()
      },
    thenAccepted:
      (...rules) =>
      (t) => {
        const satisfied = accepted(t).flatMap(({ judgment }) => judgment.satisfied)
        for (const rule of rules) t.ok(satisfied.includes(rule), `satisfies ${rule}`, { found: satisfied })
        t.end()
      },
    thenWaived: (rule, by) => (t) => {
      const waived = accepted(t).flatMap(({ judgment }) => judgment.waived)
      t.match(waived, [{ rule, ...(by !== undefined && { by }) }])
      t.end()
    },
    thenRefused:
      (rule, findings = {}) =>
      (t) => {
        const decision = decided()
        if (decision.outcome === 'refused') t.match(decision.refusal, { rule, ...findings })
        else t.fail(`was accepted, ${rule} should have refused it`)
        t.end()
      },
  }
}
