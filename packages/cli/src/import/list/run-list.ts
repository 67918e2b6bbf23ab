import { randomUUID } from 'node:crypto'
import type { Language } from '@minutier/domain'
import { batches, readAhead } from '../batches.ts'
import { ImportError, importText } from '../errors.ts'
import { bytesOf } from '../input-file.ts'
import { limits } from '../limits.ts'
import { readLines } from '../read-lines.ts'
import { named, type Refusal, refusalOf } from '../refusals.ts'
import type { Run } from '../run-commands.ts'
import type { Result } from '../session.ts'
import { candidacyLines, identityLine, type RowLine } from './row-lines.ts'
import { type ListRow, listRows } from './rows.ts'
import { refusedRow } from './write.ts'

type Candidate = ListRow & { readonly row: NonNullable<ListRow['row']>; readonly text: string }

/** Why a row is not recorded, and the type of the command that was refused. */
interface RowRefusal {
  readonly refusal: Refusal
  readonly type: string
}

/** The rows that are not recorded, by their lines. */
export type RowRefusals = ReadonlyMap<number, RowRefusal>

/**
 * A list that has no faults, chunk after chunk; nothing is sent of the rows that are known to be refused. Answers those that are not
 * recorded. @throws ImportError when it is interrupted, or the file is not what it was
 */
export async function runList(run: Run, known: RowRefusals = new Map()): Promise<RowRefusals> {
  const refusals = new Map(known)
  let done = 0
  for await (const chunk of readAhead(batches(candidates(run), () => limits.chunkRows))) {
    if (run.signal.aborted) throw new ImportError('IMPORT_INTERRUPTED')
    await doChunk(run, chunk, refusals)
    done += chunk.length
    run.progress(chunk.at(-1)?.end ?? 0, done)
  }
  return refusals
}

async function* candidates({ file }: Run): AsyncGenerator<Candidate, void> {
  for await (const { row, ...rest } of listRows(readLines(bytesOf(file)))) {
    // The list had no fault when it was read as a whole.
    if (!row) throw new ImportError('IMPORT_FILE_CHANGED')
    yield { ...rest, row, text: JSON.stringify(row) }
  }
}

async function doChunk(run: Run, chunk: readonly Candidate[], refusals: Map<number, RowRefusal>): Promise<void> {
  const { tally, refusedFile, language } = run
  const rows = chunk.filter(({ line }) => !refusals.has(line))
  const answers = await answered(run, rows)
  for (const [at, { line }] of rows.entries()) {
    const steps = answers[at] ?? []
    const refusal = refusalIn(steps, language)
    if (refusal) refusals.set(line, refusal)
    else tally.recorded(steps.every(({ result }) => result.outcome === 'recorded' && result.repeated))
  }
  const told: string[] = []
  for (const { line, columns, cells } of chunk) {
    const refused = refusals.get(line)
    if (!refused) continue
    tally.refused(refused.refusal, line)
    told.push(refusedRow(columns, cells, motiveOf(refused, language)))
  }
  if (told.length > 0) await refusedFile.write(told.join(''))
}

/** What became of a command of a row. */
interface Step {
  readonly type: string
  readonly result: Result
}

/** Who they are first; somebody who is known is taken as they are. Then their candidacies: without a person nothing else is sent. */
async function answered(run: Run, rows: readonly Candidate[]): Promise<readonly (readonly Step[])[]> {
  const identities = await sent(
    run,
    rows.map(({ row }) => [identityLine(row, randomUUID)]),
  )
  const lines = rows.map(({ row }, at) => {
    const result = identities[at]?.[0]?.result
    return result === undefined || result.outcome === 'refused' ? [] : candidacyLines(row, result.streamId)
  })
  const candidacies = await sent(run, lines)
  return rows.map((_, at) => (lines[at]?.length ? candidacies[at] : identities[at]) ?? [])
}

/** The first refusal of a row tells why, and those that only follow from it do not. */
function refusalIn(steps: readonly Step[], language: Language): RowRefusal | undefined {
  const refused = steps.flatMap(({ type, result }) => {
    const refusal = refusalOf(result, language)
    return refusal ? [{ type, refusal }] : []
  })
  return refused.find(({ refusal }) => refusal.code !== 'KIT_LINE_WITHHELD') ?? refused[0]
}

function motiveOf({ refusal, type }: RowRefusal, language: Language): string {
  const { code, title, detail, sentence } = refusal
  const step = stepNames[type]?.[language] ?? type
  if (code === 'LEDGER_COMMAND_REUSED') return `${step} : ${importText('IMPORT_LIST_CHANGED', language)}`
  const quoted = sentence === undefined ? '' : ` « ${sentence} »`
  return `${step} : ${named(refusal)}${title === detail ? '' : ` : ${detail}`}${quoted}`
}

const stepNames: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  RecordIdentity: { fr: 'identité', en: 'identity' },
  ReceiveApplication: { fr: 'candidature', en: 'application' },
  VerifyPrerequisite: { fr: 'prérequis', en: 'prerequisite' },
  RecordPositioningTest: { fr: 'test', en: 'test' },
  RecordSelectionInterview: { fr: 'entretien', en: 'interview' },
  GrantAdmission: { fr: 'admission', en: 'admission' },
  EnrolCandidate: { fr: 'inscription', en: 'enrolment' },
}

/** Lines of many rows in one batch; what became of them, row by row. */
async function sent({ session }: Run, rows: readonly (readonly RowLine[])[]): Promise<readonly (readonly Step[])[]> {
  const lines = rows.flat().map((line) => JSON.stringify(line))
  const results = (lines.length === 0 ? [] : await session.send(lines)).values()
  return rows.map((row) =>
    row.flatMap(({ type }) => {
      const { value: result } = results.next()
      return result ? [{ type, result }] : []
    }),
  )
}
