import { candidacyOf, idOf } from '@minutier/testing'
import t from 'tap'
import { conformity, listHolders, ranksOfStream } from '../src/index.ts'
import { history, people } from './support/history.ts'
import { openLab } from './support/lab.ts'

t.test('holders: entry, award, final épreuve, blocs, certificates with those revoked, what is to be explained', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [conformity] })
  readModels.start()
  await lab.settled(readModels)
  const { holders, size, next } = await listHolders(readModels, 'RNCP36582', { limit: 10 })
  t.equal(size, history().length)
  t.equal(next, null)
  t.strictSame(
    holders.map(({ holder }) => holder.candidacy),
    [people.certified, people.revoked].map(candidacyOf).toSorted(),
  )
  const of = (name: string) => holders.find(({ holder }) => holder.candidacy === candidacyOf(name))
  const rankOf = (name: string, type: string) =>
    history().findIndex((entry) => entry.stream === `candidacy-${candidacyOf(name)}` && entry.type === type)

  const certified = of(people.certified)
  t.match(certified?.holder, {
    route: 'CA',
    entered_on: '2023-09-04',
    awarded_on: '2024-03-18',
    final_decided_on: '2024-03-18',
    jury_id: idOf(`jury of ${people.certified}`),
    award_event_id: history()[rankOf(people.certified, 'CertificationAwarded')]?.id,
    last_rank: rankOf(people.certified, 'CertificateIssued'),
  })
  t.match(certified?.certificates, [{ state: 'issued', number: 'RNCP36582-2024-000001', issued_on: '2024-04-02', revoked_on: null }])
  t.strictSame(certified?.blocs.map(({ bloc, how, acquired_on }) => `${bloc} ${how} ${acquired_on}`).length, 4)
  t.match(certified?.blocs[0], { bloc: 'RNCP36582BC01', how: 'mspr', acquired_on: '2024-01-26' })
  t.strictSame(certified?.marks, [])

  const revoked = of(people.revoked)
  t.match(revoked?.certificates, [{ state: 'revoked', revoked_on: '2024-05-13' }])
  t.match(revoked?.marks, [
    { type: 'CertificateRevocationRequested', rank: rankOf(people.revoked, 'CertificateRevocationRequested') },
    { type: 'CertificateRevoked', about_event_id: history()[rankOf(people.revoked, 'CertificateRevocationRequested')]?.id },
  ])
})

t.test('pages of holders, and those of another certification', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [conformity] })
  readModels.start()
  await lab.settled(readModels)
  const first = await listHolders(readModels, 'RNCP36582', { limit: 1 })
  t.equal(first.holders.length, 1)
  const second = await listHolders(readModels, 'RNCP36582', { limit: 1, after: first.next ?? '' })
  t.equal(second.next, null)
  t.not(second.holders[0]?.holder.candidacy, first.holders[0]?.holder.candidacy)
  t.strictSame((await listHolders(readModels, 'RNCP1', { limit: 10 })).holders, [])
})

t.test('every event of the ledger has its rank, whatever its stream, with the days that its recording took', async (t) => {
  const lab = openLab(t)
  // The ledger of this test records everything on the same day.
  await lab.append(history())
  const readModels = lab.open({ projections: [conformity] })
  readModels.start()
  await lab.settled(readModels)
  for (const stream of new Set(history().map((entry) => entry.stream))) {
    const expected = history().flatMap((entry, rank) => (entry.stream === stream ? [{ revision: entry.revision, rank }] : []))
    const found = await ranksOfStream(readModels, stream)
    t.strictSame(
      found.map(({ revision, rank }) => ({ revision, rank })),
      expected,
      stream,
    )
  }
  const [opened] = await ranksOfStream(readModels, `candidacy-${candidacyOf(people.certified)}`)
  t.ok((opened?.lateDays ?? 0) > 365, 'an application of 2023 recorded in 2024')
  t.strictSame(await ranksOfStream(readModels, 'candidacy-unknown'), [])
})

t.test('a correction is a mark that names the fact; a candidacy without award is no holder', async (t) => {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [conformity] })
  readModels.start()
  await lab.settled(readModels)
  const stream = `candidacy-${candidacyOf(people.rectified)}`
  const [fact, correction] = history().filter((entry) => entry.stream === stream)
  const dump = lab.dump('conformity')
  const mark = dump.split('\n').find((line) => line.startsWith('marks ') && line.includes(correction?.id ?? ''))
  t.match(JSON.parse(mark?.slice('marks '.length) ?? '{}'), {
    rank: history().findIndex(({ id }) => id === correction?.id),
    type: 'FactRectified',
    about_event_id: fact?.id,
  })
  t.notMatch(dump, new RegExp(`^holders .*${candidacyOf(people.withdrawn)}`, 'm'))
})
