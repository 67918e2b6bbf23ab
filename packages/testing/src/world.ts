import {
  type CommandType,
  commands,
  type Decision,
  type Draft,
  decide,
  type Entry,
  emptyStream,
  type Folded,
  foldStream,
  type Kind,
  type NewFact,
  type Role,
  type Rulebook,
  record,
  rncp36582Fiche,
  rncp36582Rulebook,
  type Sources,
  streamOf,
} from '@minutier/domain'
import { certifierSiret, commitmentOf, fingerprintOf, idOf } from './people.ts'

/** Who acts in a test, and when: the occurrence is now unless said. */
export interface Acting {
  readonly role?: Role
  readonly actor?: string
  readonly occurredAt?: string
  readonly commandId?: string
  readonly causationId?: string
  /** The import by which it comes. */
  readonly correlationId?: string
}

/**
 * A ledger in memory, synchronous, with no vault and no process: what the rules alone make of a history. `now` moves by hand.
 * Commands carry commitments where the real ledger would make them.
 */
export interface World {
  readonly sources: Sources
  now: string
  /** Sets the clock: a day (10 o'clock, UTC) or an instant. */
  at(when: string): World
  folded<K extends Kind>(kind: K, id: string): Folded<K>
  /** Does a command; a refusal throws, naming its rule. Answers the id of the stream. */
  run(type: CommandType, id: string, input?: Readonly<Record<string, unknown>>, acting?: Acting): string
  /** Does a command if it may be, and answers the decision. */
  attempt(type: CommandType, id: string, input?: Readonly<Record<string, unknown>>, acting?: Acting): Decision
  /** Records facts as a process would; a refusal throws. */
  note(kind: Kind, id: string, facts: NewFact | readonly NewFact[], causationId?: string): void
  /** The same, answering the decision. */
  attemptNote(kind: Kind, id: string, facts: NewFact | readonly NewFact[], causationId?: string): Decision
  /** Every recorded event in order. */
  readonly log: readonly Entry[]
  /** The last event of a type, in any stream. */
  last(type: string): Entry
}

export function emptyWorld(rulebooks: readonly { readonly fingerprint: string; readonly rulebook: Rulebook }[] = []): World {
  const histories = new Map<string, Entry[]>()
  const cache = new Map<string, Folded>()
  const log: Entry[] = []
  let count = 0
  const foldedStream = (kind: Kind, stream: string): Folded => {
    const history = histories.get(stream) ?? []
    const cached = cache.get(stream)
    if (cached && cached.history.length === history.length) return cached
    const folded = history.length === 0 ? emptyStream(kind, stream) : foldStream(kind, stream, [...history])
    cache.set(stream, folded)
    return folded
  }
  const sources: Sources = {
    folded: <K extends Kind>(kind: K, stream: string) => foldedStream(kind, stream) as Folded<K>,
    rulebook: (fingerprint) => rulebooks.find((one) => one.fingerprint === fingerprint)?.rulebook,
  }
  const draft = ({ role = 'certifier', actor = idOf(`a ${role}`), occurredAt, commandId, causationId, correlationId }: Acting): Draft => ({
    occurredAt: occurredAt ?? world.now,
    recordedAt: world.now,
    actor,
    role,
    commandId: commandId ?? idOf(`command ${++count}`),
    commandMac: null,
    correlationId: correlationId ?? null,
    causationId: causationId ?? null,
    nextId: () => idOf(`event ${++count}`),
  })
  const keep = (decision: Decision): Decision => {
    if (decision.outcome === 'accepted') {
      for (const { entry } of decision.events) {
        log.push(entry)
        histories.set(entry.stream, [...(histories.get(entry.stream) ?? []), entry])
      }
    }
    return decision
  }
  const insist = (what: string, decision: Decision): void => {
    if (decision.outcome === 'refused') throw new Error(`${what} was refused: ${JSON.stringify(decision.refusal)}`)
  }
  const kindOf = (type: CommandType, id: string): Kind => {
    const [first = 'candidacy', ...others] = commands[type].kinds
    return others.length === 0 ? first : ([first, ...others].find((kind) => histories.has(streamOf(kind, id))) ?? first)
  }
  const world: World = {
    sources,
    now: '2022-07-01T08:00:00.000Z',
    log,
    at(when) {
      world.now = when.length === 10 ? `${when}T10:00:00.000Z` : when
      return world
    },
    folded: (kind, id) => sources.folded(kind, streamOf(kind, id)) ?? emptyStream(kind, streamOf(kind, id)),
    run(type, id, input = {}, acting = {}) {
      insist(type, world.attempt(type, id, input, acting))
      return id
    },
    attempt(type, id, input = {}, acting = {}) {
      const kind = kindOf(type, id)
      return keep(decide(type, input, foldedStream(kind, streamOf(kind, id)), draft(acting), sources))
    },
    note(kind, id, facts, causationId) {
      insist(`a note in ${kind}`, world.attemptNote(kind, id, facts, causationId))
    },
    attemptNote(kind, id, facts, causationId) {
      const acting: Acting = { role: 'process', actor: 'process:test', ...(causationId !== undefined && { causationId }) }
      return keep(record([facts].flat(), foldedStream(kind, streamOf(kind, id)), draft(acting), sources))
    },
    last(type) {
      const found = log.findLast((entry) => entry.type === type)
      if (!found) throw new Error(`no ${type} was recorded`)
      return found
    },
  }
  return world
}

/** A world in which RNCP36582 is registered and its rulebook published, the day of the decision. */
export function certifiedWorld(rulebook: Rulebook = rncp36582Rulebook): World {
  const fingerprint = fingerprintOf(`rulebook ${rulebook.version}`)
  const world = emptyWorld([{ fingerprint, rulebook }])
  const fiche = rncp36582Fiche
  world.run('ImportCertification', fiche.certification, {
    certification: fiche.certification,
    ficheFingerprint: fingerprintOf('fiche'),
    source: 'fiche',
    certifierSirets: [certifierSiret],
    level: fiche.level,
    registeredOn: fiche.registeredOn,
    expiresOn: fiche.expiresOn,
    openRoutes: fiche.openRoutes,
    blocs: fiche.blocs.map(({ code }) => code),
    competences: rulebook.blocs.flatMap((bloc) => bloc.competences.map(({ code }) => code)),
    closedTerritories: fiche.closedTerritories,
  })
  world.run('ProposeRulebook', fiche.certification, { rulebookVersion: rulebook.version, rulebookFingerprint: fingerprint })
  const proposalEventId = world.last('RulebookProposed').id
  const published = { rulebookVersion: rulebook.version, proposalEventId, effectiveOn: fiche.registeredOn }
  world.run('ConfirmRulebook', fiche.certification, published, { actor: idOf('another certifier') })
  return world
}

/** Makes somebody known: a person stream with an identity, whose id is that of the name. */
export function known(world: World, name: string, categories: readonly string[] = ['identity']): string {
  const facts = categories.map((category) => ({ category, factCommitment: commitmentOf(`${category} of ${name}`) }))
  return world.run('RecordIdentity', idOf(name), { facts })
}
