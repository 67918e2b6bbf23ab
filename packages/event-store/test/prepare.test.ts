import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { test } from 'tap'
import type { JsonObject } from '../src/index.ts'
import { prepareAppend } from '../src/prepare.ts'

/** RFC 8785, as the transparency log writes an entry. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`).join(',')}}`
}

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
const json: fc.Arbitrary<JsonObject> = fc.dictionary(
  text.filter((name) => name !== '__proto__' && !['id', 'stream', 'revision', 'type', 'recordedAt', 'data'].includes(name)),
  fc.oneof(text, fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e6, max: 1e6 }), fc.constant(null), fc.array(text)),
)

test('G14: an event is measured as its canonical entry, to the byte', (t) => {
  fc.assert(
    fc.property(json, json, fc.integer({ min: -1, max: 1e9 }), text, (data, envelope, last, kind) => {
      const [stream, type, id] = [`${kind.replace(/[$\p{Cc}]/gu, '_')}-1`, `Done ${kind.replace(/\p{Cc}/gu, '_')}`, randomUUID()]
      const append = prepareAppend(stream, last === -1 ? 'no-stream' : last, [
        { id, type, data: positive(data), metadata: { envelope: positive(envelope) } },
      ])
      const entry = {
        ...positive(envelope),
        id,
        stream,
        revision: last + 1,
        type,
        recordedAt: '2026-11-23T08:15:30.123Z',
        data: positive(data),
      }
      t.equal(append.bytes, Buffer.byteLength(canonical(entry)))
    }),
    { numRuns: 300 },
  )
  t.end()
})

/** Without -0, which is refused. */
function positive(value: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, Object.is(member, -0) ? 0 : member]))
}

test('transport is kept beside the envelope and counted in the append alone', (t) => {
  const event = { id: randomUUID(), type: 'Done', data: {}, metadata: { envelope: {} } }
  const without = prepareAppend('a-1', 'no-stream', [event])
  const transport = { traceparent: 'é' }
  const beside = prepareAppend('a-1', 'no-stream', [{ ...event, metadata: { envelope: {}, transport } }])
  t.equal(beside.events[0]?.metadata, '{"envelope":{},"transport":{"traceparent":"é"}}')
  t.equal(beside.bytes - without.bytes, Buffer.byteLength(JSON.stringify(transport)))
  t.end()
})

test('what is prepared no longer changes with the caller’s object', (t) => {
  const data: Record<string, number> = { n: 1 }
  const append = prepareAppend('a-1', 'no-stream', [{ id: randomUUID(), type: 'Done', data, metadata: { envelope: {} } }])
  data['n'] = 2
  t.equal(append.events[0]?.data, '{"n":1}')
  t.end()
})
