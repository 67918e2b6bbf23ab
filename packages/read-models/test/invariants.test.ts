import { DatabaseSync } from 'node:sqlite'
import t, { type Test } from 'tap'
import { tablesOf } from '../src/generations.ts'
import { candidacies, conformity, type Projection } from '../src/index.ts'
import { openDatabase } from '../src/sqlite/database.ts'
import { kyselyOn } from '../src/sqlite/dialect.ts'
import { history } from './support/history.ts'
import { openLab } from './support/lab.ts'

/** Rows that break the invariants of a caught-up projection, once its tables were damaged. */
async function brokenBy(t: Test, projection: Projection, damage: string): Promise<number> {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [projection] })
  readModels.start()
  await lab.settled(readModels)
  await readModels.close()
  const db = new DatabaseSync(lab.file)
  t.teardown(() => db.close())
  db.exec(damage)
  const tables = tablesOf(kyselyOn(db), { name: projection.name, number: 1, version: projection.version }, projection)
  return projection.invariants(tables).flatMap((query) => openDatabase(db).rows(query)).length
}

t.test('candidacies: one row a candidacy of the log, its ranks in order', async (t) => {
  const table = 'candidacies_v1_1_candidacies'
  t.equal(await brokenBy(t, candidacies, ''), 0)
  t.equal(await brokenBy(t, candidacies, `DELETE FROM ${table} WHERE route = 'VAE'`), 1)
  t.equal(await brokenBy(t, candidacies, `UPDATE ${table} SET changed_rank = last_rank + 1 WHERE route = 'VAE'`), 1)
  t.equal(await brokenBy(t, candidacies, `UPDATE ${table} SET changed_rank = opened_rank - 1 WHERE route = 'VAE'`), 1)
})

t.test('conformity: a rank for every event, an issuance that is one of them', async (t) => {
  t.equal(await brokenBy(t, conformity, ''), 0)
  t.equal(await brokenBy(t, conformity, 'DELETE FROM conformity_v2_1_ranked_events WHERE rank = 7'), 1)
  t.equal(await brokenBy(t, conformity, 'UPDATE conformity_v2_1_issuances SET rank = rank + 1000000'), 1)
})
