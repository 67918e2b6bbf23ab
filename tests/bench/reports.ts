import { setTimeout as delay } from 'node:timers/promises'
import { startServer } from '@minutier/testing'
import { z } from 'zod'
import { type Client, connect } from './client.ts'
import { longLedger } from './long-ledger.ts'
import type { Benchmark } from './row.ts'

/** Reports of a long ledger, on a server that answers others meanwhile. */
export const reports: Benchmark = async () => {
  const { data, token, candidacies } = await longLedger()
  const server = await startServer(data)
  const client = connect(server.url, token, 1)
  const other = connect(server.url, token, 1)
  try {
    // The first report waits until its tables have caught up: that is measured elsewhere.
    await made(client, 'R2', { format: 'csv', from: '2024-01-01', to: '2024-12-31' })
    const slowest = watched(other)
    const statistics = await made(client, 'R2', { format: 'json', from: '2024-01-01', to: '2024-12-31' })
    const placements = await made(client, 'R3', { format: 'xlsx' })
    const waitedMs = await slowest.stop()
    return [
      {
        what: `promotion statistics of one year among ${candidacies} candidacies, asked over HTTP until the file is ready`,
        atLeast: 'under 1 s',
        measured: `${(statistics / 1000).toFixed(2)} s`,
        holds: statistics < 1_000,
      },
      {
        what: 'placements of all their holders as XLSX',
        atLeast: 'under 10 s',
        measured: `${(placements / 1000).toFixed(2)} s`,
        holds: placements < 10_000,
      },
      {
        what: 'another request, while they are made: the longest',
        atLeast: 'under 50 ms',
        measured: `${waitedMs.toFixed(0)} ms`,
        holds: waitedMs < 50,
      },
    ]
  } finally {
    client.close()
    other.close()
    await server.stop()
  }
}

const job = z.object({ reportId: z.string(), state: z.string(), problem: z.unknown().nullable() })

/** Milliseconds from the request until the file is ready. */
async function made(client: Client, kind: string, body: Readonly<Record<string, unknown>>): Promise<number> {
  const startedAt = performance.now()
  const { text } = await client.post(`/v1/reports/${kind}`, body)
  for (let now = job.parse(JSON.parse(text)); now.state !== 'ready'; ) {
    if (now.problem !== null) throw new Error(JSON.stringify(now.problem))
    await delay(10)
    now = job.parse(JSON.parse((await client.get(`/v1/reports/${now.reportId}`)).text))
  }
  return performance.now() - startedAt
}

/** Asks for a small list again and again, and tells the longest answer. */
function watched(client: Client) {
  let slowestMs = 0
  let going = true
  const asking = (async () => {
    while (going) {
      const { ms } = await client.get('/v1/candidacies?limit=1')
      slowestMs = Math.max(slowestMs, ms)
      await delay(5)
    }
  })()
  return {
    async stop() {
      going = false
      await asking
      return slowestMs
    },
  }
}
