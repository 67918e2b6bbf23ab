import { addDays } from '@minutier/domain'
import { type Alert, raise, timing } from './alert.ts'
import type { FoldedOf, RankOf } from './told.ts'

/** Days within which the Caisse des Dépôts answers a file; no text says how many: ours. */
const answerDays = 30

/** A batch that was deposited, and of which no processing report was taken in. */
export function batchAlerts({ stream, history, state }: FoldedOf<'transmission'>, rankOf: RankOf, today: string): Alert[] {
  const { certification, depositedOn } = state
  if (!awaitsAnswer(state) || isAnswered(state) || depositedOn === null) return []
  const dueOn = addDays(depositedOn, answerDays)
  const severity = timing('cdcBatchUnanswered', dueOn, today)
  if (severity === null) return []
  const positions = history.filter(({ type }) => type === 'CdcBatchDeposited').map(rankOf)
  return [
    raise('cdcBatchUnanswered', severity, 'unanswered', today, {
      subject: stream,
      certification,
      dueOn,
      positions,
      values: { depositedOn },
    }),
  ]
}

/** A report of it was taken in, whole, and it still waits for some of its passages. */
export function isPartlyAnswered(state: FoldedOf<'transmission'>['state']): boolean {
  return awaitsAnswer(state) && isAnswered(state)
}

function awaitsAnswer({ status }: FoldedOf<'transmission'>['state']): boolean {
  return status === 'deposited' || status === 'acknowledged'
}

function isAnswered({ reports }: FoldedOf<'transmission'>['state']): boolean {
  return Object.values(reports).some(({ fingerprint }) => fingerprint !== null)
}
