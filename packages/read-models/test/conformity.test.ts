import { candidacyOf } from '@minutier/testing'
import t, { type Test } from 'tap'
import { conformity, eventAtRank, listIssued, rankedEvents, ranksOfStreams, streamsOfKind } from '../src/index.ts'
import { history, people } from './support/history.ts'
import { openLab } from './support/lab.ts'

async function caughtUp(t: Test) {
  const lab = openLab(t)
  await lab.append(history())
  const readModels = lab.open({ projections: [conformity] })
  readModels.start()
  await lab.settled(readModels)
  return readModels
}

const code = 'RNCP36582'
const streamOf = (name: string) => `candidacy-${candidacyOf(name)}`
const issuedAt = (name: string) => history().findIndex(({ stream, type }) => stream === streamOf(name) && type === 'CertificateIssued')

t.test('who was issued a certificate, revoked or not, page by page; nobody of another certification', async (t) => {
  const readModels = await caughtUp(t)
  const size = await rankedEvents(readModels)
  t.equal(size, history().length)
  const holders = [people.certified, people.revoked].map(candidacyOf).toSorted()
  const [first = '', second = ''] = holders
  t.strictSame(await listIssued(readModels, { certification: code, size }, { limit: 10 }), holders)
  t.strictSame(await listIssued(readModels, { certification: code, size }, { limit: 1 }), [first])
  t.strictSame(await listIssued(readModels, { certification: code, size }, { limit: 1, after: first }), [second])
  t.strictSame(await listIssued(readModels, { certification: code, size }, { limit: 1, after: second }), [])
  t.strictSame(await listIssued(readModels, { certification: 'RNCP1', size }, { limit: 10 }), [])
})

t.test('as the log was at an earlier size: only who had one by then', async (t) => {
  const readModels = await caughtUp(t)
  const of = (size: number) => listIssued(readModels, { certification: code, size }, { limit: 10 })
  const earliest = Math.min(issuedAt(people.certified), issuedAt(people.revoked))
  t.strictSame(await of(earliest), [], 'the event itself is not among the first')
  t.equal((await of(earliest + 1)).length, 1)
})

t.test('every event of the ledger has its rank, whatever its stream', async (t) => {
  const readModels = await caughtUp(t)
  const streams = [...new Set(history().map(({ stream }) => stream))]
  const ranks = await ranksOfStreams(readModels, [...streams, 'candidacy-unknown'])
  t.strictSame([...ranks.keys()].toSorted(), streams.toSorted())
  for (const stream of streams) {
    const expected = history().flatMap((entry, rank) => (entry.stream === stream ? [rank] : []))
    t.strictSame(ranks.get(stream), expected, stream)
  }
  for (const [rank, { stream, revision }] of history().entries())
    t.strictSame({ ...(await eventAtRank(readModels, rank)) }, { stream, revision })
  t.equal(await eventAtRank(readModels, history().length), undefined)
})

t.test('more streams than one statement takes', async (t) => {
  const readModels = await caughtUp(t)
  const own = history().flatMap(({ stream }, rank) => (stream === streamOf(people.certified) ? [rank] : []))
  const many = Array.from({ length: 250 }, (_, at) => `candidacy-${at}`)
  t.strictSame([...(await ranksOfStreams(readModels, [...many, streamOf(people.certified)]))], [[streamOf(people.certified), own]])
})

t.test('the streams of a kind at a size, page by page, in the order of their names', async (t) => {
  const readModels = await caughtUp(t)
  const size = await rankedEvents(readModels)
  const all = [...new Set(history().map(({ stream }) => stream))].filter((stream) => stream.startsWith('candidacy-')).toSorted()
  t.ok(all.length > 2)
  t.strictSame(await streamsOfKind(readModels, { kind: 'candidacy', size }, { limit: 1_000 }), all)
  t.strictSame(await streamsOfKind(readModels, { kind: 'candidacy', size }, { limit: 2 }), all.slice(0, 2))
  t.strictSame(await streamsOfKind(readModels, { kind: 'candidacy', size }, { after: all[1] ?? '', limit: 1_000 }), all.slice(2))
  const firstAt = history().findIndex(({ stream }) => stream.startsWith('candidacy-'))
  const first = [history()[firstAt]?.stream]
  t.strictSame(await streamsOfKind(readModels, { kind: 'candidacy', size: firstAt + 1 }, { limit: 10 }), first)
  t.strictSame(await streamsOfKind(readModels, { kind: 'candidacy', size: firstAt }, { limit: 10 }), [])
})
