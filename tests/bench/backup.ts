import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { spawnCli, startServer } from '@minutier/testing'
import { type Client, connect } from './client.ts'
import { caughtUp } from './lists.ts'
import { longLedger } from './long-ledger.ts'
import { type Benchmark, percentile } from './row.ts'

const perSecond = 500
const connections = 50
const aloneMs = 15_000
const rounds = 3

/** `minutier backup` beside a server at work: what it costs those who send commands meanwhile. */
export const backup: Benchmark = async () => {
  const { data, token, ids, events } = await longLedger()
  const folder = mkdtempSync(join(tmpdir(), 'minutier-backup-'))
  const server = await startServer(data)
  const client = connect(server.url, token, connections)
  try {
    await caughtUp(client, events)
    await commands(client, ids, delay(3_000))
    const found: Figures[] = []
    for (let round = 0; round < rounds; round++) found.push(await measured(client, { data, ids, folder: join(folder, String(round)) }))
    // Each side's least disturbed round: a busy moment of the machine is neither the backup's nor the server's.
    const [alone, beside] = [Math.min(...found.map((one) => one.alone)), Math.min(...found.map((one) => one.beside))]
    const seconds = Math.min(...found.map((one) => one.seconds))
    return [
      {
        what: `p99 of ${perSecond} commands/s while ${events} events are backed up / alone (each the best of ${rounds})`,
        atLeast: 'under 2',
        measured: `${(beside / alone).toFixed(2)} (${beside.toFixed(1)} and ${alone.toFixed(1)} ms; backed up in ${seconds} s)`,
        holds: beside / alone < 2,
      },
    ]
  } finally {
    client.close()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Figures {
  /** Percentiles in milliseconds, and how long the backup took. */
  readonly alone: number
  readonly beside: number
  readonly seconds: number
}

async function measured(client: Client, { data, ids, folder }: { data: string; ids: readonly string[]; folder: string }): Promise<Figures> {
  const alone = percentile(await commands(client, ids, delay(aloneMs)), 0.99)
  const startedAt = performance.now()
  const beside = percentile(await commands(client, ids, backedUp(data, folder)), 0.99)
  return { alone, beside, seconds: Math.round((performance.now() - startedAt) / 1000) }
}

async function backedUp(data: string, folder: string): Promise<void> {
  const { err, ended } = spawnCli({ args: ['backup', join(folder, 'backup'), '--keys', join(folder, 'keys'), '--data', data, '--json'] })
  const code = await ended
  if (code !== 0) throw new Error(`backup ended with ${code}: ${err()}`)
}

/**
 * Commands at a steady rate until something is done, whether or not those before were answered: each is timed from the moment at which it
 * was due, so that a server that stands still is seen. Answers how long each took, in milliseconds.
 */
async function commands(client: Client, ids: readonly string[], until: Promise<void>): Promise<number[]> {
  let done = false
  const ending = until.finally(() => {
    done = true
  })
  const startedAt = performance.now()
  const times: number[] = []
  const answers: Promise<void>[] = [ending]
  // What fails is told at the end, with all the rest.
  ending.catch(() => undefined)
  for (let sent = 0; !done; ) {
    const due = Math.floor(((performance.now() - startedAt) * perSecond) / 1000)
    for (; sent < due; sent++) {
      const dueAt = startedAt + (sent * 1000) / perSecond
      const path = `/v1/candidacies/${ids[sent % ids.length]}/positioning-tests`
      const answer = client.post(path, { test: 'informatics', outcome: 'passed' }).then(({ status, text }) => {
        if (status !== 201) throw new Error(`a command was answered ${status}: ${text}`)
        times.push(performance.now() - dueAt)
      })
      answer.catch(() => undefined)
      answers.push(answer)
    }
    await delay(1)
  }
  await Promise.all(answers)
  return times
}
