import { dayOf } from '@minutier/domain'
import { rankedEvents } from '@minutier/read-models'
import { KitError } from '@minutier/service-kit'
import { ledgerAt } from '../making/at-size.ts'
import type { Ledger } from '../making/report.ts'
import type { CaughtUp } from '../on-demand.ts'
import type { Alert } from './alert.ts'
import { alertsAt } from './gather.ts'
import { openRefusingStreams } from './streams.ts'

/** The alerts of all certifications on a day. */
export interface Evaluation {
  /** The legal day on which it was made. */
  readonly today: string
  /** Ledger events from which it was made. */
  readonly size: number
  /** When it was begun. */
  readonly madeAt: string
  readonly alerts: readonly Alert[]
}

export interface Evaluations {
  /** Of everything recorded when it is asked, on the day that it is: made anew only if there is something new, or another day. */
  current(): Promise<Evaluation>
  /** The last one that was made, whatever was recorded since. */
  last(): Evaluation | null
  /** Stops what is going on. */
  close(): Promise<void>
}

export function openEvaluations(ledger: Pick<Ledger, 'store' | 'snapshots' | 'now'>, caughtUp: CaughtUp): Evaluations {
  const refusing = openRefusingStreams(ledger.store)
  const closing = new AbortController()
  let last: { readonly of: string; readonly evaluation: Evaluation } | null = null
  let underWay: { readonly of: string; readonly evaluation: Promise<Evaluation> } | null = null

  function make(today: string, madeAt: string): Promise<Evaluation> {
    const { signal } = closing
    return caughtUp(async (readModels) => {
      const size = await rankedEvents(readModels)
      const at = ledgerAt(ledger, readModels, size)
      const alerts = await alertsAt({ ledger, readModels, at, size, signal, refusing }, today)
      return { today, size, madeAt, alerts }
    }, signal)
  }

  async function kept(of: string, making: Promise<Evaluation>): Promise<Evaluation> {
    try {
      const evaluation = await making
      // One that was asked later may have been made meanwhile.
      if (last === null || last.evaluation.madeAt <= evaluation.madeAt) last = { of, evaluation }
      return evaluation
    } finally {
      if (underWay?.of === of) underWay = null
    }
  }

  return {
    async current() {
      const head = await ledger.store.head()
      const madeAt = ledger.now()
      const today = dayOf(madeAt)
      const of = `${head} ${today}`
      if (last?.of === of) return last.evaluation
      if (underWay?.of === of) return underWay.evaluation
      const evaluation = kept(of, make(today, madeAt))
      underWay = { of, evaluation }
      return evaluation
    },
    last: () => last?.evaluation ?? null,
    async close() {
      closing.abort(new KitError('KIT_STOPPING'))
      await underWay?.evaluation.catch(() => undefined)
    },
  }
}
