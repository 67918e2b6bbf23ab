import { EventStoreError } from '../errors.ts'
import type { AppendResult } from '../port.ts'
import type { PreparedAppend } from '../prepare.ts'
import { traceAppend } from '../tracing.ts'
import { nextRecordedAt, type Outcome, writeAppend } from './commit.ts'
import { isBusy, toStoreError } from './failures.ts'
import { createQueue, type Pending, type QueueLimits, tooLate } from './pending.ts'
import { certainlyNotWritten, type Faults, rollback, type Session } from './session.ts'

export interface Writer {
  append(prepared: PreparedAppend, deadlineMs: number): Promise<AppendResult>
  /** Takes no more; resolves when those in hand are settled. */
  drained(): Promise<void>
}

export interface WriterOptions extends QueueLimits {
  readonly clock: () => string
  readonly faults: Faults
  /** Called after each commit, when the appends are settled. */
  readonly committed: () => void
}

const retryMs = 5
const fileCheckMs = 1_000
/** Sends of an append whose outcome was unknown. */
const maxTries = 3

/**
 * Group commit: appends queue, and a drain on setImmediate writes those that wait in one transaction. One writer waits for nobody; many share
 * one sync of the disk. Nothing is settled before COMMIT returns, conflicts included: a conflict with a neighbour is false if the COMMIT fails.
 */
export function createWriter(session: Session, options: WriterOptions): Writer {
  const queue = createQueue(options)
  let scheduled = false
  let mustReopen = false
  let fileCheckedAt = performance.now()
  let closed: { promise: Promise<void>; resolve(): void } | undefined

  function append(prepared: PreparedAppend, deadlineMs: number): Promise<AppendResult> {
    if (closed !== undefined) return Promise.reject(new EventStoreError('ES_CLOSED', 'the store is closed'))
    return new Promise((resolve, reject) => {
      const queuedAt = performance.now()
      if (!queue.push({ append: prepared, queuedAt, deadline: queuedAt + deadlineMs, tries: 0, resolve, reject })) {
        reject(new EventStoreError('ES_UNAVAILABLE', 'too many appends wait: try again later'))
      } else if (!scheduled) {
        scheduled = true
        setImmediate(drain)
      }
    })
  }

  function drain(): void {
    scheduled = false
    const now = performance.now()
    const late = queue.expired(now)
    for (const pending of late) settle(pending, tooLate(pending), 0)
    const again = queue.size > 0 && commitNext(now)
    if (again) {
      scheduled = true
      setTimeout(drain, retryMs)
    } else if (queue.size > 0) {
      scheduled = true
      setImmediate(drain)
    } else closed?.resolve()
  }

  /** True when the group has to wait: another process writes, or the outcome of a commit is still unknown. */
  function commitNext(now: number): boolean {
    const group = queue.take()
    try {
      if (now - fileCheckedAt > fileCheckMs) {
        session.checkFile()
        fileCheckedAt = now
      }
      if (mustReopen) session.reopen()
      mustReopen = false
    } catch (error) {
      if (!mustReopen || !isRetried(error)) settleAll(group, failureOf(error))
      else queue.giveBack(group)
      return true
    }
    return commit(group)
  }

  function commit(group: readonly Pending[]): boolean {
    const { statement } = session.connection
    const alone = group.length === 1
    let outcomes: Outcome[]
    try {
      const connection = session.current()
      statement('BEGIN IMMEDIATE').run()
      const recordedAt = nextRecordedAt(connection, options.clock)
      outcomes = group.map(({ append }) => writeAppend(connection, append, recordedAt, alone))
    } catch (error) {
      return undo(group, error)
    }
    try {
      options.faults.beforeCommit?.()
      statement(alone && outcomes[0] instanceof EventStoreError ? 'ROLLBACK' : 'COMMIT').run()
      options.faults.afterCommit?.()
    } catch (error) {
      return commitFailed(group, error)
    }
    for (const [index, pending] of group.entries()) settle(pending, outcomes[index] ?? tooLate(pending), group.length)
    options.committed()
    return false
  }

  /** Nothing of the group is written. True when it waits for another process. */
  function undo(group: readonly Pending[], error: unknown): boolean {
    try {
      rollback(session.connection.db)
    } catch {
      mustReopen = true
    }
    if (isBusy(error)) queue.giveBack(group)
    else settleAll(group, failureOf(error))
    return isBusy(error)
  }

  /** The appends go back to the queue: compared once more with what a new connection reads, each is found written, or sent again, or beaten. */
  function commitFailed(group: readonly Pending[], error: unknown): boolean {
    if (certainlyNotWritten(error)) return undo(group, error)
    mustReopen = true
    for (const pending of group) pending.tries++
    for (const pending of group.filter(({ tries }) => tries > maxTries)) settle(pending, tooLate(pending, error), group.length)
    queue.giveBack(group.filter(({ tries }) => tries <= maxTries))
    return true
  }

  /** For what failed before its COMMIT: not written, unless an earlier commit of the same append left a doubt. */
  function failureOf(error: unknown): (pending: Pending) => EventStoreError {
    const failure = toStoreError(error, 'the append was not written')
    return (pending) => (pending.tries > 0 ? tooLate(pending, failure) : failure)
  }

  function settleAll(group: readonly Pending[], failure: (pending: Pending) => EventStoreError): void {
    for (const pending of group) settle(pending, failure(pending), group.length)
  }

  function settle(pending: Pending, outcome: Outcome, group: number): void {
    const { append, queuedAt, resolve, reject } = pending
    if (outcome instanceof EventStoreError) reject(outcome)
    else resolve(outcome)
    traceAppend(() => ({
      store: session.connection.identity.id,
      stream: append.stream,
      events: append.events.length,
      outcome: outcome instanceof EventStoreError ? outcome.code : 'ok',
      position: outcome instanceof EventStoreError ? null : outcome.position,
      durationMs: performance.now() - queuedAt,
      group,
    }))
  }

  function drained(): Promise<void> {
    closed ??= Promise.withResolvers<void>()
    if (!scheduled && queue.size === 0) closed.resolve()
    return closed.promise
  }

  return { append, drained }
}

/** While the store cannot be reopened its appends wait, each until its deadline; a replaced or damaged file they need not wait for. */
function isRetried(error: unknown): boolean {
  return toStoreError(error, '').retry === 'yes'
}
