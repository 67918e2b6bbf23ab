import { createHash } from 'node:crypto'
import { rncp36582Rulebook } from '@minutier/domain'
import { replay } from '@minutier/ledger'
import { type Answer, linesText, openTestServer, pastOf, type TestServer } from '@minutier/testing'
import { test } from 'tap'
import { z } from 'zod'
import { certification, on } from './cast/index.ts'

const results = z.object({ results: z.array(z.object({ outcome: z.string(), streamId: z.string() })) })
const told = z.object({
  certificate: z.object({ state: z.string(), number: z.string().nullable(), externalNumber: z.string().nullable() }),
  entries: z.array(
    z.object({
      type: z.string(),
      rulebook: z.string().nullable(),
      lateDays: z.number().nullable(),
      imported: z.boolean(),
      text: z.string(),
    }),
  ),
})

const inOrder = z.object({
  entries: z.array(z.object({ type: z.string(), occurredAt: z.string(), imported: z.boolean(), brokenRule: z.string().nullable() })),
})

/** From 2025 on a jury has four members. */
async function publishSecondRulebook({ play }: TestServer): Promise<void> {
  const [internal, external] = rncp36582Rulebook.jury.seats
  const seats = [internal, external && { ...external, count: 3 }].filter((seat) => seat !== undefined)
  const second = { ...rncp36582Rulebook, version: `${certification}@2`, jury: { ...rncp36582Rulebook.jury, size: 4, seats } }
  const rulebookFingerprint = play.ledger.documents.keep(second)
  const proposed = await play.run(
    'ProposeRulebook',
    certification,
    { rulebookVersion: second.version, rulebookFingerprint },
    on(play, '2025-08-01'),
  )
  const published = { rulebookVersion: second.version, proposalEventId: proposed.events[0]?.id, effectiveOn: '2025-09-01' }
  await play.run('ConfirmRulebook', certification, published, { ...on(play, '2025-08-02'), actor: '00000000-0000-4000-8000-0000000000aa' })
}

async function historyOf(server: TestServer, candidacyId: string): Promise<z.infer<typeof told>> {
  const answer: Answer = await server.get(`/v1/candidacies/${candidacyId}/history`)
  return told.parse(answer.body)
}

test('S29: a history of 2023 imported today is judged by the rulebook of its days, flagged, with both its numbers', async (t) => {
  const server = await openTestServer()
  t.teardown(() => server.close())
  await publishSecondRulebook(server)
  server.play.at('2026-11-24')
  const lines = [...pastOf({ seed: 29, candidacies: 16, promotionSize: 16, startYear: 2023 })]
  const payload = linesText(lines)
  const fileFingerprint = createHash('sha256').update(payload).digest('hex')
  const started = await server.post('/v1/imports', { body: { fileFingerprint, kind: 'commands', reason: 'takeover' } })
  const importId = String(started.body['streamId'])
  const sent = await server.post(`/v1/imports/${importId}/commands`, { payload, headers: { 'content-type': 'application/x-ndjson' } })
  const brought = results.parse(sent.body).results
  t.ok(
    brought.every(({ outcome }) => outcome === 'recorded'),
    'every line is accepted',
  )
  const completed = await server.post(`/v1/imports/${importId}/completion`, { body: { acceptedCount: brought.length, refusedCount: 0 } })
  t.equal(completed.status, 201)

  const issued = lines.findIndex(({ type }) => type === 'ApproveIssuance')
  const history = await historyOf(server, brought[issued]?.streamId ?? '')
  const printed = z.string().parse(lines[issued]?.body['externalNumber'])
  t.equal(history.certificate.externalNumber, printed)
  t.match(history.certificate.number, /^RNCP36582-\d{4}-\d{6}$/, 'and the register’s own')
  t.match(history.entries.find(({ type }) => type === 'CertificateIssued')?.text, printed)
  t.ok(
    history.entries.every(({ imported, lateDays }) => imported && lateDays === null),
    'flagged as imported, none as late',
  )
  const versions = new Set(history.entries.flatMap(({ rulebook }) => rulebook ?? []))
  t.strictSame([...versions], [`${certification}@1`])

  // The same fact typed today is late.
  const someone = await server.play.person('Attardée')
  const application = {
    ...lines.find(({ type }) => type === 'ReceiveApplication')?.body,
    personId: someone,
    occurredAt: '2023-10-02T09:00:00+02:00',
  }
  const typed = await server.post('/v1/candidacies', { body: application })
  const { entries } = await historyOf(server, String(typed.body['streamId']))
  t.match(entries[0], { type: 'ApplicationReceived', imported: false, lateDays: 1149 })
})

test('S29: replayed by the clock of the facts it is told in their order, and still as imported', async (t) => {
  const server = await openTestServer()
  t.teardown(() => server.close())
  server.play.at('2026-11-24')
  const lines = [...pastOf({ seed: 29, candidacies: 16, promotionSize: 16, startYear: 2023 })]
  const file = { fileFingerprint: createHash('sha256').update('past').digest('hex'), kind: 'commands', reason: 'takeover' }
  const { body } = await server.post('/v1/imports', { body: file })
  const headers = { 'content-type': 'application/x-ndjson' }
  const sent = await server.post(`/v1/imports/${String(body['streamId'])}/commands`, { payload: linesText(lines), headers })
  const issued = lines.findIndex(({ type }) => type === 'ApproveIssuance')
  const candidacyId = results.parse(sent.body).results[issued]?.streamId ?? ''
  const told = await replay(server.play.ledger, candidacyId, { clock: 'recorded', asOf: server.play.now })
  const order = new Map(told?.events.map(({ entry }, at) => [entry.id, at]))
  const untimely = told?.events.filter(({ entry }, at) => (order.get(entry.causationId ?? '') ?? -1) > at).map(({ entry }) => entry.type)
  t.strictSame(untimely, [], 'no effect before its cause')
  for (const moment of ['', '?asOf=2025-12-31&clock=occurred']) {
    const answer = await server.get(`/v1/candidacies/${candidacyId}/history${moment}`)
    const { entries } = inOrder.parse(answer.body)
    t.equal(entries.at(0)?.type, 'ApplicationReceived')
    const times = entries.map(({ occurredAt }) => occurredAt)
    t.strictSame(times, times.toSorted(), 'in the order of the facts')
    t.ok(
      entries.every(({ imported, brokenRule }) => imported && brokenRule === null),
      'flagged, and no rule broken',
    )
  }
})
