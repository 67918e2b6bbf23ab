import { itemsOf } from '@minutier/domain'
import { idOf, type Play } from '@minutier/testing'
import { test } from 'tap'
import { application } from '../help/candidates.ts'
import {
  certification,
  certifier,
  crashing,
  file,
  holderOf,
  openHouse,
  passageAt,
  places,
  recordHolders,
  toOpen,
  withHolders,
} from '../help/holders.ts'

const held = async (play: Play, count: number) => {
  const batches = new Set<string | null>()
  for (const place of places(count)) {
    const { state, batchId } = await passageAt(play, place)
    batches.add(state === 'reserved' ? batchId : state)
  }
  return [...batches]
}

test('a batch is opened with its items, each reserved in its candidacy and caused by its opening', async (t) => {
  const { play } = await withHolders(t, 3)
  const opened = await play.ledger.transmissions.open(toOpen(places(3).map(holderOf)), certifier)
  t.match(opened, { outcome: 'recorded', repeated: false, candidacyIds: places(3).map(holderOf), refused: [] })
  const batchId = opened.outcome === 'recorded' ? opened.streamId : ''
  const history = await play.history('transmission', batchId)
  t.strictSame(
    history.map(({ type, role }) => [type, role]),
    [
      ['CdcBatchOpened', 'certifier'],
      ['CdcBatchItemsListed', 'process'],
    ],
  )
  const last = (await play.history('candidacy', holderOf(0))).at(-1)
  t.match(last, { type: 'PassageReserved', causationId: history[0]?.id, role: 'process', data: { batchId } })
  t.match(last, { occurredAt: history[0]?.occurredAt ?? '' })
})

test('a candidacy without a certificate, or that is not there, is left out; one named twice is sent once', async (t) => {
  const { play } = await withHolders(t, 1)
  const { streamId: applicant } = await play.run('ReceiveApplication', null, application(await play.person('Candidate')))
  const nobody = idOf('nobody')
  const opened = await play.ledger.transmissions.open(toOpen([applicant, holderOf(0), nobody, holderOf(0)]), certifier)
  if (opened.outcome !== 'recorded') return t.fail(opened.outcome)
  t.strictSame(opened.candidacyIds, [holderOf(0)])
  const rules = new Map(opened.refused.map(({ candidacyId, refusal }) => [candidacyId, refusal]))
  t.match(rules.get(applicant), { rule: 'G1', found: 'none', expected: 'issued', statement: {} })
  t.match(rules.get(nobody), { rule: 'G14', found: null, expected: certification, statement: {} })
})

test('G9: a registrar opens, completes and ingests nothing', async (t) => {
  const { play } = await withHolders(t, 1)
  const registrar = { actor: idOf('a registrar'), role: 'registrar' } as const
  const { transmissions } = play.ledger
  const batchId = idOf('a batch')
  t.match(await transmissions.open(toOpen([holderOf(0)]), registrar), { outcome: 'forbidden', refusal: { rule: 'G9' } })
  t.match(await transmissions.complete({ batchId, passageCount: 1, outputFingerprint: file }, registrar), { outcome: 'forbidden' })
  t.match(await transmissions.complete({ batchId, passageCount: 1, outputFingerprint: file }, certifier), { outcome: 'notFound' })
  t.match(await passageAt(play, 0), { state: 'none' })
})

test('sent again, the command answers the same batch, whatever flux it brings', async (t) => {
  const { play } = await withHolders(t, 2)
  const both = places(2).map(holderOf)
  await play.ledger.transmissions.open(toOpen(both), certifier)
  const before = (await play.log()).length
  const again = await play.ledger.transmissions.open({ ...toOpen(both), idFlux: idOf('another flux') }, certifier)
  t.match(again, { repeated: true, candidacyIds: both, refused: [] })
  t.equal((await play.log()).length, before)
  await t.rejects(play.ledger.transmissions.open({ ...toOpen(both), cdcSchemaVersion: '1.1.5' }, certifier), {
    code: 'LEDGER_COMMAND_REUSED',
  })
})

test('a batch is completed once, with all that it holds; the same file again is answered the same', async (t) => {
  const { play } = await withHolders(t, 2)
  const { transmissions } = play.ledger
  const opened = await transmissions.open(toOpen(places(2).map(holderOf)), certifier)
  const batchId = opened.outcome === 'recorded' ? opened.streamId : ''
  const complete = (passageCount: number, outputFingerprint = file) =>
    transmissions.complete({ batchId, passageCount, outputFingerprint }, certifier)
  t.match(await complete(1), { outcome: 'refused', refusal: { rule: 'G1', found: 1, expected: 2 } })
  const done = await complete(2)
  t.match(done, { outcome: 'recorded', repeated: false, events: [{ type: 'CdcBatchGenerated' }] })
  t.same(await complete(2), { ...done, repeated: true })
  t.match(await complete(2, 'f'.repeat(64)), { outcome: 'refused', refusal: { rule: 'G1', found: 'generated' } })
  t.match(await transmissions.open(toOpen(places(2).map(holderOf)), certifier), {
    repeated: true,
    candidacyIds: { length: 2 },
    refused: [],
  })
})

