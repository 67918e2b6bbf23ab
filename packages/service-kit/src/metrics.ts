import type { Ledger } from '@minutier/ledger'
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

interface Watched {
  readonly name: string
  readonly help: string
  readonly labelNames: string[]
  readonly read: () => Promise<readonly { readonly labels: Readonly<Record<string, string>>; readonly value: number }[]>
}

/** Prometheus metrics: labels are route templates, command types, rules and codes, never an id. */
export function createMetrics(ledger: Ledger) {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const registers = [registry]
  const requests = new Histogram({
    name: 'minutier_http_request_seconds',
    help: 'Duration of HTTP requests',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5],
    registers,
  })
  const commands = new Counter({
    name: 'minutier_commands_total',
    help: 'Commands by outcome',
    labelNames: ['command', 'outcome'] as const,
    registers,
  })
  const refusals = new Counter({
    name: 'minutier_refusals_total',
    help: 'Refusals by rule',
    labelNames: ['command', 'rule'] as const,
    registers,
  })
  new Gauge({
    name: 'minutier_processes_pending',
    help: '1 while recorded facts are still to be carried to other streams, 0 when all have taken effect',
    registers,
    async collect() {
      // While the store cannot be read nothing is known to have taken effect, and the other metrics are wanted all the more.
      const pending = await ledger.processes.pending().catch(() => true)
      this.set(pending ? 1 : 0)
    },
  })
  /** A gauge that a service reads when it is asked for: one value for each set of labels. */
  const watch = ({ name, help, labelNames, read }: Watched): void => {
    new Gauge({
      name,
      help,
      labelNames,
      registers,
      async collect() {
        // What cannot be read now is left out: the other metrics are wanted all the more.
        for (const { labels, value } of await read().catch(() => [])) this.set(labels, value)
      },
    })
  }
  return { registry, requests, commands, refusals, watch }
}

export type Metrics = ReturnType<typeof createMetrics>
