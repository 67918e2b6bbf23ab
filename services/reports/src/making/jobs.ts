import { LedgerError } from '@minutier/ledger'
import type { Manifest } from './parameters.ts'
import type { Spooled } from './spool.ts'

/** A report being made, or waiting to be fetched. */
export interface Job {
  readonly reportId: string
  readonly kind: string
  /** Who asked it: nobody else sees it. */
  readonly actor: string
  /** What was asked, as a text: asked again with the same id it must be the same. */
  readonly asked: string
  readonly progress: { readonly done: number; readonly of: number | null }
  readonly outcome: Outcome
}

export type Outcome =
  | { readonly state: 'waiting' | 'generating' }
  | { readonly state: 'ready'; readonly manifest: Manifest; readonly recorded: unknown; readonly file: Spooled }
  /** `problem`: what the one who asked is answered. */
  | { readonly state: 'failed'; readonly problem: unknown }

export interface Jobs {
  /**
   * Begins a work, unless one of that id is known: one at a time, in the order in which they were asked.
   * @throws LEDGER_COMMAND_REUSED for the id of another work
   */
  begin(job: Pick<Job, 'reportId' | 'kind' | 'actor' | 'asked'>, work: Work): Job
  /** Undefined for one that was never asked, or was forgotten. */
  find(reportId: string): Job | undefined
  /** What becomes of a job, from now until its end. */
  follow(reportId: string, signal: AbortSignal): AsyncGenerator<Job>
  /** Aborts what is going on, and forgets all. */
  close(): Promise<void>
}

export type Work = (watching: {
  readonly progress: (done: number, of: number | null) => void
  readonly signal: AbortSignal
}) => Promise<Outcome>

/** Reports kept to be fetched, and for how long: they can be made again, the same. */
const mostKept = 50
const keptMs = 3_600_000

export function openJobs(failed: (error: unknown) => Outcome): Jobs {
  const jobs = new Map<string, Job>()
  const endings = new Map<string, NodeJS.Timeout>()
  const stopping = new AbortController()
  const changed = new EventTarget()
  let turn: Promise<unknown> = Promise.resolve()

  function set(reportId: string, change: Partial<Job>): void {
    const job = jobs.get(reportId)
    if (!job) return
    jobs.set(reportId, { ...job, ...change })
    changed.dispatchEvent(new Event(reportId))
  }

  function forget(reportId: string): void {
    const outcome = jobs.get(reportId)?.outcome
    if (outcome?.state === 'ready') outcome.file.delete()
    jobs.delete(reportId)
    clearTimeout(endings.get(reportId))
    endings.delete(reportId)
  }

  async function run(reportId: string, work: Work): Promise<void> {
    if (stopping.signal.aborted) return
    set(reportId, { outcome: { state: 'generating' } })
    const progress = (done: number, of: number | null) => set(reportId, { progress: { done, of } })
    const outcome = await work({ progress, signal: stopping.signal }).catch(failed)
    set(reportId, { outcome })
    endings.set(reportId, setTimeout(() => forget(reportId), keptMs).unref())
    for (const oldest of endings.keys()) {
      if (endings.size <= mostKept) break
      forget(oldest)
    }
  }

  return {
    begin(asked, work) {
      const known = jobs.get(asked.reportId)
      if (known && (known.asked !== asked.asked || known.actor !== asked.actor)) throw new LedgerError('LEDGER_COMMAND_REUSED')
      // One that failed is tried again.
      if (known && known.outcome.state !== 'failed') return known
      const job: Job = { ...asked, progress: { done: 0, of: null }, outcome: { state: 'waiting' } }
      forget(asked.reportId)
      jobs.set(asked.reportId, job)
      turn = turn.then(() => run(asked.reportId, work))
      return job
    },
    find: (reportId) => jobs.get(reportId),
    async *follow(reportId, signal) {
      for (;;) {
        const next = Promise.withResolvers<void>()
        const done = () => next.resolve()
        changed.addEventListener(reportId, done, { once: true })
        signal.addEventListener('abort', done, { once: true })
        try {
          const job = jobs.get(reportId)
          if (!job || signal.aborted || stopping.signal.aborted) return
          yield job
          if (job.outcome.state === 'ready' || job.outcome.state === 'failed') return
          if (jobs.get(reportId) === job) await next.promise
        } finally {
          changed.removeEventListener(reportId, done)
          signal.removeEventListener('abort', done)
        }
      }
    },
    async close() {
      stopping.abort()
      for (const reportId of jobs.keys()) changed.dispatchEvent(new Event(reportId))
      await turn
      for (const reportId of [...jobs.keys()]) forget(reportId)
    },
  }
}
