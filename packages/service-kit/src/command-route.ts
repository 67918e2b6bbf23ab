import {
  type Caller,
  type Command,
  type CommandType,
  commandBodies,
  commands,
  type Executed,
  type Ledger,
  randomId,
} from '@minutier/ledger'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { App, Kit } from './config.ts'
import { KitError } from './errors.ts'
import { fieldsOf, unknownField } from './fields.ts'
import { paramSchemas, pathIsWellFormed } from './params.ts'
import { problemSchema, refusalProblem } from './problems.ts'
import { callerOf, expectedRevision, idempotencyKey, instantInUtc, language, traceparent } from './request.ts'

/** What a recorded command answers. `warnings` are codes of things that were accepted and that somebody should look at. */
export const recordedSchema = z.object({
  stream: z.string(),
  streamId: z.string(),
  revision: z.int(),
  position: z.string(),
  events: z.array(z.object({ id: z.string(), type: z.string(), revision: z.int() })),
  repeated: z.boolean(),
})

const alreadyKnownSchema = z.object({
  streamId: z.string(),
  warning: z.object({ code: z.literal('PERSON_ALREADY_KNOWN'), detail: z.string() }),
})

export interface CommandRoute {
  readonly url: string
  readonly command: CommandType
  readonly summary: string
  readonly tag: string
  /** Where the command's id follows from what it says, so that whoever says it again sends the same command. */
  readonly identify?: (command: Command, caller: Caller, ledger: Ledger) => Promise<Command>
}

const occurredAt = z.iso
  .datetime({ offset: true })
  .describe('When it happened, with its zone; the legal day of the fact, or now, when it is left out')

/**
 * The route of a command: POST, its body the command's own schema less what the path already says. The first parameter names the
 * stream, unless the command opens it.
 */
