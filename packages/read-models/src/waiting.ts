import type { Position } from '@minutier/event-store'
import { isReadModelError, ReadModelError } from './errors.ts'
import type { Generation } from './generations.ts'
import type { Runner } from './runner/runner.ts'

export interface WaitOptions {
  /** 2,000 unless told otherwise. */
  readonly timeoutMs?: number
  readonly signal?: AbortSignal
}

interface Serving {
  /** The generation that serves, and who runs it here. */
  active(): Generation | undefined
  runnerOf(generation: Generation): Runner | undefined
  changed(): Promise<void>
}

/**
 * Waits until what serves has handled a position: one's own write is then seen. When another generation takes over meanwhile, it is that one
 * which must have handled it.
 * @throws RM_BEHIND after the time, or RM_NOT_READY when nothing serves; RM_STOPPED; the signal's reason
 */
export async function waitFor(
  name: string,
  position: Position,
  { active, runnerOf, changed }: Serving,
  { timeoutMs = 2_000, signal }: WaitOptions = {},
): Promise<void> {
  const late = new AbortController()
  // Not AbortSignal.timeout: its timer does not keep a process that waits for nothing else.
  const timer = setTimeout(() => late.abort(), timeoutMs)
  const both = AbortSignal.any([late.signal, ...(signal ? [signal] : [])])
  try {
    for (;;) {
      const serving = active()
      const runner = serving && runnerOf(serving)
      const handled = runner ? runner.reached(position, both) : orAborted(changed(), both)
      const ended = await handled.then(
        () => undefined,
        (error: unknown) => error,
      )
      // Another one took over: what this one did, or that it ended, no longer matters.
      if (!serving || !runner || active()?.number !== serving.number) both.throwIfAborted()
      else if (ended === undefined) return
      else throw ended
    }
  } catch (error) {
    if (isReadModelError(error) || signal?.aborted || !late.signal.aborted) throw error
    throw new ReadModelError(active() ? 'RM_BEHIND' : 'RM_NOT_READY', { projection: name }, error)
  } finally {
    clearTimeout(timer)
  }
}

/** The promise, or the signal's reason. */
export async function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const abort = () => aborted.reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([promise, aborted.promise])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
