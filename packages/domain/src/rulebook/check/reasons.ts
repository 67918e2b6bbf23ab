import { reasonTexts } from '../../texts/reasons.ts'
import { carriedReasons, type ReasonEvent, reasonEvents } from '../reason-events.ts'
import type { Rulebook } from '../schema.ts'
import { type Problem, problem, repeated } from './problem.ts'

/** The closed lists of reasons: one for each event that carries a reason, with the codes that rules and processes write. */
export function reasonProblems(rulebook: Rulebook): Problem[] {
  return [
    ...Object.entries(rulebook.reasons).flatMap(([event, codes]) => listProblems(event, codes)),
    ...Object.entries(reasonEvents).flatMap(([event, { codes, needs }]) => {
      const list = rulebook.reasons[event]
      if (!list) return isNeeded(rulebook, needs) ? [problem('missingReasons', 'reasons', { found: event })] : []
      return codes.flatMap((code) => (list.includes(code) ? [] : [problem('requiredReason', `reasons.${event}`, { found: code })]))
    }),
    ...Object.entries(carriedReasons).flatMap(([source, effects]) => effects.flatMap((effect) => notCarried(rulebook, source, effect))),
  ]
}

function listProblems(event: string, codes: readonly string[]): Problem[] {
  const path = `reasons.${event}`
  return [
    ...(Object.hasOwn(reasonEvents, event) ? [] : [problem('unknownReasonEvent', path, { found: event })]),
    ...repeated(codes, (index) => `${path}[${index}]`),
    ...codes.flatMap((code, index) =>
      Object.hasOwn(reasonTexts, code) ? [] : [problem('unknownReason', `${path}[${index}]`, { found: code })],
    ),
  ]
}

function isNeeded({ finalEpreuve, jury }: Rulebook, needs: ReasonEvent['needs']): boolean {
  if (needs === 'finalEpreuve') return finalEpreuve !== null
  if (needs === 'vae') return jury.routes.includes('VAE')
  return true
}

function notCarried({ reasons }: Rulebook, source: string, effect: string): Problem[] {
  const list = reasons[effect]
  if (!list) return []
  return (reasons[source] ?? []).flatMap((code) =>
    list.includes(code) ? [] : [problem('carriedReason', `reasons.${effect}`, { found: code, expected: source })],
  )
}
