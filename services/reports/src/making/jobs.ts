import { LedgerError } from '@minutier/ledger'

/** A long work that was asked over HTTP, under way or done; `R` is what came of it. */
export interface Job<R> {
  readonly id: string
  /** Who asked it: nobody else sees it. */
  readonly actor: string
  /** What was asked, as a text: asked again with the same id it must be the same. */
  readonly asked: string
  readonly progress: { readonly done: number; readonly of: number | null }
  readonly outcome: Outcome<R>
}

export type Outcome<R> =
  | { readonly state: 'waiting' | 'generating' }
  /** `release`: what it holds is not wanted any more. */
  | { readonly state: 'ready'; readonly result: R; readonly release?: () => void }
  /** `problem`: what the one who asked is answered. */
  | { readonly state: 'failed'; readonly problem: unknown }

export interface Jobs<R> {
  /**
   * Begins a work, unless one of that id is known: one at a time, in the order in which they were asked.
   * @throws LEDGER_COMMAND_REUSED for the id of another work
   */
  begin(job: Pick<Job<R>, 'id' | 'actor' | 'asked'>, work: Work<R>): Job<R>
  /** Undefined for one that was never asked, or was forgotten. */
  find(id: string): Job<R> | undefined
  /** What becomes of a job, from now until its end. */
  follow(id: string, signal: AbortSignal): AsyncGenerator<Job<R>>
  /** Aborts what is going on, and forgets all. */
  close(): Promise<void>
}

export type Work<R> = (watching: {
  readonly progress: (done: number, of: number | null) => void
  readonly signal: AbortSignal
}) => Promise<Outcome<R>>

/** Works kept to be fetched, and for how long: they can be done again, with the same result. */
const mostKept = 50
const keptMs = 3_600_000

export function openJobs<R>(failed: (error: unknown) => Outcome<R>): Jobs<R> {
  const jobs = new Map<string, Job<R>>()
  const endings = new Map<string, NodeJS.Timeout>()
  const stopping = new AbortController()
  const changed = new EventTarget()
  let turn: Promise<unknown> = Promise.resolve()

  function set(id: string, change: Partial<Job<R>>): void {
    const job = jobs.get(id)
    if (!job) return
    jobs.set(id, { ...job, ...change })
    changed.dispatchEvent(new Event(id))
  }

  function forget(id: string): void {
    const outcome = jobs.get(id)?.outcome
    if (outcome?.state === 'ready') outcome.release?.()
    jobs.delete(id)
    clearTimeout(endings.get(id))
    endings.delete(id)
  }

  async function run(id: string, work: Work<R>): Promise<void> {
    if (stopping.signal.aborted) return
    set(id, { outcome: { state: 'generating' } })
    const progress = (done: number, of: number | null) => set(id, { progress: { done, of } })
    const outcome = await work({ progress, signal: stopping.signal }).catch(failed)
    set(id, { outcome })
    endings.set(id, setTimeout(() => forget(id), keptMs).unref())
    for (const oldest of endings.keys()) {
      if (endings.size <= mostKept) break
      forget(oldest)
    }
  }

  return {
    begin(asked, work) {
      const known = jobs.get(asked.id)
      if (known && (known.asked !== asked.asked || known.actor !== asked.actor)) throw new LedgerError('LEDGER_COMMAND_REUSED')
      // One that failed is tried again.
      if (known && known.outcome.state !== 'failed') return known
      const job: Job<R> = { ...asked, progress: { done: 0, of: null }, outcome: { state: 'waiting' } }
      forget(asked.id)
      jobs.set(asked.id, job)
      turn = turn.then(() => run(asked.id, work))
      return job
    },
    find: (id) => jobs.get(id),
    async *follow(id, signal) {
      for (;;) {
        const next = Promise.withResolvers<void>()
        const done = () => next.resolve()
        changed.addEventListener(id, done, { once: true })
        signal.addEventListener('abort', done, { once: true })
        try {
          const job = jobs.get(id)
          if (!job || signal.aborted || stopping.signal.aborted) return
          yield job
          if (job.outcome.state === 'ready' || job.outcome.state === 'failed') return
          if (jobs.get(id) === job) await next.promise
        } finally {
          changed.removeEventListener(id, done)
          signal.removeEventListener('abort', done)
        }
      }
    },
    async close() {
      stopping.abort()
      for (const id of jobs.keys()) changed.dispatchEvent(new Event(id))
      await turn
      for (const id of [...jobs.keys()]) forget(id)
    },
  }
}