export function commandRoute(app: App, kit: Kit, { url, command, summary, tag, identify }: CommandRoute): void {
  const names = [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
  const { opens, kinds } = commands[command]
  const members = names.filter((name) => name in commandBodies[command].shape)
  const schema = bodyOf(command, members)
  const path = paramSchemas(names)
  app.post(
    url,
    {
      schema: {
        tags: [tag],
        summary,
        operationId: kinds.length === 1 ? command : `${command}-${url.split('/')[1]}`,
        ...(names.length > 0 && { params: path }),
        body: schema,
        response: { 201: recordedSchema, ...(command === 'RecordIdentity' && { 200: alreadyKnownSchema }), default: problemSchema },
      },
      config: { access: { command } },
      // The ledger parses the body, for every caller of it: here it is only described.
      validatorCompiler: ({ httpPart, schema }) =>
        httpPart === 'params' && schema instanceof z.ZodType ? pathIsWellFormed(schema) : () => true,
    },
    async (request, reply) => {
      const params = path.parse(request.params ?? {})
      const { at, distinct, body } = bodyParts(request.body, members, command)
      const given = Object.fromEntries(members.map((name) => [name, params[name]]))
      const sent: Command = {
        id: idempotencyKey(request) ?? randomId(),
        type: command,
        streamId: opens ? undefined : params[names[0] ?? ''],
        kind: kindOfUrl(url),
        body: { ...body, ...given },
        occurredAt: at,
        distinct,
        expectedRevision: expectedRevision(request),
        traceparent: traceparent(request),
      }
      const asked = identify ? await identify(sent, callerOf(request), kit.options.ledger) : sent
      // Told with every answer, a failure included: it is what to send again with.
      reply.header('idempotency-key', asked.id)
      const done = await executed(kit, asked, callerOf(request))
      return answer(kit, request, reply, asked, done)
    },
  )
}

function bodyOf(command: CommandType, given: readonly string[]): z.ZodObject {
  const shape = Object.fromEntries(Object.entries(commandBodies[command].shape).filter(([name]) => !given.includes(name)))
  const distinct = command === 'RecordIdentity' ? { distinct: z.boolean().optional() } : {}
  return z.strictObject({ ...shape, ...distinct, occurredAt: occurredAt.optional() })
}

const edgeMembers = z.looseObject({ occurredAt: occurredAt.optional(), distinct: z.boolean().optional() })

/** The ledger parses the body: what it finds wrong there is the caller's to correct, anything else of the kind is not. */
async function executed({ options: { ledger } }: Kit, command: Command, caller: Caller): Promise<Executed> {
  try {
    return await ledger.execute(command, caller)
  } catch (error) {
    const parsed = error instanceof z.ZodError ? commandBodies[command.type].safeParse(command.body) : undefined
    throw parsed?.error ? new KitError('KIT_REQUEST_INVALID', { fields: fieldsOf(parsed.error) }) : error
  }
}

function edgeMembersOf(sent: unknown): z.infer<typeof edgeMembers> {
  // A command without fields may be sent without a body.
  const { data, error } = edgeMembers.safeParse(sent === undefined ? {} : sent)
  if (error) throw new KitError('KIT_REQUEST_INVALID', { fields: fieldsOf(error) })
  return data
}

/** What of a body is the edge's own, and the command's members. What the path says is not said twice. */
function bodyParts(
  sent: unknown,
  given: readonly string[],
  command: CommandType,
): { at: string | undefined; distinct: boolean | undefined; body: Record<string, unknown> } {
  const { occurredAt: at, distinct, ...rest } = edgeMembersOf(sent)
  // Of another command it is an unknown member, which its strict schema refuses.
  const body = distinct === undefined || command === 'RecordIdentity' ? rest : { ...rest, distinct }
  const twice = given.filter((name) => Object.hasOwn(body, name))
  if (twice.length > 0) throw new KitError('KIT_REQUEST_INVALID', { fields: twice.map(unknownField) })
  return { at: at === undefined ? undefined : instantInUtc(at), distinct, body }
}

function kindOfUrl(url: string): string | undefined {
  if (url.startsWith('/msprs')) return 'mspr'
  if (url.startsWith('/juries')) return 'jury'
  return { candidacies: 'candidacy', persons: 'person', partners: 'partner', certifications: 'certification' }[url.split('/')[1] ?? '']
}

/** Counts what became of a command, and by which rule it was refused. */
export function countExecuted({ metrics }: Kit, type: CommandType, done: Executed): void {
  metrics.commands.inc({ command: type, outcome: done.outcome === 'recorded' && done.repeated ? 'repeated' : done.outcome })
  if (done.outcome === 'refused' || done.outcome === 'forbidden') metrics.refusals.inc({ command: type, rule: done.refusal.rule })
}

function answer(kit: Kit, request: FastifyRequest, reply: FastifyReply, { type }: Command, done: Executed): FastifyReply {
  countExecuted(kit, type, done)
  switch (done.outcome) {
    case 'recorded': {
      const { outcome: _, ...recorded } = done
      return reply.code(201).header('etag', `"${done.revision}"`).send(recorded)
    }
    case 'alreadyKnown': {
      const detail = {
        fr: 'cette personne est déjà enregistrée : voici son identifiant',
        en: 'this person is already recorded: this is their id',
      }[language(request)]
      return reply.code(200).send({ streamId: done.streamId, warning: { code: 'PERSON_ALREADY_KNOWN', detail } })
    }
    case 'changed':
      // A stream that does not exist yet has no revision to answer with.
      if (done.revision >= 0) reply.header('etag', `"${done.revision}"`)
      throw new KitError('KIT_STREAM_CHANGED')
    case 'notFound':
      throw new KitError('KIT_NOT_FOUND')
    case 'forbidden':
    case 'refused': {
      const problem = refusalProblem(done.refusal, language(request))
      return reply.code(problem.status).type('application/problem+json; charset=utf-8').send(problem)
    }
  }
}
