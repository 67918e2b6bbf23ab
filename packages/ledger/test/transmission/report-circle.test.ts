import { answerTo } from '@minutier/domain'
import { test } from 'tap'
import { certifier, holderOf, passageAt, personOf, reportOn, sent, toOpen, withHolders } from '../help/holders.ts'

const four = [0, 1, 2, 3].map(holderOf)

test('S27: accepted, known already, rejected; the rejected alone go in a second batch, and are accepted', async (t) => {
  const { play } = await withHolders(t, 4)
  const { transmissions, processes, vault } = play.ledger
  const batchId = await sent(play, four)
  await play.run('RecordCdcAcknowledgement', batchId, { acknowledgedOn: '2026-11-24', accepted: true })
  const report = reportOn(batchId, { accepted: [0], alreadyKnown: [1], rejected: [2, 3] })
  t.match(await transmissions.ingest(report, certifier), { outcome: 'recorded', repeated: false, streamId: batchId })
  await processes.settled()
  const batch = await play.state('transmission', batchId)
  t.match(batch, { status: 'partiallyRejected', counts: { accepted: 1, alreadyKnown: 1, rejected: 2 } })
  for (const [place, result] of ['accepted', 'alreadyKnown', 'rejected', 'rejected'].entries())
    t.match(await passageAt(play, place), { state: 'settled', result, batchId })

  const log = await play.log()
  const settled = log.filter(({ type }) => type === 'PassageSettled')
  const closed = log.find(({ type }) => type === 'CdcReportIngested')
  t.strictSame([...new Set(settled.map(({ causationId }) => causationId))], [closed?.id], 'it follows from the end of the report')
  t.strictSame(
    settled.map(({ data }) => data['code'] ?? null),
    [null, null, 'identityNotFound', 'identityNotFound'],
  )
  t.notMatch(JSON.stringify(log.filter(({ stream }) => stream.startsWith('transmission-'))), /EXEMPLE|titulaire/)
  const { message } = answerTo(batch, holderOf(2)) ?? {}
  const read = {
    eventId: message?.eventId ?? '',
    commitment: message?.commitment ?? '',
    personId: personOf(2),
    category: 'identity',
  } as const
  const reader = { actor: certifier.actor, role: 'certifier', purpose: 'report' }
  t.strictSame(vault.open({ ...read, reader }), { text: 'Aucun titulaire ne correspond : EXEMPLE 2' })

  const again = await transmissions.open(toOpen(four, 'second'), certifier)
  t.match(again, {
    candidacyIds: [holderOf(2), holderOf(3)],
    refused: [
      { candidacyId: holderOf(0), refusal: { rule: 'G1', found: { state: 'settled', result: 'accepted' }, statement: {} } },
      { candidacyId: holderOf(1), refusal: { rule: 'G1', found: { result: 'alreadyKnown' } } },
    ],
  })
  const second = again.outcome === 'recorded' ? again.streamId : ''
  await transmissions.complete({ batchId: second, passageCount: 2, outputFingerprint: 'b'.repeat(64) }, certifier)
  await play.run('RecordCdcDeposit', second, { depositedOn: '2026-11-24' })
  await transmissions.ingest(reportOn(second, { accepted: [2, 3] }, 'second report'), certifier)
  await processes.settled()
  t.match(await play.state('transmission', second), { status: 'accepted' }, 'before any acknowledgement')
  t.match(await passageAt(play, 3), { result: 'accepted', batchId: second })
})

test('S27: never answered, closed and sent again', async (t) => {
  const { play } = await withHolders(t, 2)
  const both = [0, 1].map(holderOf)
  const batchId = await sent(play, both)
  t.match(await play.ledger.transmissions.open(toOpen(both, 'too soon'), certifier), { candidacyIds: [], refused: { length: 2 } })
  await play.ledger.transmissions.ingest(reportOn(batchId, { accepted: [0] }), certifier)
  await play.run('CloseCdcBatch', batchId, { reason: 'partlyAnswered' })
  t.match(await passageAt(play, 0), { result: 'accepted' }, 'what was answered stays so')
  t.match(await passageAt(play, 1), { state: 'settled', result: 'released' })
  t.match(await play.ledger.transmissions.open(toOpen(both, 'again'), certifier), { candidacyIds: [holderOf(1)] })
})

