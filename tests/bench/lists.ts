import { setTimeout as delay } from 'node:timers/promises'
import { certifierSiret, partnerSiret, startServer } from '@minutier/testing'
import { z } from 'zod'
import { type Client, connect } from './client.ts'
import { longLedger } from './long-ledger.ts'
import { type Benchmark, percentile } from './row.ts'

/** Each filter, with what many and what few or none have: a list is asked for with every combination of them. */
const filters: Readonly<Record<string, readonly string[]>> = {
  partner: [certifierSiret, partnerSiret],
  route: ['CA', 'VAE'],
  status: ['applied', 'awarded'],
  promotion: ['2024', '1999'],
}
const connections = 10
const pagesEach = 100

const page = z.object({ candidacies: z.array(z.object({ id: z.string() })), next: z.string().nullable(), size: z.int() })

/** `GET /v1/candidacies`, fifty at a time, with every combination of filters, page after page, on a server that holds many. */
export const lists: Benchmark = async () => {
  const { data, token, events, candidacies } = await longLedger()
  const server = await startServer(data)
  const client = connect(server.url, token, connections)
  try {
    await caughtUp(client, events)
    const asked = combinations()
    const waiting = asked.values()
    const times: number[] = []
    await Promise.all(
      Array.from({ length: connections }, async () => {
        for (const query of waiting) times.push(...(await walked(client, query, pagesEach)))
      }),
    )
    const [p50, p99] = [percentile(times, 0.5), percentile(times, 0.99)]
    return [
      {
        what: `a list of 50 among ${candidacies} candidacies over HTTP, ${asked.length} combinations of filters, ${connections} connections: p99`,
        atLeast: 'under 20 ms',
        measured: `${p99.toFixed(1)} ms (p50 ${p50.toFixed(1)} ms, ${times.length} lists)`,
        holds: p99 < 20,
      },
    ]
  } finally {
    client.close()
    await server.stop()
  }
}

/** No filter, each alone, and all their combinations, with each of their values. */
function combinations(): string[] {
  let found: string[][] = [[]]
  for (const [name, values] of Object.entries(filters)) {
    found = found.flatMap((some) => [some, ...values.map((value) => [...some, `${name}=${value}`])])
  }
  return found.map((some) => some.join('&'))
}

/** So many pages of one list, from its beginning again when it is at its end: how long each took. */
async function walked(client: Client, query: string, pages: number): Promise<number[]> {
  const times: number[] = []
  let next: string | null = null
  while (times.length < pages) {
    const cursor: string = next === null ? '' : `&cursor=${next}`
    const { status, text, ms } = await client.get(`/v1/candidacies?${query}${cursor}`)
    if (status !== 200) throw new Error(`a list was answered ${status}: ${text}`)
    times.push(ms)
    next = page.parse(JSON.parse(text)).next
  }
  return times
}

/** Waits until the lists know the whole log. */
export async function caughtUp(client: Client, events: number): Promise<void> {
  for (let waitedMs = 0; waitedMs < 300_000; waitedMs += 250) {
    const { status, text } = await client.get('/v1/candidacies?limit=1')
    if (status === 200 && page.parse(JSON.parse(text)).size >= events) return
    await delay(250)
  }
  throw new Error('the lists did not catch up in five minutes')
}
