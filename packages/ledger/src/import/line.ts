import { type CommandType, certificationCode, commands, isCommandType, type Kind, siret, uuid } from '@minutier/domain'
import { z } from 'zod'
import { utcInstant } from '../instant.ts'
import { replaceIds } from './names.ts'

/** What a file's author calls a line, or any other thing that needs an id. */
const name = z.string().regex(/^[A-Za-z0-9_:-]{1,100}$/, 'expected 1 to 100 letters, digits, hyphens, colons or underscores')

/** Ids that a line may name: no command names more. */
const mostIds = 1_000

/** A line of an import: a command, with names where the API has ids (see `names.ts`). */
export const importLine = z
  .strictObject({
    id: name,
    type: z.string().refine(isImported, 'expected a command that a file may hold'),
    /** Stream spoken to: an id, a code, a SIRET or `#name`; none for a command that opens its stream. */
    stream: z.string().min(1).max(120).optional(),
    /** For a command that speaks to several kinds of stream. */
    kind: z.string().max(20).optional(),
    /** Done only if the line of this name is recorded, in the same stream: a step that goes on from another. */
    after: name.optional(),
    occurredAt: z.iso
      .datetime({ offset: true })
      .transform(utcInstant)
      .refine((utc) => utc.length === 24, 'expected a year of four digits, in UTC too')
      .optional(),
    /** RecordIdentity: another person than the one of the same names and birth date. */
    distinct: z.boolean().optional(),
    body: z.record(z.string(), z.unknown()).default({}),
  })
  .refine(({ type, kind }) => kind === undefined || !isCommandType(type) || commands[type].kinds.some((one) => one === kind), {
    path: ['kind'],
    message: 'expected a kind of stream to which this command speaks',
  })
  .refine(({ body }) => idsIn(body) <= mostIds, { path: ['body'], message: `expected ${mostIds} ids at most` })
export type ImportLine = z.infer<typeof importLine> & { readonly type: CommandType }

function idsIn(body: Readonly<Record<string, unknown>>): number {
  let found = 0
  replaceIds(body, (text) => {
    found += 1
    return text
  })
  return found
}

/** Imports do not nest, jobs are not lines, and what has no route yet is not done by another door. */
function isImported(type: string): type is CommandType {
  return isCommandType(type) && !commands[type].later && !jobs.has(type) && !commands[type].kinds.includes('import')
}

/** Of many appends each, with what is made and read beside them. */
const jobs: ReadonlySet<CommandType> = new Set(['GenerateCdcBatch', 'IngestCdcReport', 'GenerateReport'])

/** The kind of stream to which a line speaks. */
export function kindOf({ type, kind }: Pick<ImportLine, 'type' | 'kind'>): Kind {
  const { kinds } = commands[type]
  return kinds.find((one) => one === kind) ?? kinds[0] ?? 'candidacy'
}

/** Whether a stream of this kind may have this id: a fact about a partner or a certification opens its stream. */
export function isStreamId(kind: Kind, id: string): boolean {
  const shape = kind === 'partner' ? siret : kind === 'certification' ? certificationCode : uuid
  return shape.safeParse(id).success
}
