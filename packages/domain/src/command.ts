import { z } from 'zod'
import type { Schemas } from './kernel/event.ts'
import { derivedMembers, personFact, sealedMembers } from './kernel/sealed.ts'
import type { Kind } from './streams.ts'

/** A command: what a caller asks to be recorded. Most make one event with the same fields, so they are declared by that event. */
export interface CommandDefinition {
  /** Kinds of stream to which it speaks: one, but for corrections and for what follows a decision. */
  readonly kinds: readonly Kind[]
  /** Type of the event that it records (the first, when it makes several). */
  readonly event: string
  /** It opens its stream, whose uuid derives from the command's id. */
  readonly opens: boolean
  /** Fields of the event that the command does not take: `decide` fills them in. */
  readonly omit: readonly string[]
  /** Part of the language, made by no route yet. */
  readonly later: boolean
}

interface Options {
  readonly opens?: boolean
  readonly omit?: readonly string[]
  readonly later?: boolean
}

/** Declares commands by the events that they record: `define(['candidacy'], { SubmitDossier: 'DossierSubmitted' })`. */
export function define<const D extends Record<string, string>>(
  kinds: readonly Kind[],
  events: D,
  options: Partial<Record<keyof D, Options>> = {},
): { [K in keyof D]: CommandDefinition } {
  const defined = Object.entries(events).map(([command, event]) => {
    const { opens = false, omit = [], later = false } = options[command] ?? {}
    return [command, { kinds, event, opens, omit, later }]
  })
  return Object.fromEntries(defined)
}

/** What a caller sends for a command: the event's fields, a payload for each commitment, nothing that is derived. */
export function bodySchema(definition: CommandDefinition, schemas: Schemas): z.ZodObject {
  const schema = schemas[definition.event]
  if (!schema) throw new TypeError(`no schema for the event ${definition.event}`)
  return bodyOf(schema, definition.omit)
}

/** What `decide` takes: the event's fields, commitments made. */
export function inputSchema(definition: CommandDefinition, schemas: Schemas): z.ZodObject {
  const schema = schemas[definition.event]
  if (!schema) throw new TypeError(`no schema for the event ${definition.event}`)
  return z.strictObject(Object.fromEntries(Object.entries(schema.shape).filter(([name]) => !definition.omit.includes(name))))
}

/** The payload that a commitment is made of, by the commitment's name. */
const payloads = new Map(Object.entries(sealedMembers).map(([member, { commitment, schema }]) => [commitment, { member, schema }]))

function bodyOf(schema: z.ZodObject, omit: readonly string[]): z.ZodObject {
  const members: [string, z.ZodType][] = []
  for (const [name, member] of Object.entries(schema.shape)) {
    if (omit.includes(name) || derivedMembers.includes(name)) continue
    const payload = payloads.get(name)
    if (payload) members.push([payload.member, optionalLike(member, payload.schema)])
    else members.push([name, memberBody(name, member)])
  }
  return z.strictObject(Object.fromEntries(members))
}

/** Members in lists have derived parts of their own; a person's facts are told apart by their category. */
function memberBody(name: string, schema: z.ZodType): z.ZodType {
  if (name === 'facts') return z.array(personFact).min(1).max(3)
  if (schema instanceof z.ZodArray && schema.element instanceof z.ZodObject) {
    const body = z.array(bodyOf(schema.element, []))
    return name === 'members' ? body.min(1).max(20) : body.max(200)
  }
  if (schema instanceof z.ZodObject) return bodyOf(schema, [])
  return schema
}

function optionalLike(model: z.ZodType, schema: z.ZodType): z.ZodType {
  return model instanceof z.ZodOptional ? schema.optional() : schema
}
