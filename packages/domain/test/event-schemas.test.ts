import { certifiedWorld, commitmentOf, idOf, type World } from '@minutier/testing'
import { type Test, test } from 'tap'
import { z } from 'zod'
import { commandBodies, commandInputs, commandTypes, eventSchemas } from '../src/catalogue.ts'
import { factOf } from '../src/fold.ts'

const events = Object.entries(eventSchemas).flatMap(([kind, schemas]) =>
  Object.entries(schemas).map(([type, schema]) => ({ name: `${kind} ${type}`, type, schema })),
)
const alix = idOf('Alix Exemple')
const recordIdentity = (world: World, extra: object) => world.attempt('RecordIdentity', alix, { ...identity, ...extra })
const identity = { facts: [{ category: 'identity', factCommitment: commitmentOf('identity') }] }

/** Names that a strict schema says it does not know. */
function unknownIn(schema: z.ZodType, value: unknown): string[] {
  const { error } = schema.safeParse(value)
  return (error?.issues ?? []).flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
}

test('G15: an event that has its fields alone is recorded', (t) => {
  t.match(recordIdentity(certifiedWorld(), {}), { outcome: 'accepted' })
  t.end()
})
test('G15: a field that the event has not is refused by its schema', (t) => {
  t.throws(() => recordIdentity(certifiedWorld(), { familyName: 'Exemple' }), { name: 'ZodError', message: /familyName/ })
  t.throws(() => recordIdentity(certifiedWorld(), { facts: [{ ...identity.facts[0], familyName: 'Exemple' }] }), /familyName/)
  t.end()
})
test('G15: its value is not repeated', (t: Test) => {
  try {
    recordIdentity(certifiedWorld(), { familyName: 'Exemple' })
    t.fail('was recorded')
  } catch (error) {
    t.notMatch(String(error), 'Exemple')
  }
  t.end()
})
test('G15: no event, command or body takes a field that it does not declare', (t) => {
  for (const { name, schema } of events) t.ok(unknownIn(schema, { familyName: 'Exemple' }).includes('familyName'), name)
  for (const type of commandTypes) {
    t.ok(unknownIn(commandInputs[type], { familyName: 'Exemple' }).includes('familyName'), type)
    t.ok(unknownIn(commandBodies[type], { familyName: 'Exemple' }).includes('familyName'), `body of ${type}`)
  }
  t.end()
})

interface Node {
  readonly type?: unknown
  readonly [keyword: string]: unknown
}

/** Paths of the strings that could hold any text, and of objects that could hold any field. */
function looseParts(node: unknown, path: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { type, ...keywords }: Node = { ...node }
  const bound = ['pattern', 'format', 'enum', 'const'].some((keyword) => keyword in keywords)
  const open = type === 'object' && keywords['additionalProperties'] !== false
  const own = (type === 'string' && !bound) || open ? [path] : []
  return [
    ...own,
    ...Object.entries(keywords).flatMap(([keyword, inner]) => looseParts(inner, keyword === 'properties' ? path : `${path}.${keyword}`)),
  ]
}

/** What a key's public address may be is the issuer's; what a correction holds is judged against the corrected event's own schema. */
const judgedElsewhere = ['candidacy CredentialPublished.verificationMethod', '.correction']
test('G15: no event has room for free text', (t) => {
  const loose = events.flatMap(({ name, schema }) => looseParts(z.toJSONSchema(schema, { io: 'input' }), name))
  t.strictSame(
    loose.filter((path) => !judgedElsewhere.some((one) => path.endsWith(one))),
    [],
  )
  t.end()
})
test('an event of a type that nobody knows stops the reading', (t) => {
  const entry = { ...certifiedWorld().last('CertificationImported'), type: 'CertificationForgotten' }
  t.throws(() => factOf('certification', entry), /unknown type CertificationForgotten/)
  t.equal(factOf('certification', { ...entry, type: 'EffectRefused' }), null)
  t.equal(factOf('certification', { ...entry, type: 'FactAnnulled' }), null)
  t.end()
})
