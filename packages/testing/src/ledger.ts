import { randomBytes } from 'node:crypto'
import type { CommandType, Entry, Folded, Kind, Role } from '@minutier/domain'
import { registrationOf, rncp36582Fiche, rncp36582Rulebook, streamOf } from '@minutier/domain'
import { createSqliteStore, type SqliteStore } from '@minutier/event-store'
import {
  type Caller,
  type Executed,
  entryOf,
  type Ledger,
  openCheckpointFile,
  openDocuments,
  openLedger,
  type Recorded,
} from '@minutier/ledger'
import { openVault } from '@minutier/vault'
import { idOf } from './people.ts'

/** A real ledger in memory, with a clock that the test moves. */
export interface TestLedger {
  readonly ledger: Ledger
  readonly store: SqliteStore
  now: string
  at(when: string): void
  close(): Promise<void>
}

export function openTestLedger(): TestLedger {
  const test = { now: '2022-07-01T08:00:00.000Z' }
  const store = createSqliteStore({ path: ':memory:', clock: () => test.now })
  const keys = { kek: randomBytes(32), indexKey: randomBytes(32) }
  const vault = openVault({ path: ':memory:', keyFile: keys, origin: 'test.invalid/ledger', now: () => test.now })
  const ledger = openLedger({ store, vault, documents: openDocuments(), checkpoints: openCheckpointFile(':memory:') })
  return Object.assign(test, {
    ledger,
    store,
    at(when: string) {
      test.now = when.length === 10 ? `${when}T10:00:00.000Z` : when
    },
    async close() {
      await ledger.close()
      await store.close()
      vault.close()
    },
  })
}

/** How a story does things: a command by somebody, on a stream, whose effects it waits for. */
export interface Play extends TestLedger {
  /** Does a command, waits for its effects, answers what was recorded; a refusal throws, naming its rule. */
  run(type: CommandType, on: string | null, body?: Readonly<Record<string, unknown>>, who?: Acting): Promise<Recorded>
  /** Does a command, waits for its effects, answers what came out. */
  attempt(type: CommandType, on: string | null, body?: Readonly<Record<string, unknown>>, who?: Acting): Promise<Executed>
  state<K extends Kind>(kind: K, id: string): Promise<Folded<K>['state']>
  history(kind: Kind, id: string): Promise<readonly Entry[]>
  /** Enters an invented person and answers their id. */
  person(name: string, facts?: readonly Readonly<Record<string, unknown>>[]): Promise<string>
  /** Everything recorded, in order. */
  log(): Promise<Entry[]>
}

export interface Acting {
  readonly role?: Role
  readonly actor?: string
  readonly partner?: string
  readonly commandId?: string
  readonly occurredAt?: string
  /** For a command that speaks to several kinds of stream. */
  readonly kind?: Kind
}

/** A ledger in which RNCP36582 is registered and its rulebook published since the day of the decision. */
export async function openPlay(): Promise<Play> {
  const play = playOn(openTestLedger())
  await register(play)
  return play
}

/** `seed` names the commands: played again with the same one, the same story answers what it answered the first time. */
export function playOn(test: TestLedger, seed = randomBytes(8).toString('hex')): Play {
  const { ledger } = test
  let commands = 0
  const attempt: Play['attempt'] = async (
    type,
    on,
    body = {},
    { role = 'certifier', actor = idOf(`a ${role}`), partner, commandId, occurredAt, kind } = {},
  ) => {
    const caller: Caller = { actor, role, partner }
    const id = commandId ?? idOf(`${seed} ${++commands}`)
    const done = await ledger.execute({ id, type, streamId: on ?? undefined, body, occurredAt, kind }, caller)
    await ledger.processes.settled()
    return done
  }
  const run: Play['run'] = async (type, on, body, who) => {
    const done = await attempt(type, on, body, who)
    if (done.outcome !== 'recorded') throw new Error(`${type} was not recorded: ${JSON.stringify(done)}`)
    return done
  }
  const load = async (kind: Kind, id: string): Promise<Folded> => {
    const folded = await ledger.load(streamOf(kind, id))
    if (!folded) throw new Error(`no stream ${kind}-${id}`)
    return folded
  }
  return Object.assign(test, {
    run,
    attempt,
    state: async <K extends Kind>(kind: K, id: string) => (await load(kind, id)).state as Folded<K>['state'],
    history: async (kind: Kind, id: string) => (await load(kind, id)).history,
    person: async (name: string, facts?: readonly Readonly<Record<string, unknown>>[]) => {
      const done = await attempt('RecordIdentity', null, { facts: facts ?? [identityOf(name)] })
      if (done.outcome === 'recorded' || done.outcome === 'alreadyKnown') return done.streamId
      throw new Error(`${name} was not entered: ${JSON.stringify(done)}`)
    },
    log: async () => {
      const entries: Entry[] = []
      for await (const event of test.store.readAll()) entries.push(entryOf(event))
      return entries
    },
  })
}

/** Visibly invented: everybody is an « Exemple ». */
export function identityOf(name: string): { category: string; fact: Record<string, string> } {
  return {
    category: 'identity',
    fact: { familyName: `Exemple-${name.replace(/[^\p{L} -]/gu, '')}`, givenName: 'Alix', birthDate: '2000-02-29' },
  }
}

export async function register(play: Play): Promise<void> {
  const { documents } = play.ledger
  const certification = rncp36582Fiche.certification
  const ficheFingerprint = documents.keep(rncp36582Fiche)
  const rulebookFingerprint = documents.keep(rncp36582Rulebook)
  await play.run('ImportCertification', certification, { ...registrationOf(rncp36582Fiche), ficheFingerprint })
  const proposed = await play.run('ProposeRulebook', certification, { rulebookVersion: rncp36582Rulebook.version, rulebookFingerprint })
  const proposalEventId = proposed.events[0]?.id
  const published = { rulebookVersion: rncp36582Rulebook.version, proposalEventId, effectiveOn: rncp36582Fiche.registeredOn }
  await play.run('ConfirmRulebook', certification, published, { actor: idOf('another certifier') })
}
