import { once } from 'node:events'
import { mkdirSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { createSqliteStore } from '@minutier/event-store'
import { spawnCli } from '@minutier/testing'
import { test } from 'tap'
import { eventTypes, type ImportCli, importCli, reportIn, someone } from './cli.ts'
import { applicationLine, enrolmentLines, ndjson, personLine } from './files.ts'

/** Events so far, also while another process writes. */
async function countOf({ data }: ImportCli): Promise<number> {
  const store = createSqliteStore({ path: join(data, 'events.sqlite'), readOnly: true })
  try {
    return (await Array.fromAsync(store.readAll())).length
  } finally {
    await store.close()
  }
}

const copiesIn = (data: string) => readdirSync(data).filter((name) => name.startsWith('dry-run-'))

test('killed at any instant and run again: nothing twice, nothing lost', async (t) => {
  const cli = await importCli(t)
  const numbers = Array.from({ length: 120 }, (_, at) => at)
  const lines = numbers.flatMap((at) => [personLine(at), applicationLine(at), ...enrolmentLines(at, cli.recruiter)])
  const file = cli.file('past.ndjson', ndjson(lines))
  const args = ['import', file, '--actor', someone, '--data', cli.data, '--json']
  let recorded = await countOf(cli)
  for (const more of [30, 150, 90]) {
    const { child, ended } = spawnCli({ args })
    while ((await countOf(cli)) < recorded + more && child.exitCode === null) await sleep(2)
    child.kill('SIGKILL')
    await ended
    t.equal(child.signalCode, 'SIGKILL', 'in the middle')
    recorded = await countOf(cli)
  }
  const { out } = await cli.run(file, '--actor', someone, '--json')
  const report = reportIn(out)
  t.equal(report.recorded + report.alreadyDone, lines.length)
  t.equal(report.refused, 0)
  const types = await eventTypes(cli)
  for (const type of ['ApplicationReceived', 'CandidateEnrolled']) t.equal(types.filter((one) => one === type).length, numbers.length, type)
  t.equal(types.filter((one) => one === 'ImportStarted').length, 1)
})

test('Ctrl-C on a dry run takes its copy away; what a killed one left goes with the next', async (t) => {
  const cli = await importCli(t)
  mkdirSync(join(cli.data, 'dry-run-999999999-abc'))
  mkdirSync(join(cli.data, `dry-run-${process.ppid}-abc`))
  const file = cli.file('past.ndjson', ndjson(Array.from({ length: 20_000 }, (_, at) => personLine(at))))
  const { child, ended, err } = spawnCli({ args: ['import', file, '--dry-run', '--data', cli.data] })
  while (!copiesIn(cli.data).some((name) => name.startsWith(`dry-run-${child.pid}-`))) await sleep(5)
  await sleep(300)
  child.kill('SIGINT')
  await once(child, 'exit')
  t.equal(await ended, 1)
  t.match(err(), /import interrompu/)
  t.strictSame(copiesIn(cli.data), [`dry-run-${process.ppid}-abc`], 'one of a process that still runs is not touched')
})
