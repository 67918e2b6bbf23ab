import { setTimeout as delay } from 'node:timers/promises'
import { type Entry, type Folded, foldStream, streamOf } from '@minutier/domain'
import { isEventStoreError, type RecordedEvent } from '@minutier/event-store'
import { isVaultError, type VaultErrorCode } from '@minutier/vault'
import { entryOf } from '../entries.ts'
import { isLedgerError } from '../errors.ts'
import type { Execution } from '../execution.ts'
import { streamId } from '../idempotence.ts'
import { apply, decideCarry } from './apply.ts'
import { carrierOf } from './carriers.ts'
import type { Carrier, Carry, Cause } from './carry.ts'
import type { InFlight } from './in-flight.ts'

/**
 * Told of an event whose effects could not be carried, before it is tried again or the processes stop; or, without an event, that how
 * far they came could not be written: once, until it can be again.
 */
export type Failed = (error: unknown, eventId: string | null) => void

interface Carrying {
  readonly parts: Execution
  /** The same, but that a stream is read once nothing is on its way to it. */
  readonly waiting: Execution
  readonly inFlight: InFlight
  readonly signal: AbortSignal
  readonly failed?: Failed | undefined
}

/**
 * Carries what follows from an event: decides it, and answers while it is written, so that the next event is looked at meanwhile. The
 * answer's `done` is whether it was carried; false: stopped before it was. It rejects with what no new try would mend.
 */
export async function carryOn(carrying: Carrying, event: RecordedEvent): Promise<{ readonly done: Promise<boolean> }> {
  const carrier = carrierOf(event)
  if (!carrier) return { done: Promise.resolve(true) }
  const entry = entryOf(event)
  try {
    const { targets, written } = await begin(carrying, carrier, entry)
    const done = written.then(
      () => true,
      (error: unknown) => carryAgain(carrying, carrier, entry, error),
    )
    // A failure is told by who awaits it.
    done.catch(() => undefined)
    for (const stream of targets) carrying.inFlight.add(stream, done)
    return { done }
  } catch (error) {
    // Nothing of its own is on its way but what was written whatever comes: it may wait for the others as before.
    return { done: Promise.resolve(await carryAgain({ ...carrying, parts: carrying.waiting }, carrier, entry, error)) }
  }
}

/** Decides each carry and sends it on its way, in order; a certificate's reads the vault first, and is decided then. */
async function begin({ parts, waiting, inFlight }: Carrying, carrier: Carrier, entry: Entry) {
  const targets: string[] = []
  const writes: Promise<void>[] = []
  for (const carry of await carriesOf(waiting, carrier, entry)) {
    const write = carry.sealsHolderOf === undefined ? await decideCarry(waiting, carry, entry) : () => Promise.resolve(false)
    if (write === null) continue
    const target = streamOf(carry.kind, carry.id)
    await inFlight.clear(target)
    // Another writer came first: decided again, of the stream as it is, since it would wait for itself.
    const written = write().then((came) => (came ? undefined : apply(parts, carry, entry)))
    inFlight.add(target, written)
    targets.push(target)
    writes.push(written)
  }
  return { targets, written: Promise.all(writes) }
}

async function carriesOf({ snapshots }: Execution, carrier: Carrier, entry: Entry): Promise<readonly Carry[]> {
  const snapshot = await snapshots([])
  const cause = causeOf(entry, await snapshot.load(entry.stream))
  return snapshot.decide((sources) => carrier(cause, sources))
}

/** How long to wait before an event is tried again, while the store cannot answer: doubled each time, up to a limit. */
const backoff = { minMs: 50, maxMs: 5000 }

async function carryAgain({ parts, signal, failed }: Carrying, carrier: Carrier, entry: Entry, failure: unknown): Promise<boolean> {
  let error = failure
  for (let waitMs = backoff.minMs; ; waitMs = Math.min(waitMs * 2, backoff.maxMs)) {
    failed?.(error, entry.id)
    if (!passes(error)) throw error
    await delay(waitMs, undefined, { signal }).catch(() => undefined)
    if (signal.aborted) return false
    try {
      for (const carry of await carriesOf(parts, carrier, entry)) await apply(parts, carry, entry)
      return true
    } catch (again) {
      error = again
    }
  }
}

/** Of the vault: it is busy, or its disk is full, or the commit may not have come; sealing again what is sealed changes nothing. */
const passingVaultCodes: readonly VaultErrorCode[] = ['VAULT_UNAVAILABLE', 'VAULT_STORAGE_FULL', 'VAULT_OUTCOME_UNKNOWN']

/**
 * The store or the vault cannot answer now, or others kept writing: nothing is wrong with the event. A full disk is no matter for a caller
 * to try again, but room is made one day, and then the processes go on by themselves.
 */
function passes(error: unknown): boolean {
  if (isVaultError(error)) return passingVaultCodes.includes(error.code)
  if (isEventStoreError(error, 'ES_STORAGE_FULL')) return true
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
