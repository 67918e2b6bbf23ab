import type { Candidacy } from '../candidacy/state.ts'
import { isCommandType } from '../catalogue.ts'
import { dayOf } from '../kernel/time.ts'
import { NotLoaded, type Sources, trackReads } from '../reads.ts'
import { rulebookFor } from '../rulebook/in-force.ts'
import type { Rule, Rulebook } from '../rulebook/schema.ts'
import { streamOf } from '../streams.ts'
import { dossierOf, type JudgedEntry } from './dossier.ts'
import { type Instant, sourcesAt } from './instant.ts'
import { remainingSteps, type Step } from './steps.ts'
import { type EventRef, tally } from './tally.ts'

export type VerdictStatus = 'satisfied' | 'pending' | 'waived' | 'violated' | 'notApplicable'

export interface Verdict {
  readonly rule: Rule
  readonly status: VerdictStatus
  /** Events by which it is satisfied so far, that waive it, or that broke it. */
  readonly by: readonly EventRef[]
  /** For `waived`: reason codes or event ids. */
  readonly waivers: readonly string[]
  /** For `pending`: the steps at which it will be judged. */
  readonly on: readonly Step[]
}

export interface Verdicts {
  readonly candidacyId: string
  readonly instant: Instant
  readonly rulebook: string
  readonly candidacy: Candidacy
  /** One for each rule of the rulebook that guards a candidate's journey, in its order. */
  readonly verdicts: readonly Verdict[]
  /** What is still needed for the certificate, in order. */
  readonly missing: readonly Step[]
  readonly events: readonly JudgedEntry[]
  /** Days after which a fact that is recorded late is marked (G8). */
  readonly backdatingDays: number
}

/**
 * Where a candidacy stands at an instant, rule by rule: folded from the judgments of everything recorded for it. Undefined when it did
 * not exist then. Throws only `NotLoaded`, to the host.
 */
export function verdictsOf(candidacyId: string, instant: Instant, sources: Sources): Verdicts | undefined {
  const then = sourcesAt(sources, instant)
  const stream = streamOf('candidacy', candidacyId)
  const folded = then.folded('candidacy', stream)
  if (!folded) throw new NotLoaded('stream', stream)
  if (folded.revision === -1) return undefined
  const candidacy = folded.state
  const ruled = rulebookFor(candidacy.certification, dayOf(instant.asOf), trackReads(then, stream).reads)
  if ('refusal' in ruled) return undefined
  const { rulebook, version } = ruled
  const events = dossierOf(candidacyId, then)
  const missing = remainingSteps(candidacy, rulebook)
  const verdicts = rulebook.rules
    .filter((rule) => rule.for.some((one) => one !== 'R'))
    .map((rule) => verdictOf(rule, candidacy, rulebook, events, missing))
  return { candidacyId, instant, rulebook: version, candidacy, verdicts, missing, events, backdatingDays: rulebook.backdatingDays }
}

function verdictOf(
  rule: Rule,
  candidacy: Candidacy,
  rulebook: Rulebook,
  events: readonly JudgedEntry[],
  missing: readonly Step[],
): Verdict {
  const { satisfied, waived, violated } = tally(rule.id, events)
  const on = isAhead(rule, candidacy, rulebook)
    ? missing.filter(({ commands }) => commands.some((command) => rule.guards.some((guard) => isCommandType(guard) && guard === command)))
    : []
  const verdict = (status: VerdictStatus, by: readonly EventRef[]): Verdict => ({
    rule,
    status,
    by,
    waivers: waived.map(([, reason]) => reason),
    on: status === 'pending' ? on : [],
  })
  if (violated.length > 0) return verdict('violated', violated)
  if (!concernsRoute(rule, candidacy)) return verdict('notApplicable', [])
  if (on.length > 0) return verdict('pending', satisfied)
  if (waived.length > 0)
    return verdict(
      'waived',
      waived.map(([event]) => event),
    )
  return satisfied.length > 0 ? verdict('satisfied', satisfied) : verdict('notApplicable', [])
}

function concernsRoute(rule: Rule, { route }: Candidacy): boolean {
  return rule.for.includes(route === 'VAE' ? 'V' : 'T')
}

/** Rules that only some journeys meet: one ground of admission is enough, an accommodation is asked for or it is not. */
function isAhead({ id }: Rule, { admission, accommodations }: Candidacy, { prerequisites }: Rulebook): boolean {
  const grounds: readonly string[] = [...prerequisites.grounds.map(({ ground }) => ground), 'P3']
  if (grounds.includes(id)) return admission.prerequisites.length === 0
  return !id.startsWith('H') || Object.keys(accommodations).length > 0
}
