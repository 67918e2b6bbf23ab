import { rightOf, streamOf } from '@minutier/domain'
import { type Brought, type ImportLine, importLine, isOwnImport } from '@minutier/ledger'
import {
  type App,
  callerOf,
  countExecuted,
  fieldsOf,
  type Kit,
  KitError,
  kitProblem,
  type Language,
  language,
  type Problem,
  paramSchemas,
  parseJson,
  problemOf,
  problemSchema,
  refusalProblem,
} from '@minutier/service-kit'
import { z } from 'zod'

const limits = { lines: 20_000, bytes: 16 * 1024 ** 2 }

const resultSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('recorded'), streamId: z.string(), revision: z.int(), repeated: z.boolean() }),
  z.object({ outcome: z.literal('alreadyKnown'), streamId: z.string() }),
  z.object({ outcome: z.literal('refused'), problem: problemSchema }),
])
type Result = z.infer<typeof resultSchema>

const path = paramSchemas(['importId'])

/** The lines of an import, a batch at a time: commands, a JSON object a line. */
export function linesRoute(app: App, kit: Kit): void {
  const { ledger } = kit.options
  // In a scope of its own: no other route takes lines.
  app.register(async (own) => {
    own.addContentTypeParser('application/x-ndjson', { parseAs: 'buffer' }, async (_: unknown, body: Buffer | string) => Buffer.from(body))
    own.post(
      '/imports/:importId/commands',
      {
        bodyLimit: limits.bytes,
        schema: {
          tags: ['imports'],
          summary: 'Do commands, one a line, as if one after the other; answered once all that follows from them has taken effect',
          operationId: 'bringLines',
          params: path,
          consumes: ['application/x-ndjson'],
          body: z.string().describe('A JSON object a line: id, type, stream, kind, occurredAt, body'),
          response: { 200: z.object({ results: z.array(resultSchema) }), default: problemSchema },
        },
        // Each line is looked at by itself: here the body is only described.
        validatorCompiler: () => () => true,
      },
      async (request) => {
        const caller = callerOf(request)
        if (!rightOf('StartImport').roles.includes(caller.role)) throw new KitError('KIT_FORBIDDEN')
        const { importId = '' } = path.parse(request.params)
        const started = await ledger.load(streamOf('import', importId))
        if (!started || started.revision < 0 || !isOwnImport(started, caller)) throw new KitError('KIT_NOT_FOUND')
        const read = linesOf(request.body).map((bytes) => readLine(bytes, language(request)))
        const lines = read.flatMap((one) => ('line' in one ? [one.line] : []))
        const brought = (await ledger.bring(importId, lines, caller)).values()
        const results = read.map((one): Result => {
          if ('problem' in one) return { outcome: 'refused', problem: one.problem }
          return resultOf(kit, one.line, brought.next().value, language(request))
        })
        return { results }
      },
    )
  })
}

function linesOf(body: unknown): Buffer[] {
  if (!Buffer.isBuffer(body)) throw new KitError('KIT_MEDIA_TYPE')
  const lines: Buffer[] = []
  for (let from = 0; from < body.length; ) {
    const end = body.indexOf(0x0a, from)
    lines.push(body.subarray(from, end === -1 ? body.length : end))
    from = end === -1 ? body.length : end + 1
  }
  if (lines.length > limits.lines) throw new KitError('KIT_BODY_TOO_LARGE')
  return lines
}

/** A line that holds no command is refused by itself: the others are done. */
function readLine(bytes: Uint8Array, language: Language): { readonly line: ImportLine } | { readonly problem: Problem } {
  try {
    const { data, error } = importLine.safeParse(parseJson(bytes))
    if (data) return { line: data }
    return { problem: kitProblem('KIT_REQUEST_INVALID', language, fieldsOf(error)) }
  } catch (error) {
    return { problem: problemOf(error, language) }
  }
}

function resultOf(kit: Kit, { type }: ImportLine, done: Brought | undefined, language: Language): Result {
  if (!done) throw new TypeError('a line was not answered')
  if (done.outcome === 'unfit') return { outcome: 'refused', problem: unfit(done.error, language) }
  if (done.outcome === 'withheld') return { outcome: 'refused', problem: kitProblem('KIT_LINE_WITHHELD', language) }
  countExecuted(kit, type, done)
  switch (done.outcome) {
    case 'recorded':
      return { outcome: 'recorded', streamId: done.streamId, revision: done.revision, repeated: done.repeated }
    case 'alreadyKnown':
      return { outcome: 'alreadyKnown', streamId: done.streamId }
    case 'notFound':
      return { outcome: 'refused', problem: kitProblem('KIT_NOT_FOUND', language) }
    case 'changed':
      return { outcome: 'refused', problem: kitProblem('KIT_STREAM_CHANGED', language) }
    case 'forbidden':
    case 'refused':
      return { outcome: 'refused', problem: refusalProblem(done.refusal, language) }
  }
}

function unfit(error: unknown, language: Language): Problem {
  return error instanceof z.ZodError ? kitProblem('KIT_REQUEST_INVALID', language, fieldsOf(error)) : problemOf(error, language)
}
