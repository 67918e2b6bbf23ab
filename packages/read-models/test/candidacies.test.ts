import { DatabaseSync } from 'node:sqlite'
import { candidacyOf, certifierSiret, partnerSiret } from '@minutier/testing'
import t from 'tap'
import { tablesOf } from '../src/generations.ts'
import { type CandidacyFilters, type CandidacyRow, candidacies, listCandidacies, type ReadModels } from '../src/index.ts'
import { kyselyOn } from '../src/sqlite/dialect.ts'
import { history, people } from './support/history.ts'
import { openLab } from './support/lab.ts'

async function rows(readModels: ReadModels): Promise<Record<keyof typeof people, CandidacyRow | undefined>> {
  const { rows } = await listCandidacies(readModels, {}, { limit: 100 })
  const of = (name: string) => rows.find(({ id }) => id === candidacyOf(name))
  return {
    certified: of(people.certified),
    revoked: of(people.revoked),
    atPartner: of(people.atPartner),
    withdrawn: of(people.withdrawn),
    vae: of(people.vae),
    rectified: of(people.rectified),
    annulled: of(people.annulled),
  }
}

t.test('a row says of each candidacy what lists show', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open()
  readModels.start()
  await lab.settled(readModels)
  const found = await rows(readModels)
  t.match(found.certified, {
    certification: 'RNCP36582',
    route: 'CA',
    centre_siret: certifierSiret,
    status: 'awarded',
    promotion: 2024,
    opened_on: '2023-03-06',
    enrolled_on: '2023-09-04',
    certificate_number: 'RNCP36582-2024-000001',
    certificate_state: 'issued',
  })
  t.match(found.revoked, { status: 'awarded', certificate_state: 'revoked', promotion: 2024 })
  t.match(found.atPartner, { status: 'withdrawn', centre_siret: partnerSiret, promotion: null, certificate_number: null })
  t.match(found.withdrawn, { route: 'FI', status: 'withdrawn', certificate_state: 'none' })
  t.match(found.vae, { route: 'VAE', enrolled_on: null, opened_on: /^20/ })
  t.match(found.rectified, { route: 'FC', status: 'applied' }, 'a rectification changes the row')
  t.equal(found.annulled, undefined, 'a candidacy whose opening was annulled is in no list')
})

t.test('ranks: of the event that opened it, of the last one, of the last that changed the row', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open()
  readModels.start()
  await lab.settled(readModels)
  const { certified } = await rows(readModels)
  const own = history().flatMap(({ stream, type }, rank) =>
    stream === `candidacy-${candidacyOf(people.certified)}` ? [{ type, rank }] : [],
  )
  t.equal(certified?.opened_rank, own[0]?.rank)
  t.equal(certified?.last_rank, own.at(-1)?.rank)
  t.equal(certified?.changed_rank, own.findLast(({ type }) => type === 'CertificateIssued')?.rank)
  const at = await readModels.read(candidacies, async (_, found) => found)
  t.equal(at.size, history().length, 'an answer says of how many events it is made')
})

/** Each combination of filters, none to all four. */
function combinations({ centre_siret, route, status, promotion }: CandidacyRow): CandidacyFilters[] {
  const filters = { partner: centre_siret, route, status, ...(promotion !== null && { promotion }) }
  return Object.entries(filters).reduce<CandidacyFilters[]>(
    (all, [name, value]) => all.concat(all.map((one) => ({ ...one, [name]: value }))),
    [{}],
  )
}

t.test('any combination of filters finds what a look at the rows finds, page after page', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  const all = (await listCandidacies(readModels, {}, { limit: 100 })).rows
  t.equal(all.length, Object.keys(people).length - 1)
  for (const filters of all.flatMap(combinations)) {
    const expected = all.filter(
      (row) =>
        (filters.partner ?? row.centre_siret) === row.centre_siret &&
        (filters.route ?? row.route) === row.route &&
        (filters.status ?? row.status) === row.status &&
        (filters.promotion ?? row.promotion) === row.promotion,
    )
    const found: CandidacyRow[] = []
    let after: number | undefined
    do {
      const page = await listCandidacies(readModels, filters, { limit: 2, after })
      found.push(...page.rows)
      after = page.next ?? undefined
    } while (after !== undefined)
    t.strictSame(found, expected, JSON.stringify(filters))
  }
})

t.test('a list is a seek, whatever it is filtered by: no scan of the table, no sort', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [candidacies] })
  readModels.start()
  await lab.settled(readModels)
  const [row] = (await listCandidacies(readModels, { promotion: 2024 }, { limit: 1 })).rows
  const db = new DatabaseSync(lab.file, { readOnly: true })
  t.teardown(() => db.close())
  const asked: string[] = []
  const prepare = db.prepare.bind(db)
  db.prepare = (sql) => {
    asked.push(sql)
    return prepare(sql)
  }
  const tables = tablesOf(kyselyOn(db), { name: 'candidacies', number: 1, version: 1 }, candidacies)
  const read: ReadModels['read'] = (_, run) => run(tables, { size: 0, position: null, generation: 1 })
  for (const filters of row ? combinations(row) : []) await listCandidacies({ read }, filters, { limit: 50, after: 3 })
  t.equal(asked.length, 16)
  for (const sql of asked) {
    const plan = prepare(`EXPLAIN QUERY PLAN ${sql}`)
      .all()
      .map((step) => String(step['detail']))
    const equalities = (sql.match(/"(?:centre_siret|route|status|promotion)" = \?/g) ?? []).length
    t.match(plan, [/^SEARCH candidacies_v1_1_candidacies USING (INDEX|INTEGER PRIMARY KEY)/])
    t.equal(plan.length, 1, plan.join('; '))
    t.equal((plan[0]?.match(/=\?/g) ?? []).length, equalities, plan.join('; '))
  }
})
