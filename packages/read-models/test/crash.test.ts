import { rmSync } from 'node:fs'
import t, { type Test } from 'tap'
import { candidacies, conformity, type Projection } from '../src/index.ts'
import { history } from './support/history.ts'
import { dumpsOfPrefixes, type Lab, openLab } from './support/lab.ts'
import { byBatches } from './support/stores.ts'

for (const projection of [candidacies, conformity]) {
  t.test(`72: ${projection.name}: a crash before any statement leaves change and checkpoint both or neither, and it goes on`, async (t) => {
    const expected = await dumpsOfPrefixes(openLab(t), projection, history())
    const lab = openLab(t)
    await lab.append(history())
    let crashes = 0
    while (await diesBefore(crashes, lab, projection)) {
      checkPrefix(t, lab, projection, expected, `statement ${crashes}`)
      const next = lab.open({ projections: [projection] })
      next.start()
      await lab.settled(next)
      await next.close()
      if (lab.dump(projection.name) !== expected.at(-1)) t.fail(`statement ${crashes}: it did not go on to the same tables`)
      crashes += 1
    }
    t.ok(crashes > 100, `${crashes} crashes`)
  })
}

/** On a file of its own, runs until the process dies before a statement; false when it had fewer to run. */
async function diesBefore(statement: number, lab: Lab, projection: Projection): Promise<boolean> {
  for (const suffix of ['', '-wal', '-shm']) rmSync(`${lab.file}${suffix}`, { force: true })
  let statements = 0
  const beforeStatement = () => {
    // Once dead, a process does nothing more.
    if (statements++ >= statement) throw new Error('the process died')
  }
  const dying = lab.open({ projections: [projection], store: byBatches(lab.store, 12), faults: { beforeStatement } })
  try {
    dying.start()
    await lab.settled(dying)
  } catch {
    // it died while it started
  }
  await dying.close()
  return statements > statement
}

function checkPrefix(t: Test, lab: Lab, { name }: Projection, expected: readonly string[], when: string): void {
  const size = lab.size(name)
  if (size === undefined) return
  if (lab.dump(name) !== expected[size]) t.fail(`${when}: the tables are not those of the first ${size} events`)
}
