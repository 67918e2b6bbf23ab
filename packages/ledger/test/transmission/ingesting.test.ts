import { unansweredItems } from '@minutier/domain'
import type { ReportToIngest } from '@minutier/ledger'
import { idOf } from '@minutier/testing'
import { test } from 'tap'
import { certifier, crashing, holderOf, openHouse, passageAt, places, recordHolders, reportOn, sent, withHolders } from '../help/holders.ts'

test('a report is refused whole, and nothing is written', async (t) => {
  const { play } = await withHolders(t, 3)
  const { transmissions } = play.ledger
  const batchId = await sent(play, places(2).map(holderOf))
  await transmissions.ingest(reportOn(batchId, { accepted: [0] }), certifier)
  await play.ledger.processes.settled()
  const before = (await play.log()).length
  const refused: readonly (readonly [string, ReportToIngest])[] = [
    ['G1', reportOn(batchId, { accepted: [1, 2] }, 'a foreign one')],
    ['G7', reportOn(batchId, { accepted: [1], rejected: [1] }, 'one in both lists')],
    ['G7', reportOn(batchId, { alreadyKnown: [1, 1] }, 'one repeated')],
    ['G7', reportOn(batchId, { accepted: [1], rejected: [0] }, 'one contradicted')],
    ['G7', { ...reportOn(batchId, { accepted: [1] }), id: idOf('the same number'), reportFingerprint: 'e'.repeat(64) }],
  ]
  for (const [rule, report] of refused)
    t.match(await transmissions.ingest(report, certifier), { outcome: 'refused', refusal: { rule, statement: {} } }, report.idTraitement)
  t.match(await transmissions.ingest(reportOn(idOf('no batch'), {}), certifier), { outcome: 'notFound' })
  t.equal((await play.log()).length, before)
})

test('the same report again is done already, by the same command or another; the same command with another report is refused', async (t) => {
  const { play } = await withHolders(t, 2)
  const { transmissions } = play.ledger
  const batchId = await sent(play, places(2).map(holderOf))
  const report = reportOn(batchId, { accepted: [0], rejected: [1] })
  const first = await transmissions.ingest(report, certifier)
  t.same(await transmissions.ingest(report, certifier), { ...first, repeated: true })
  t.same(await transmissions.ingest({ ...report, id: idOf('another command') }, certifier), { ...first, repeated: true })
  await t.rejects(transmissions.ingest({ ...reportOn(batchId, { accepted: [0] }, 'another'), id: report.id }, certifier), {
    code: 'LEDGER_COMMAND_REUSED',
  })
})

test('a second report settles what is pending; what it says again is not listed again', async (t) => {
  const { play } = await withHolders(t, 3)
  const { transmissions } = play.ledger
  const batchId = await sent(play, places(3).map(holderOf))
  await transmissions.ingest(reportOn(batchId, { accepted: [0], rejected: [1] }), certifier)
  t.strictSame(unansweredItems(await play.state('transmission', batchId)), [holderOf(2)])
  t.match(await transmissions.ingest(reportOn(batchId, {}, 'an empty one'), certifier), { outcome: 'recorded' })
  t.match(await play.state('transmission', batchId), { status: 'deposited' })
  await transmissions.ingest(reportOn(batchId, { alreadyKnown: [0], accepted: [2], rejected: [1] }, 'a second one'), certifier)
  await play.ledger.processes.settled()
  t.match(await play.state('transmission', batchId), { status: 'partiallyRejected', counts: { accepted: 2, alreadyKnown: 0, rejected: 1 } })
  t.match(await passageAt(play, 2), { result: 'accepted' })
  const listed = (await play.history('transmission', batchId)).filter(({ type }) => type === 'CdcResultsListed')
  t.strictSame(
    listed.map(({ role, actor }) => [role, actor]),
    listed.map(() => ['certifier', certifier.actor]),
  )
  t.strictSame(
    listed.map(({ data }) => data['accepted']),
    [[holderOf(0)], [], [], [holderOf(2)]],
  )
})

test('a long report is listed by 1,000 passages, or 200 rejections, an event; all take effect', async (t) => {
  const { play } = await withHolders(t, 1230)
  const batchId = await sent(play, places(1230).map(holderOf))
  const report = reportOn(batchId, { accepted: places(1010), alreadyKnown: places(10, 1010), rejected: places(210, 1020) })
  t.match(await play.ledger.transmissions.ingest(report, certifier), { outcome: 'recorded' })
  await play.ledger.processes.settled()
  const log = await play.log()
  const sizes = log.flatMap(({ type, data: { accepted, alreadyKnown, rejected } }) =>
    type === 'CdcResultsListed' ? [[accepted, alreadyKnown, rejected].map((list) => (Array.isArray(list) ? list.length : -1))] : [],
  )
  t.strictSame(sizes, [
    [1000, 0, 0],
    [10, 10, 0],
    [0, 0, 200],
    [0, 0, 10],
  ])
  t.equal(log.filter(({ type }) => type === 'PassageSettled').length, 1230)
  t.match(log.find(({ type }) => type === 'CdcReportIngested')?.data, { acceptedCount: 1010, knownCount: 10, rejectedCount: 210 })
})

test('results that name a candidacy no id has, or a message of nothing, are unfit', async (t) => {
  const { play } = await withHolders(t, 1)
  const batchId = await sent(play, [holderOf(0)])
  const report = reportOn(batchId, { rejected: [0] })
  await t.rejects(play.ledger.transmissions.ingest({ ...report, accepted: ['x'] }, certifier), { name: 'ZodError' })
  const silent = { candidacyId: holderOf(0), code: 'other', message: ' ' }
  await t.rejects(play.ledger.transmissions.ingest({ ...report, rejected: [silent] }, certifier), { name: 'ZodError' })
})

for (const lost of [false, true]) {
  test(`killed at any append${lost ? ', its answer lost' : ''}, the report sent again settles each passage once`, async (t) => {
    const count = 4
    let crashes = 0
    for (let at = 1; ; at++) {
      const { play, store, open } = await openHouse(t)
      await recordHolders({ play, store }, count)
      const batchId = await sent(play, places(count).map(holderOf))
      await play.ledger.close()
      const report = reportOn(batchId, { accepted: [0, 1], rejected: [2, 3] })
      const crash = crashing(at, { lost })
      const killed = open(crash.through)
      await killed.ledger.transmissions.ingest(report, certifier).catch(() => undefined)
      await killed.ledger.processes.settled().catch(() => undefined)
      await killed.ledger.close()
      if (!crash.failed()) break
      crashes++
      const restarted = open()
      t.match(await restarted.ledger.transmissions.ingest(report, certifier), { outcome: 'recorded' }, `append ${at}`)
      await restarted.ledger.processes.settled()
      t.match(await restarted.state('transmission', batchId), { status: 'partiallyRejected', counts: { accepted: 2, rejected: 2 } })
      const log = await restarted.log()
      const settled = log.filter(({ type }) => type === 'PassageSettled').map(({ stream, data }) => `${stream} ${data['result']}`)
      const expected = places(count).map((place) => `candidacy-${holderOf(place)} ${place < 2 ? 'accepted' : 'rejected'}`)
      t.strictSame(settled.toSorted(), expected.toSorted())
      t.equal(log.filter(({ type }) => type === 'CdcReportIngested').length, 1)
      t.equal(log.filter(({ data }) => data['effect'] === 'PassageSettled').length, 0, 'none was refused')
    }
    t.equal(crashes, 2 + 1 + count)
  })
}