test('two batches at once: each holder is in one of them', async (t) => {
  const { play } = await withHolders(t, 40)
  const all = places(40).map(holderOf)
  const { transmissions } = play.ledger
  const [one, other] = await Promise.all([
    transmissions.open(toOpen(all, 'one'), certifier),
    transmissions.open(toOpen(all.toReversed(), 'other'), certifier),
  ])
  if (one.outcome !== 'recorded' || other.outcome !== 'recorded') return t.fail('both are opened')
  t.strictSame([...one.candidacyIds, ...other.candidacyIds].toSorted(), all.toSorted())
  t.equal(one.refused.length + other.refused.length, 40)
})

test('the same command twice at once, here or on two machines, is one batch', async (t) => {
  const { play, open } = await withHolders(t, 40)
  const elsewhere = open()
  const all = places(40).map(holderOf)
  const opening = toOpen(all)
  const answers = await Promise.all([
    play.ledger.transmissions.open(opening, certifier),
    play.ledger.transmissions.open(opening, certifier),
    elsewhere.ledger.transmissions.open({ ...opening, candidacyIds: all.toReversed() }, certifier),
  ])
  const batchIds = answers.map((answer) => (answer.outcome === 'recorded' ? answer.streamId : answer.outcome))
  t.equal(new Set(batchIds).size, 1)
  const batch = await play.state('transmission', batchIds[0] ?? '')
  t.strictSame(itemsOf(batch).toSorted(), all.toSorted())
  t.equal((await play.log()).filter(({ type }) => type === 'PassageReserved').length, 40)
})

for (const lost of [false, true]) {
  test(`killed at any append${lost ? ', its answer lost' : ''}, the command sent again makes the same batch`, async (t) => {
    const count = 4
    let crashes = 0
    for (let at = 1; ; at++) {
      const { play, store, open } = await openHouse(t)
      await recordHolders({ play, store }, count)
      const crash = crashing(at, { lost })
      const killed = open(crash.through)
      const all = places(count).map(holderOf)
      const first = await killed.ledger.transmissions.open(toOpen(all), certifier).catch((error: unknown) => error)
      await killed.ledger.close()
      if (!crash.failed()) break
      crashes++
      t.match(first, { message: 'killed' })
      // By then the caller judges those that are reserved no longer sendable.
      const sendable = at % 2 === 0 ? all : all.slice(2)
      const restarted = open()
      await restarted.ledger.transmissions.open(toOpen(sendable), certifier)
      const opened = await restarted.ledger.transmissions.open(toOpen(all), certifier)
      if (opened.outcome !== 'recorded') return t.fail(opened.outcome)
      t.strictSame(opened.candidacyIds.toSorted(), all.toSorted(), `append ${at}`)
      t.strictSame(opened.refused, [])
      t.strictSame(await held(play, count), [opened.streamId])
      const types = (await play.log()).map(({ type }) => type)
      t.equal(types.filter((type) => type === 'PassageReserved').length, count)
      t.equal(types.filter((type) => type === 'CdcBatchOpened').length, 1)
    }
    t.equal(crashes, count + 2)
  })
}

test('killed before it listed what it reserved, then cancelled: all is free again', async (t) => {
  for (const at of [3, 5, 6]) {
    const { play, store, open } = await openHouse(t)
    await recordHolders({ play, store }, 4)
    const killed = open(crashing(at, { lost: false }).through)
    const all = places(4).map(holderOf)
    await t.rejects(killed.ledger.transmissions.open(toOpen(all), certifier), { message: 'killed' })
    const [batchId] = (await held(play, 4)).filter((state) => state !== 'none')
    await play.run('CancelCdcBatch', batchId ?? '', { reason: 'generatedByMistake' })
    t.match(await play.ledger.transmissions.open(toOpen(all, 'next'), certifier), { candidacyIds: { length: 4 }, refused: [] })
    t.match(await play.ledger.transmissions.open(toOpen(all), certifier), { repeated: true }, 'the cancelled one takes nothing more')
    t.equal((await held(play, 4)).length, 1)
  }
})

test('what a batch reserved and never listed before another machine ended it is freed by the next batch', async (t) => {
  const { play, store, open } = await openHouse(t)
  await recordHolders({ play, store }, 2)
  const killed = open(crashing(4, { lost: false }).through)
  const all = places(2).map(holderOf)
  await t.rejects(killed.ledger.transmissions.open(toOpen(all), certifier), { message: 'killed' })
  const [batchId = ''] = (await held(play, 2)).flatMap((state) => state ?? [])
  // As a machine would cancel it that does not see the reservations yet.
  const opened = await play.history('transmission', batchId)
  const [event] = await store.readStreamPage(`transmission-${batchId}`, 0, 1)
  if (!event) return t.fail('no batch')
  const { metadata } = event
  const cancelled = { id: idOf('cancelled'), type: 'CdcBatchCancelled', data: { reason: 'generatedByMistake' }, metadata }
  await store.append(`transmission-${batchId}`, opened.length - 1, [cancelled])
  await play.ledger.processes.settled()
  t.strictSame(await held(play, 2), [batchId], 'it did not know of them')
  t.match(await play.ledger.transmissions.open(toOpen(all, 'next'), certifier), { candidacyIds: { length: 2 }, refused: [] })
})
