import { randomUUID } from 'node:crypto'
import type { Language } from '@minutier/domain'
import { batches, readAhead } from '../batches.ts'
import { ImportError, importText } from '../errors.ts'
import { bytesOf } from '../input-file.ts'
import { limits } from '../limits.ts'
import { readLines } from '../read-lines.ts'
import { type Refusal, refusalOf } from '../refusals.ts'
import type { Run } from '../run-commands.ts'
import type { Result } from '../session.ts'
import { candidacyLines, identityLine, type RowLine } from './row-lines.ts'
import { type ListRow, listRows } from './rows.ts'
import { refusedRow } from './write.ts'

type Candidate = ListRow & { readonly row: NonNullable<ListRow['row']>; readonly text: string }

/** A list that has no faults, chunk after chunk. @throws ImportError when it is interrupted, or the file is not what it was */
export async function runList(run: Run, randomId: () => string = randomUUID): Promise<void> {
  let done = 0
  for await (const chunk of readAhead(batches(candidates(run), () => limits.chunkRows))) {
    if (run.signal.aborted) throw new ImportError('IMPORT_INTERRUPTED')
    await doChunk(run, chunk, randomId)
    done += chunk.length
    run.progress(chunk.at(-1)?.end ?? 0, done)
  }
}

async function* candidates({ file }: Run): AsyncGenerator<Candidate, void> {
  for await (const { row, ...rest } of listRows(readLines(bytesOf(file)))) {
    // The list had no fault when it was read as a whole.
    if (!row) throw new ImportError('IMPORT_FILE_CHANGED')
    yield { ...rest, row, text: JSON.stringify(row) }
  }
}

/** Who they are first; somebody who is known is taken as they are. Then their candidacies. */
async function doChunk(run: Run, chunk: readonly Candidate[], randomId: () => string): Promise<void> {
  const identities = await sent(
    run,
    chunk.map(({ row }) => [identityLine(row, randomId)]),
  )
  const lines = chunk.map(({ row }, at) => {
    const [identity] = identities[at] ?? []
    return identity === undefined || identity.outcome === 'refused' ? [] : candidacyLines(row, identity.streamId)
  })
  const candidacies = await sent(run, lines)
  const refused: string[] = []
  for (const [at, candidate] of chunk.entries()) {
    const own = candidacies[at] ?? []
    // Without a person nothing else was sent.
    const results = own.length > 0 ? own : (identities[at] ?? [])
    const types = own.length > 0 ? (lines[at] ?? []).map(({ type }) => type) : ['RecordIdentity']
    refused.push(...told(run, candidate, results, types))
  }
  if (refused.length > 0) await run.refusedFile.write(refused.join(''))
}

/** Counts a row; answers its line of the file of refused rows, where it was refused: its first refusal tells why. */
function told(
  { tally, language }: Run,
  { line, columns, cells }: Candidate,
  results: readonly Result[],
  types: readonly string[],
): string[] {
  for (const [at, result] of results.entries()) {
    const refusal = refusalOf(result, language)
    if (!refusal) continue
    tally.refused(refusal, line)
    return [refusedRow(columns, cells, motiveOf(refusal, types[at] ?? '', language))]
  }
  tally.recorded(results.every((result) => result.outcome === 'recorded' && result.repeated))
  return []
}

function motiveOf({ code, rule, title, detail, sentence }: Refusal, type: string, language: Language): string {
  const step = steps[type]?.[language] ?? type
  if (code === 'LEDGER_COMMAND_REUSED') return `${step} : ${importText('IMPORT_LIST_CHANGED', language)}`
  const quoted = sentence === undefined ? '' : ` « ${sentence} »`
  // A rule's title begins with its id.
  const named = rule === undefined ? `${code} ` : ''
  return `${step} : ${named}${title === detail ? detail : `${title} : ${detail}`}${quoted}`
}

const steps: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  RecordIdentity: { fr: 'identité', en: 'identity' },
  ReceiveApplication: { fr: 'candidature', en: 'application' },
  VerifyPrerequisite: { fr: 'prérequis', en: 'prerequisite' },
  RecordPositioningTest: { fr: 'test', en: 'test' },
  RecordSelectionInterview: { fr: 'entretien', en: 'interview' },
  GrantAdmission: { fr: 'admission', en: 'admission' },
  EnrolCandidate: { fr: 'inscription', en: 'enrolment' },
}

/** Lines of many rows in one batch; their results, row by row. */
async function sent({ session }: Run, rows: readonly (readonly RowLine[])[]): Promise<(readonly Result[])[]> {
  const lines = rows.flat().map((line) => JSON.stringify(line))
  const results = (lines.length === 0 ? [] : await session.send(lines)).values()
  return rows.map((row) => row.flatMap(() => results.next().value ?? []))
}
