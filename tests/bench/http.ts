import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createSqliteStore } from '@minutier/event-store'
import autocannon from 'autocannon'
import type { Benchmark } from './row.ts'
import { seedCandidacies } from './seed.ts'
import { prepareServer } from './server-seed.ts'

/** One authenticated command over HTTP, against the floor, at 1 and at 50 connections, in one run. */

export const http: Benchmark = async () =>
  (await measureHttp()).map(({ connections, floor, minutier, p99Ms }) => ({
    what: `an authenticated HTTP command on a candidacy of about ten events, ${connections} connection${connections === 1 ? '' : 's'} / the floor`,
    atLeast: '0.6',
    measured: `${(minutier / floor).toFixed(2)} (${Math.round(minutier)}/s, floor ${Math.round(floor)}/s; p99 ${p99Ms} ms)`,
    holds: minutier / floor >= 0.6,
  }))

interface HttpRatios {
  readonly connections: number
  readonly floor: number
  readonly minutier: number
  readonly p99Ms: number
}

const seconds = Number(process.env['MINUTIER_BENCH_SECONDS'] ?? 8)
const candidacies = 2000

async function measureHttp(): Promise<HttpRatios[]> {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-http-'))
  try {
    const floorStore = createSqliteStore({ path: join(folder, 'floor.sqlite') })
    const floorIds = await seedCandidacies(floorStore, candidacies)
    await floorStore.close()
    const { ids, token, data } = await prepareServer(join(folder, 'data'), candidacies)
    const ratios: HttpRatios[] = []
    for (const connections of [1, 50]) {
      const floor = await rate(['tests/bench/floor.ts', join(folder, 'floor.sqlite')], connections, (id) => `/streams/${id}`, floorIds, {})
      const headers = { authorization: `Bearer ${token}` }
      const start = ['packages/cli/bin/minutier.js', 'start', '--data', data, '--port', '0', '--json']
      const minutier = await rate(start, connections, (id) => `/v1/candidacies/${id}/positioning-tests`, ids, headers)
      ratios.push({ connections, floor: floor.perSecond, minutier: minutier.perSecond, p99Ms: minutier.p99Ms })
    }
    return ratios
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function rate(
  program: readonly string[],
  connections: number,
  path: (id: string) => string,
  ids: readonly string[],
  headers: Record<string, string>,
) {
  const child = spawn(process.execPath, [...program], { stdio: ['ignore', 'pipe', 'inherit'] })
  try {
    const url = await addressOf(child)
    const body = JSON.stringify({ test: 'informatics', outcome: 'passed' })
    const requests = ids.map((id) => ({
      method: 'POST' as const,
      path: path(id),
      body,
      headers: { 'content-type': 'application/json', ...headers },
    }))
    let clients = 0
    // Each connection has candidacies of its own, as registrars do.
    const setupClient = (client: { setRequests(own: typeof requests): void }) => {
      const turn = clients++ % connections
      client.setRequests(requests.filter((_, at) => at % connections === turn))
    }
    await autocannon({ url, connections, duration: 2, setupClient })
    const result = await autocannon({ url, connections, duration: seconds, setupClient })
    if (result.non2xx > 0 || result.errors > 0) throw new Error(`${result.non2xx} answers were not 2xx, ${result.errors} errors`)
    return { perSecond: result.requests.average, p99Ms: result.latency.p99 }
  } finally {
    child.kill('SIGTERM')
    await new Promise((resolve) => child.once('exit', resolve))
  }
}

/** The first line that a server prints holds its address. */
async function addressOf(child: ChildProcess): Promise<string> {
  if (!child.stdout) throw new Error('the server has no output')
  for await (const line of createInterface({ input: child.stdout })) {
    const found = /http:\/\/[0-9.:]+/.exec(line)?.[0]
    if (found) return found
  }
  throw new Error('the server said no address')
}
