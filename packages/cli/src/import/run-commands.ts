import { commands, isCommandType, type Language } from '@minutier/domain'
import { z } from 'zod'
import { batches, nextSize, readAhead } from './batches.ts'
import { type CommandLine, commandLines, objectIn } from './command-lines.ts'
import { ImportError } from './errors.ts'
import { bytesOf, type InputFile } from './input-file.ts'
import { limits } from './limits.ts'
import { readLines } from './read-lines.ts'
import { faultRefusal, type Refusal, refusalOf } from './refusals.ts'
import type { RefusedFile } from './refused-file.ts'
import type { Session } from './session.ts'
import type { Tally } from './tally.ts'

export interface Run {
  readonly file: InputFile
  readonly session: Session
  readonly tally: Tally
  readonly refusedFile: Pick<RefusedFile, 'write'>
  readonly language: Language
  readonly signal: AbortSignal
  /** Bytes of the file, and lines or rows, that are done. */
  readonly progress: (bytes: number, count: number) => void
}

/** A file of commands, batch after batch. @throws ImportError when it is interrupted, or the file is not what it was */
export async function runCommands(run: Run, now: () => number = () => performance.now()): Promise<void> {
  let size: number = limits.firstBatchLines
  let done = 0
  for await (const batch of readAhead(batches(commandLines(readLines(bytesOf(run.file))), () => size))) {
    if (run.signal.aborted) throw new ImportError('IMPORT_INTERRUPTED')
    const from = now()
    await doBatch(run, batch)
    size = nextSize(batch.length, now() - from)
    done += batch.length
    run.progress(batch.at(-1)?.end ?? 0, done)
  }
}

async function doBatch({ session, tally, refusedFile, language }: Run, batch: readonly CommandLine[]): Promise<void> {
  const sent = batch.filter(({ fault }) => fault === undefined)
  const results = sent.length === 0 ? [] : await session.send(sent.map(({ text }) => text))
  const answers = new Map(sent.map((line, at) => [line, results[at]]))
  const refused: string[] = []
  const taken: number[] = []
  for (const line of batch) {
    const result = answers.get(line)
    const refusal = line.fault ? faultRefusal(line.fault, language) : result && refusalOf(result, language)
    if (refusal) {
      tally.refused(refusal, line.line)
      if (refusal.code === 'LEDGER_COMMAND_REUSED' && opens(line)) taken.push(line.line)
      refused.push(`${refusedText(line, refusal)}\n`)
    } else tally.recorded(result?.outcome === 'recorded' && result.repeated)
  }
  if (refused.length > 0) await refusedFile.write(refused.join(''))
  // What comes after in the file would go to the records of others.
  if (taken.length > 0) throw new ImportError('IMPORT_NAMES_TAKEN', taken.slice(0, 5).join(', '))
}

function opens({ text }: CommandLine): boolean {
  const { type } = z.looseObject({ type: z.string() }).safeParse(objectIn(text)).data ?? {}
  return type !== undefined && isCommandType(type) && commands[type].opens
}

/** The line as it was, and why: mended, it can be imported as it stands. */
function refusedText({ text, line }: CommandLine, { title: _, ...refusal }: Refusal): string {
  const object = objectIn(text)
  return JSON.stringify({ ...(typeof object === 'object' && object), refused: { line, ...refusal } })
}
