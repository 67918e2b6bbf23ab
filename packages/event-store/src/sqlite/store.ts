import { randomUUID } from 'node:crypto'
import { appendDeadlineMs, pageSize } from '../limits.ts'
import type { EventStore, RecordedEvent } from '../port.ts'
import { prepareAppend } from '../prepare.ts'
import { backupTo } from './backup.ts'
import { nextRecordedAt } from './commit.ts'
import { type Integrity, integrityOf } from './integrity.ts'
import { createReader, toPosition } from './reader.ts'
import { type Faults, openSession } from './session.ts'
import { startOf, subscribe } from './subscribe.ts'
import { verifyCheckpoint } from './verify.ts'
import { createWake } from './wake.ts'
import { createWriter } from './writer.ts'

export interface SqliteStoreOptions {
  /** The events file, made with mode 0600 when there is none; ':memory:' for a store that ends with the process. */
  readonly path: string
  /** UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`. */
  readonly clock?: () => string
  /** A label kept in a new file ('example', 'production' …). What the file says is `store.kind`. */
  readonly kind?: string
  /** The identity of a new file; random unless told otherwise. */
  readonly identity?: string
  /** Opens an existing file to read and follow it while another process writes. */
  readonly readOnly?: boolean
  /** Appends that may wait, and their bytes: above, ES_UNAVAILABLE. */
  readonly queuedAppends?: number
  readonly queuedBytes?: number
  /** How often a subscription that waits looks for commits of other processes. */
  readonly pollMs?: number
}

export interface SqliteStore extends EventStore {
  readonly kind: string
  /** What `recordedAt` would be now: the clock, or the last event's time if the clock stepped back. */
  now(): string
  /** Reads the whole file; blocks while it does. */
  integrityCheck(): Integrity
  /** Copies the store as it is now to a new file, while it is written to. */
  backup(path: string): Promise<void>
}

const systemClock = () => Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })

/** Opens the store, at once usable; nothing of the events is read. Throws an EventStoreError that says what is wrong with the file. */
export function createSqliteStore(options: SqliteStoreOptions): SqliteStore {
  return createSqliteStoreWith(options, {})
}

/** The same, with the failures that a test wants. */
export function createSqliteStoreWith(options: SqliteStoreOptions, faults: Faults): SqliteStore {
  const { path, clock = systemClock, kind = '', identity = randomUUID(), readOnly = false, pollMs = 100 } = options
  const { queuedAppends = 1_000, queuedBytes = 16 * 1024 * 1024 } = options
  const session = openSession({ path, readOnly, identity: { id: identity, kind } }, faults)
  const reader = createReader(session.current)
  const wake = createWake(session, pollMs)
  const writer = createWriter(session, { clock, faults, queuedAppends, queuedBytes, committed: wake.notify })
  const { id, kind: label } = session.connection.identity

  async function* readAll(read?: Parameters<EventStore['readAll']>[0]): AsyncGenerator<RecordedEvent, void, undefined> {
    for await (const page of reader.readAllPages(read)) yield* page
  }

  return {
    id,
    kind: label,
    append(stream, expected, events, { deadlineMs = appendDeadlineMs } = {}) {
      try {
        return writer.append(prepareAppend(stream, expected, events), deadlineMs)
      } catch (error) {
        return Promise.reject(error)
      }
    },
    readStream: reader.readStream,
    readAll,
    readStreamPage: async (stream, from = 0, limit = pageSize) => reader.streamPage(stream, from, Number.MAX_SAFE_INTEGER, limit),
    readAllPages: reader.readAllPages,
    head: async () => toPosition(reader.head()),
    verify: async (checkpoint) => verifyCheckpoint(reader, id, checkpoint),
    subscribe: (subscription) => subscribe(reader, wake, startOf(reader, subscription.after), subscription),
    now: () => nextRecordedAt(session.current(), clock),
    integrityCheck: () => integrityOf(session.current().db),
    backup: (target) => backupTo(path, target, session),
    async close() {
      await writer.drained()
      session.close()
      wake.end()
    },
  }
}
