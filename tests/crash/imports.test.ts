import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Test, test } from 'tap'
import { contentOf, countOf, importKilled, importWhole, newLedger, writePast } from './imports.ts'

/** The soak takes ten thousand. */
const candidacies = Number(process.env['MINUTIER_IMPORTED'] ?? 60)
const kills = 10

test(`a past of ${candidacies} candidacies, killed ${kills} times on the way, comes to what it does in one go`, {
  timeout: 3_600_000,
}, async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-imports-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, 'past.ndjson')
  await writePast(file, candidacies, 11)
  const whole = await newLedger(folder, 'whole')
  await importWhole(folder, whole, file)
  const cut = await newLedger(folder, 'cut')
  const killed = await importKilled(folder, cut, file, await countOf(whole), kills)
  t.equal(killed, kills, 'each time in the middle')
  await sameContent(t, whole, cut)
  await importWhole(folder, cut, file)
  t.equal(await countOf(cut), await countOf(whole), 'imported again it does nothing')
})

async function sameContent(t: Test, one: string, other: string): Promise<void> {
  const [expected, found] = [await contentOf(one), await contentOf(other)]
  t.strictSame([...found.keys()].toSorted(), [...expected.keys()].toSorted(), 'the same streams')
  const different = [...expected].filter(([stream, digest]) => digest !== found.get(stream)).map(([stream]) => stream)
  t.strictSame(different, [], 'the same events in each')
}
