import { createSqliteStore, type EventStore, type NewEvent, type SqliteStore } from '@minutier/event-store'
import {
  type Caller,
  derivedId,
  type Entry,
  type LedgerOptions,
  newEventOf,
  openCheckpointFile,
  openDocuments,
  openLedger,
} from '@minutier/ledger'
import { apprentice, candidacyOf, certified, certifiedWorld, fingerprintOf, idOf, type Play, playOn, register } from '@minutier/testing'
import { openVault } from '@minutier/vault'
import type { Test } from 'tap'

/** Holders of an issued certificate for the tests of batches, and ledgers on one store that may be opened again after a crash. */

export const certifier: Caller = { actor: idOf('a certifier'), role: 'certifier' }
export const certification = 'RNCP36582'
const name = 'Alix Exemple'

export const holderOf = (place: number): string => idOf(`holder ${place}`)
export const personOf = (place: number): string => idOf(`person of holder ${place}`)
export const numberOf = (place: number): string => `${certification}-2024-${String(place + 1).padStart(6, '0')}`

function historyOfOne(): readonly Entry[] {
  const world = certifiedWorld()
  apprentice()(world)
  certified()(world)
  return world.folded('candidacy', candidacyOf(name)).history
}

/** Records the whole journey of so many holders, all alike but for their ids, and waits for what follows from it. */
export async function recordHolders({ store, play }: Pick<House, 'store' | 'play'>, count: number): Promise<void> {
  await appendHolders(store, count)
  await play.ledger.processes.settled()
}

export async function appendHolders(store: EventStore, count: number): Promise<void> {
  const history = historyOfOne()
  const text = JSON.stringify(history.map((entry) => newEventOf(entry)))
  const holders = places(count)
  for (let at = 0; at < holders.length; at += 200) {
    await Promise.all(
      holders.slice(at, at + 200).map((place) => {
        const own = text
          .replaceAll(candidacyOf(name), holderOf(place))
          .replaceAll(idOf(name), personOf(place))
          .replaceAll(`${certification}-2024-000001`, numberOf(place))
        const events: NewEvent[] = JSON.parse(own)
        const renamed = events.map((event) => ({ ...event, id: derivedId(event.id, String(place)) }))
        return store.append(`candidacy-${holderOf(place)}`, 'no-stream', renamed)
      }),
    )
  }
}

/** A store and a vault that outlive the ledgers opened on them: `open` is the next start, with a store that may fail. */
export interface House {
  readonly store: SqliteStore
  readonly play: Play
  open(through?: (store: SqliteStore) => SqliteStore, options?: Partial<LedgerOptions>): Play
}

export async function openHouse(t: Test): Promise<House> {
  const clock = { now: '2022-07-01T08:00:00.000Z' }
  const store = createSqliteStore({ path: ':memory:', clock: () => clock.now })
  const keyFile = { kek: Buffer.alloc(32, 1), indexKey: Buffer.alloc(32, 2) }
  const vault = openVault({ path: ':memory:', keyFile, origin: 'test.invalid/ledger', now: () => clock.now })
  const documents = openDocuments()
  const opened: Play[] = []
  const open: House['open'] = (through = (same) => same, options = {}) => {
    const ledger = openLedger({ store: through(store), vault, documents, checkpoints: openCheckpointFile(':memory:'), ...options })
    const play = playOn({
      ledger,
      store,
      get now() {
        return clock.now
      },
      at(when) {
        clock.now = when.length === 10 ? `${when}T10:00:00.000Z` : when
      },
      close: () => ledger.close(),
    })
    opened.push(play)
    return play
  }
  const play = open()
  await register(play)
  play.at('2026-11-24')
  t.teardown(async () => {
    for (const one of opened) await one.close()
    await store.close()
    vault.close()
  })
  return { store, play, open }
}

export const file = fingerprintOf('a file')

export function toOpen(candidacyIds: readonly string[], batch = 'batch') {
  return { id: idOf(`open ${batch}`), certification, cdcSchemaVersion: '1.1.2', idFlux: idOf(`flux of ${batch}`), candidacyIds }
}

export const passageAt = async (play: Play, place: number) => (await play.state('candidacy', holderOf(place))).passage

/** A batch of these, opened, made and deposited. Answers its id. */
export async function sent(play: Play, candidacyIds: readonly string[], name = 'batch'): Promise<string> {
  const opened = await play.ledger.transmissions.open(toOpen(candidacyIds, name), certifier)
  if (opened.outcome !== 'recorded') throw new Error(JSON.stringify(opened))
  const { streamId: batchId } = opened
  const made = await play.ledger.transmissions.complete(
    { batchId, passageCount: opened.candidacyIds.length, outputFingerprint: file },
    certifier,
  )
  if (made.outcome !== 'recorded') throw new Error(JSON.stringify(made))
  await play.run('RecordCdcDeposit', batchId, { depositedOn: '2026-11-24' })
  return batchId
}

/** What the Caisse des Dépôts answers, by the places of the holders. */
export function reportOn(
  batchId: string,
  {
    accepted = [],
    alreadyKnown = [],
    rejected = [],
  }: { accepted?: readonly number[]; alreadyKnown?: readonly number[]; rejected?: readonly number[] },
  name = 'a report',
) {
  return {
    id: idOf(`ingest ${name}`),
    batchId,
    idTraitement: name.replaceAll(' ', '-'),
    reportFingerprint: fingerprintOf(name),
    accepted: accepted.map(holderOf),
    alreadyKnown: alreadyKnown.map(holderOf),
    rejected: rejected.map((place) => ({
      candidacyId: holderOf(place),
      code: 'identityNotFound',
      message: `Aucun titulaire ne correspond : EXEMPLE ${place}`,
    })),
  }
}

/** So many whole numbers, from one on. */
export const places = (count: number, from = 0): number[] => Array.from({ length: count }, (_, at) => from + at)

export async function withHolders(t: Test, count: number): Promise<House> {
  const house = await openHouse(t)
  await recordHolders(house, count)
  return house
}

/** A store that fails from its n-th append on: `lost`, the append is written all the same and only its answer does not come. */
export function crashing(at: number, { lost }: { lost: boolean }) {
  let appends = 0
  const through = (store: SqliteStore): SqliteStore => ({
    ...store,
    append: async (...appended) => {
      appends += 1
      if (appends < at) return store.append(...appended)
      if (appends === at && lost) await store.append(...appended)
      throw new Error('killed')
    },
  })
  return { through, failed: () => appends >= at }
}
