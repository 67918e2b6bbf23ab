import type { CommandType } from './catalogue.ts'
import { commandInputs, commands, eventSchemas } from './catalogue.ts'
import { advance } from './fold.ts'
import type { Folded } from './folded.ts'
import { judge } from './judge.ts'
import type { Entry } from './kernel/event.ts'
import type { Judgment, Refusal } from './kernel/judgment.ts'
import { makers } from './makers.ts'
import type { Draft, Maker, NewFact } from './making.ts'
import { type Sources, trackReads } from './reads.ts'
import { explained } from './rulebook/explain.ts'
import type { Kind } from './streams.ts'
import { schemaVersionOf } from './upcast.ts'

export interface DecidedEvent {
  readonly entry: Entry
  readonly judgment: Extract<Judgment, { outcome: 'accepted' }>
}

export type Decision =
  | { readonly outcome: 'accepted'; readonly events: readonly DecidedEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

/** May this command be done? The events that it would record, each judged after those before it, or why not. */
export function decide(
  type: CommandType,
  input: Readonly<Record<string, unknown>>,
  target: Folded,
  draft: Draft,
  sources: Sources,
): Decision {
  const parsed = commandInputs[type].parse(input)
  const make: Maker = makers[type] ?? (() => [{ type: commands[type].event, data: parsed }])
  const { reads } = trackReads(sources, target.stream)
  const made = make(parsed, { target, reads, draft, sources })
  if ('outcome' in made) return { outcome: 'refused', refusal: explained(made.refusal, null) }
  return record(made, target, draft, sources)
}

/** Judges facts one after the other, as they would stand in the stream: all are accepted, or the first refusal is the answer. */
export function record(facts: readonly NewFact[], target: Folded, draft: Draft, sources: Sources): Decision {
  const events: DecidedEvent[] = []
  let stream = target
  for (const fact of facts) {
    const entry = entryOf(fact, stream, draft)
    const { judgment, rulebook, reads } = judge(stream.kind, entry, stream, sources)
    if (judgment.outcome === 'refused') return { outcome: 'refused', refusal: judgment.refusal }
    const recorded = { ...entry, rulebook, reads }
    events.push({ entry: recorded, judgment })
    stream = advance(stream, [recorded])
  }
  return { outcome: 'accepted', events }
}

function entryOf({ type, data }: NewFact, { kind, stream, revision }: Folded, { nextId, ...draft }: Draft): Entry {
  const parsed = schemaOf(kind, type).parse(data)
  return {
    ...draft,
    id: nextId(),
    stream,
    revision: revision + 1,
    type,
    schemaVersion: schemaVersionOf(type),
    rulebook: null,
    reads: [],
    data: parsed,
  }
}

function schemaOf(kind: Kind, type: string) {
  const schema = eventSchemas[kind][type]
  if (!schema) throw new TypeError(`a stream of kind ${kind} holds no ${type}`)
  return schema
}
