import { advance, follow, type SubscriptionMessage } from '@minutier/event-store'
import type { Execution } from '../execution.ts'
import type { SnapshotOf } from '../sources.ts'
import { carriedTypes } from './carriers.ts'
import { carryOn, type Failed } from './carry-on.ts'
import type { CheckpointFile } from './checkpoint.ts'
import { createInFlight } from './in-flight.ts'

/** The processes at work: they follow the whole log and carry facts from one stream to another. */
export interface Processes {
  /**
   * Resolves once everything recorded before the call has taken effect, effects of effects included: so many times over, where others keep
   * writing and there is always something more.
   */
  settled(times?: number): Promise<void>
  /** Rejects when a process can't go on; resolves when they are stopped. */
  readonly stopped: Promise<void>
  /** Events recorded and not yet looked at: 0 when all has taken effect. */
  readonly pending: () => Promise<boolean>
  stop(): Promise<void>
}

interface Options {
  readonly checkpoints: CheckpointFile
  /** Snapshots that read a stream once `clear` lets them. */
  readonly snapshotsAfter: (clear: (stream: string) => Promise<void> | undefined) => SnapshotOf
  readonly failed?: Failed
}

/** How many messages are looked at, and how long, between two writes of the checkpoint. */
const saveEvery = 500
const saveEveryMs = 500
/** Events whose effects are being written at once. */
const maxInFlight = 256

export function startProcesses(parts: Execution, { checkpoints, snapshotsAfter, failed }: Options): Processes {
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

  const passed = (message: SubscriptionMessage): void => {
    checkpoint = advance(parts.store.id, checkpoint, message)
    if (!checkpoint) return
    unsaved += 1
    if (unsaved % saveEvery === 0) save()
    reached(checkpoint.position)
  }

  /**
   * Events are decided one after the other, each after what it looks at was written, and written side by side: effects stand in every
   * stream in the order of their causes, and share the store's commits. The checkpoint passes an event once all before it are done.
   */
  const run = async (): Promise<void> => {
    const halt = new AbortController()
    const signal = AbortSignal.any([abort.signal, halt.signal])
    const inFlight = createInFlight()
    const waiting = { ...parts, snapshots: snapshotsAfter(inFlight.clear) }
    const carrying = { parts, waiting, inFlight, signal: abort.signal, failed }
    const going: Promise<boolean>[] = []
    let inOrder = Promise.resolve(true)
    for await (const message of follow(parts.store, checkpoint ?? 'start', { signal, filter: { types: carriedTypes } })) {
      const carried = message.kind === 'event' ? (await carryOn(carrying, message.event)).done : true
      inOrder = Promise.all([inOrder, carried]).then(([before, done]) => {
        if (before && done) passed(message)
        return before && done
      })
      inOrder.catch(() => halt.abort())
      going.push(inOrder)
      if (going.length >= maxInFlight && !(await going.shift())) break
    }
    await inOrder
  }
  const stopped = run()
  stopped.catch(() => undefined)

  const settled = async (times = Number.POSITIVE_INFINITY): Promise<void> => {
    for (let time = 0; time < times; time++) {
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
