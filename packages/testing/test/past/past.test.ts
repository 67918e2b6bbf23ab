import { commands } from '@minutier/domain'
import { importCommandId, importLine } from '@minutier/ledger'
import { fingerprintOf, idOf, linesText, openPlay, pastOf } from '@minutier/testing'
import { test } from 'tap'

const text = (seed: number, candidacies = 120) => linesText(pastOf({ seed, candidacies }))

/** Ids that no line opens: their author makes them. */
const made = /^a-\d+$|-brief$|^s-habilitation-id$/

/** What happens to a few in a hundred only. */
const uncommon = [
  'GrantExceptionalAdmission',
  'RefuseAdmission',
  'GrantAccommodation',
  'CreditBlocByEquivalence',
  'WithdrawEnrolment',
  'ScheduleBlocRetake',
  'RecordVaeInterview',
  'RefuseAdmissibility',
] as const

test('the same seed gives the same lines, byte for byte, and another seed others', (t) => {
  t.equal(text(7), text(7))
  t.not(text(7), text(8))
  t.end()
})

test('lines are named once, speak of what stands before them, and are dated between 2022-09 and 2026-06', (t) => {
  const named = new Set<string>()
  const unknown: string[] = []
  for (const { id, type, stream, occurredAt, body } of pastOf({ seed: 3, candidacies: 400 })) {
    if (named.has(id) || !/^[A-Za-z0-9_:-]{1,100}$/.test(id)) unknown.push(`the name ${id}`)
    named.add(id)
    const spokenOf = [...JSON.stringify([stream, body]).matchAll(/"#([^"]+?)(?:\.event)?"/g)].map(([, name = '']) => name)
    for (const name of spokenOf) if (!named.has(name) && !made.test(name)) unknown.push(`${name} in ${id}`)
    if (commands[type].opens === (stream !== undefined)) unknown.push(`the stream of ${id}`)
    if (occurredAt < '2022-09' || occurredAt >= '2026-07') unknown.push(`${id} on ${occurredAt}`)
  }
  t.strictSame(unknown, [])
  t.end()
})

test('each promotion is in the order of its days, whatever its size and year', (t) => {
  for (const promotionSize of [1, 40, 200]) {
    const days = [...pastOf({ seed: 5, candidacies: promotionSize, promotionSize, startYear: 2024 })].map(({ occurredAt }) =>
      Date.parse(occurredAt),
    )
    t.strictSame(
      days,
      days.toSorted((a, b) => a - b),
      `${promotionSize} candidates`,
    )
  }
  t.throws(() => [...pastOf({ seed: 1, candidacies: 1, promotionSize: 201 })], RangeError)
  t.throws(() => [...pastOf({ seed: 1, candidacies: 1, startYear: 2025 })], RangeError)
  t.end()
})

test('nobody has the names and the birth date of another', (t) => {
  const people = [...pastOf({ seed: 11, candidacies: 300 })]
    .filter(({ type }) => type === 'RecordIdentity')
    .map(({ body }) => JSON.stringify(body))
  t.equal(new Set(people.map((one) => /"familyName":"Exemple-[A-Z][a-z]+"/.exec(one)?.[0])).size, people.length)
  t.end()
})

test('a ledger accepts the past of sixty candidacies, every line, and issues the certificates', async (t) => {
  const play = await openPlay()
  t.teardown(() => play.close())
  play.at('2026-11-24')
  const lines = linesText(pastOf({ seed: 2763, candidacies: 60, promotionSize: 20 }))
    .trimEnd()
    .split('\n')
  const read = lines.map((line) => importLine.parse(JSON.parse(line)))
  const known = new Set(read.map(({ type }) => type))
  for (const type of uncommon) t.ok(known.has(type), `${type} is in it`)

  const file = { fileFingerprint: fingerprintOf('a past'), kind: 'commands', reason: 'takeover' }
  const commandId = importCommandId(file.fileFingerprint, file.kind, { role: 'certifier' })
  const { streamId } = await play.run('StartImport', null, file, { commandId })
  const done = await play.ledger.bring(streamId, read, { actor: idOf('a certifier'), role: 'certifier' })
  const refused = done.flatMap((one, at) => (one.outcome === 'recorded' && !one.repeated ? [] : [{ line: lines[at], ...one }]))
  t.strictSame(refused, [])
  const log = await play.log()
  const printed = log.filter(({ type }) => type === 'CertificateIssued').map(({ data }) => data['externalNumber'])
  const asked = read.filter(({ type }) => type === 'ApproveIssuance').map(({ body }) => body['externalNumber'])
  t.ok(printed.length > 30, 'most are certified')
  t.strictSame(printed.toSorted(), asked.toSorted())
  t.strictSame(
    log.filter(({ type }) => type === 'EffectRefused' || type === 'IssuanceBlocked'),
    [],
  )
})