test('a file refused whole frees all that it held', async (t) => {
  const { play } = await withHolders(t, 2)
  const both = [0, 1].map(holderOf)
  const batchId = await sent(play, both)
  await play.run('RecordCdcAcknowledgement', batchId, { acknowledgedOn: '2026-11-24', accepted: false })
  t.match(await play.state('transmission', batchId), { status: 'rejected' })
  t.match(await passageAt(play, 1), { result: 'released' })
  t.match(await play.ledger.transmissions.open(toOpen(both, 'again'), certifier), { candidacyIds: both })
})

test('S27: revoked before the deposit: refused, cancelled, the others go in another batch', async (t) => {
  const { play } = await withHolders(t, 3)
  const three = [0, 1, 2].map(holderOf)
  const { transmissions } = play.ledger
  const opened = await transmissions.open(toOpen(three), certifier)
  const batchId = opened.outcome === 'recorded' ? opened.streamId : ''
  await transmissions.complete({ batchId, passageCount: 3, outputFingerprint: 'a'.repeat(64) }, certifier)
  const { events } = await play.run('RequestCertificateRevocation', holderOf(1), { reason: 'fraud' })
  const revocation = { requestEventId: events[0]?.id, effectiveOn: '2026-11-24' }
  await play.run('RevokeCertificate', holderOf(1), revocation, { actor: 'cccccccc-0000-4000-8000-000000000000' })
  t.match(await play.attempt('RecordCdcDeposit', batchId, { depositedOn: '2026-11-24' }), {
    outcome: 'refused',
    refusal: { rule: 'G10', found: [holderOf(1)], statement: {} },
  })
  await play.run('CancelCdcBatch', batchId, { reason: 'certificateRevoked' })
  const again = await transmissions.open(toOpen(three, 'again'), certifier)
  t.match(again, { candidacyIds: [holderOf(0), holderOf(2)], refused: [{ candidacyId: holderOf(1), refusal: { rule: 'G10' } }] })
})

test('a certificate revoked after the deposit keeps nothing back: its answer comes, and is known', async (t) => {
  const { play } = await withHolders(t, 1)
  const batchId = await sent(play, [holderOf(0)])
  const { events } = await play.run('RequestCertificateRevocation', holderOf(0), { reason: 'fraud' })
  const revocation = { requestEventId: events[0]?.id, effectiveOn: '2026-11-24' }
  await play.run('RevokeCertificate', holderOf(0), revocation, { actor: 'cccccccc-0000-4000-8000-000000000000' })
  t.match(await play.state('transmission', batchId), { status: 'deposited', revoked: [] })
  await play.ledger.transmissions.ingest(reportOn(batchId, { accepted: [0] }), certifier)
  await play.ledger.processes.settled()
  t.match(await play.state('candidacy', holderOf(0)), { certificate: { state: 'revoked' }, passage: { result: 'accepted' } })
  t.notOk((await play.log()).some(({ data }) => data['effect'] === 'PassageSettled'))
})

test('an excluded passage is left out, until the exclusion is annulled', async (t) => {
  const { play } = await withHolders(t, 2)
  const both = [0, 1].map(holderOf)
  const { events } = await play.run('ExcludePassage', holderOf(1), { reason: 'sentOtherwise' })
  const first = await play.ledger.transmissions.open(toOpen(both), certifier)
  t.match(first, { candidacyIds: [holderOf(0)], refused: [{ refusal: { rule: 'G1', found: { state: 'excluded' } } }] })
  const mistake = { correctedEventId: events[0]?.id, reason: 'recordedTwice', authority: 'certifier' }
  await play.run('AnnulFact', holderOf(1), mistake, { kind: 'candidacy' })
  t.match(await play.ledger.transmissions.open(toOpen(both, 'again'), certifier), { candidacyIds: [holderOf(1)] })
  t.equal(await play.attempt('ExcludePassage', holderOf(1), { reason: 'sentOtherwise' }).then(({ outcome }) => outcome), 'refused')
})
