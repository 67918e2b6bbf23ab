import type { Kit } from '@minutier/service-kit'
import type { Evaluations } from './evaluation.ts'
import { alertCodes, alertTable } from './table.ts'

const freshMs = 600_000

/**
 * How many alerts there are, as the last evaluation had it. A scrape waits for none: it begins another one where there is none yet, or the
 * last one is ten minutes old, and is answered from it the next time.
 */
export function watchAlerts({ metrics, options: { ledger } }: Kit, evaluations: Evaluations, failed: (error: unknown) => void): void {
  let making = false
  metrics.watch({
    name: 'minutier_alerts',
    help: 'Alerts, of what is late or wrong, by code and severity',
    labelNames: ['code', 'severity'],
    read: async () => {
      const last = evaluations.last()
      const stale = last === null || Date.parse(ledger.now()) - Date.parse(last.madeAt) >= freshMs
      if (stale && !making) {
        making = true
        evaluations
          .current()
          .catch(failed)
          .finally(() => {
            making = false
          })
      }
      if (last === null) return []
      const counts = new Map<string, number>()
      for (const { code, severity } of last.alerts) counts.set(`${code} ${severity}`, (counts.get(`${code} ${severity}`) ?? 0) + 1)
      // None is a figure too: a gauge keeps what it was last told.
      return alertCodes.flatMap((code) =>
        alertTable[code].severities.map((severity) => ({ labels: { code, severity }, value: counts.get(`${code} ${severity}`) ?? 0 })),
      )
    },
  })
}
