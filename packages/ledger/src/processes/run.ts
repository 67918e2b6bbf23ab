import { setTimeout as delay } from 'node:timers/promises'
import { type Entry, type Folded, foldStream } from '@minutier/domain'
import { advance, follow, isEventStoreError, type RecordedEvent } from '@minutier/event-store'
import { isVaultError, type VaultErrorCode } from '@minutier/vault'
import { entryOf } from '../entries.ts'
import { isLedgerError } from '../errors.ts'
import type { Execution } from '../execution.ts'
import { streamId } from '../idempotence.ts'
import { apply } from './apply.ts'
import { carriedTypes, carrierOf } from './carriers.ts'
import type { Cause } from './carry.ts'
import type { CheckpointFile } from './checkpoint.ts'

/** The processes at work: they follow the whole log and carry facts from one stream to another. */
export interface Processes {
  /** Resolves once everything recorded before the call has taken effect, effects of effects included. */
  settled(): Promise<void>
  /** Rejects when a process can't go on; resolves when they are stopped. */
  readonly stopped: Promise<void>
  /** Events recorded and not yet looked at: 0 when all has taken effect. */
  readonly pending: () => Promise<boolean>
  stop(): Promise<void>
}

/**
 * Told of an event whose effects could not be carried, before it is tried again or the processes stop; or, without an event, that how
 * far they came could not be written: once, until it can be again.
 */
export type Failed = (error: unknown, eventId: string | null) => void

interface Options {
  readonly checkpoints: CheckpointFile
  readonly failed?: Failed
}

/** How many messages are looked at, and how long, between two writes of the checkpoint. */
const saveEvery = 500
const saveEveryMs = 500

export function startProcesses(parts: Execution, { checkpoints, failed }: Options): Processes {
  const abort = new AbortController()
  let checkpoint = checkpoints.read()
  const waiting = new Set<{ position: string; resolve: () => void }>()

  const reached = (position: string): void => {
    for (const waiter of waiting) {
      if (waiter.position > position) continue
      waiting.delete(waiter)
      waiter.resolve()
    }
  }

  let unsaved = 0
  let toldUnsaved = false
  // A checkpoint that cannot be written (its disk is full) costs reads at the next start: no reason to stop, and the next save tries again.
  const save = (): void => {
    if (!checkpoint || unsaved === 0) return
    try {
      checkpoints.write(checkpoint)
      unsaved = 0
      toldUnsaved = false
    } catch (error) {
      if (!toldUnsaved) failed?.(error, null)
      toldUnsaved = true
    }
  }
  // Between two saves a crash costs a few reads, nothing else: what was carried is not carried again.
  const saving = setInterval(save, saveEveryMs).unref()

  const run = async (): Promise<void> => {
    const following = { signal: abort.signal, filter: { types: carriedTypes } }
    for await (const message of follow(parts.store, checkpoint ?? 'start', following)) {
      if (message.kind === 'event' && !(await carryOn(parts, message.event, abort.signal, failed))) break
      checkpoint = advance(parts.store.id, checkpoint, message)
      if (!checkpoint) continue
      unsaved += 1
      if (unsaved % saveEvery === 0) save()
      reached(checkpoint.position)
    }
  }
  const stopped = run()
  stopped.catch(() => undefined)

  const settled = async (): Promise<void> => {
    for (;;) {
      const head = await parts.store.head()
      if (head === null || (checkpoint !== null && checkpoint.position >= head)) return
      const { promise, resolve } = Promise.withResolvers<void>()
      waiting.add({ position: head, resolve })
      await Promise.race([promise, stopped])
      if (abort.signal.aborted) return
    }
  }

  return {
    settled,
    stopped,
    pending: async () => {
      const head = await parts.store.head()
      return head !== null && (checkpoint === null || checkpoint.position < head)
    },
    async stop() {
      abort.abort()
      await stopped.catch(() => undefined)
      clearInterval(saving)
      save()
      checkpoints.close()
    },
  }
}

/** How long to wait before an event is tried again, while the store cannot answer: doubled each time, up to a limit. */
const backoff = { minMs: 50, maxMs: 5000 }

/** Carries what follows from an event, until it is done. False: stopped before it was. Throws what no new try would mend. */
async function carryOn(parts: Execution, event: RecordedEvent, signal: AbortSignal, failed?: Failed): Promise<boolean> {
  const carrier = carrierOf(event)
  if (!carrier) return true
  const entry = entryOf(event)
  for (let waitMs = backoff.minMs; !signal.aborted; waitMs = Math.min(waitMs * 2, backoff.maxMs)) {
    try {
      const snapshot = await parts.snapshots([])
      const cause = causeOf(entry, await snapshot.load(entry.stream))
      const carries = await snapshot.decide((sources) => carrier(cause, sources))
      for (const carry of carries) await apply(parts, carry, entry)
      return true
    } catch (error) {
      failed?.(error, entry.id)
      if (!passes(error)) throw error
      await delay(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
  return false
}

/** Of the vault: it is busy, or its disk is full, or the commit may not have come; sealing again what is sealed changes nothing. */
const passingVaultCodes: readonly VaultErrorCode[] = ['VAULT_UNAVAILABLE', 'VAULT_STORAGE_FULL', 'VAULT_OUTCOME_UNKNOWN']

/** The store or the vault cannot answer now, or others kept writing: nothing is wrong with the event. */
function passes(error: unknown): boolean {
  if (isVaultError(error)) return passingVaultCodes.includes(error.code)
  if (isEventStoreError(error)) return error.retry === 'yes' || error.retry === 'same-ids' || error.retry === 'resume'
  return isLedgerError(error) && error.code === 'LEDGER_CONFLICT'
}

/** The stream just before and just after the event, whatever was recorded since; folded only for a carrier that looks at it. */
function causeOf(entry: Entry, folded: Folded): Cause {
  const { kind, stream, history } = folded
  const first = (count: number) => (count === history.length ? folded : foldStream(kind, stream, history.slice(0, count)))
  let before: Folded | undefined
  let after: Folded | undefined
  return {
    entry,
    id: streamId(stream),
    get before() {
      before ??= first(entry.revision)
      return before
    },
    get after() {
      after ??= first(entry.revision + 1)
      return after
    },
  }
}
