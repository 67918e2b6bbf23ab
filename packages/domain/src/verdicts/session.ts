import type { CommandType } from '../catalogue.ts'
import { commandsOfEvent, isCommandType } from '../catalogue.ts'
import { correctedFacts } from '../corrections/history.ts'
import { emptyStream, evolve } from '../fold.ts'
import type { Folded } from '../folded.ts'
import { judge, sourcesBefore } from '../judge.ts'
import type { Jury, JuryCandidate } from '../jury/state.ts'
import type { Mspr } from '../mspr/state.ts'
import { NotLoaded, type Reads, type Sources, trackReads } from '../reads.ts'
import { rulebookFor } from '../rulebook/in-force.ts'
import type { Rule } from '../rulebook/schema.ts'
import { streamOf } from '../streams.ts'
import type { JudgedEntry } from './dossier.ts'
import { tally } from './tally.ts'
import type { Verdict } from './verdicts.ts'

/** A rule of a session, told of the session itself: what it waits for is in the session's state. */
export type SessionVerdict = Omit<Verdict, 'on'>

type SessionKind = 'jury' | 'mspr'

/**
 * What the rules on juries (J1, J2 …) make of one session, whoever was heard there: folded from the judgments of its own events, in the
 * order of the rulebook in force on its day. Empty for a session that does not stand. Throws only `NotLoaded`, to the host.
 */
export function sessionVerdicts(kind: SessionKind, id: string, sources: Sources): SessionVerdict[] {
  const stream = streamOf(kind, id)
  const folded = sources.folded(kind, stream)
  if (!folded) throw new NotLoaded('stream', stream)
  const { reads } = trackReads(sources, stream)
  const { state } = folded
  const ruled = rulebookFor(state.certification, dayOf(state), reads)
  if ('refusal' in ruled) return []
  const rules = ruled.rulebook.rules.filter((one) => onJuries.test(one.id))
  const events = judgedBy(rules, folded, sources)
  const ahead = isJury(state) ? stepsOfJury(state, reads) : stepsOfMspr(state)
  return rules.map((rule) => verdictOf(rule, events, ahead))
}

const onJuries = /^J[0-9]+$/

function isJury(state: Jury | Mspr): state is Jury {
  return 'sessionOn' in state
}

function dayOf(state: Jury | Mspr): string {
  return isJury(state) ? state.sessionOn : (state.defence?.heldOn ?? state.briefedOn)
}

/** The events of commands that these rules guard, each judged after what stood before it, corrections in place. */
function judgedBy(rules: readonly Rule[], { kind, stream, history }: Folded<SessionKind>, sources: Sources): JudgedPart[] {
  const guarded = new Set(rules.flatMap(({ guards }) => guards))
  const judgedTypes = (type: string) => commandsOfEvent.get(type)?.some((command) => guarded.has(command)) === true
  const facts = correctedFacts(history)
  const empty = emptyStream(kind, stream)
  const events: JudgedPart[] = []
  let { state } = empty
  for (const [at, entry] of facts.entries()) {
    if (judgedTypes(entry.type)) {
      const target = { ...empty, history: facts.slice(0, at), state, revision: at - 1 }
      events.push({ entry, judged: judge(kind, entry, target, sourcesBefore(sources, entry)) })
    }
    state = evolve(kind, state, entry)
  }
  return events
}

type JudgedPart = Pick<JudgedEntry, 'entry' | 'judged'>

/** A command that is still to come, and the routes of those whom it will be about: training, VAE. */
type Ahead = readonly [CommandType, readonly Rule['for'][number][]]

const everybody = ['T', 'V'] as const

function stepsOfJury({ status, candidates }: Jury, reads: Reads): Ahead[] {
  if (status === 'open') return [['ConstituteJury', everybody]]
  if (status !== 'constituted' && status !== 'sitting') return []
  return Object.entries(candidates).flatMap(([candidacyId, candidate]) => {
    const vae = candidate.object === 'vae' || reads.candidacy(candidacyId).route === 'VAE'
    return stepsOf(candidate).map((command) => [command, [vae ? 'V' : 'T']] as const)
  })
}

function stepsOf({ state, object }: JuryCandidate): CommandType[] {
  if (state === 'heard') return ['RecordDeliberation']
  if (state !== 'convened') return []
  return [...(object === 'file' ? [] : ([object === 'vae' ? 'RecordVaeInterview' : 'RecordDefence'] as const)), 'RecordDeliberation']
}

function stepsOfMspr({ status, jury }: Mspr): Ahead[] {
  if (!['briefed', 'teamed', 'prepared'].includes(status)) return []
  return [...(jury.length === 0 ? [['ConstituteMsprJury', ['T']] as const] : []), ['RecordMsprDefence', ['T']]]
}

function verdictOf(rule: Rule, events: readonly JudgedPart[], ahead: readonly Ahead[]): SessionVerdict {
  const { satisfied, waived, violated } = tally(rule.id, events)
  const waivers = waived.map(([, reason]) => reason)
  const pending = ahead.some(
    ([command, routes]) =>
      rule.guards.some((guard) => isCommandType(guard) && guard === command) && routes.some((route) => rule.for.includes(route)),
  )
  if (violated.length > 0) return { rule, status: 'violated', by: violated, waivers }
  if (pending) return { rule, status: 'pending', by: satisfied, waivers }
  if (waived.length > 0) return { rule, status: 'waived', by: waived.map(([event]) => event), waivers }
  return { rule, status: satisfied.length > 0 ? 'satisfied' : 'notApplicable', by: satisfied, waivers }
}
