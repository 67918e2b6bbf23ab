import type { Asked } from '../../api.ts'
import type { FileProgress } from '../../progress.ts'
import { onCopy } from '../dry-run.ts'
import type { InputFile } from '../input-file.ts'
import { startImport } from '../session.ts'
import { createTally } from '../tally.ts'
import { type RowRefusals, runList } from './run-list.ts'

/**
 * Does a list in a copy of the ledger, and answers the rows that would be refused. Nothing of them is to be sent: what is recorded of a
 * row could not be mended by its list any more, and which of its cells is wrong may only be seen at a later step.
 */
export function tryList(asked: Asked, file: InputFile, signal: AbortSignal, progress: FileProgress['update']): Promise<RowRefusals> {
  return onCopy(asked, signal, async (api) => {
    const session = await startImport(api, { file, kind: 'enrolments', reason: 'partnerFile', signal })
    const refusedFile = { write: async () => undefined }
    return runList({ file, session, tally: createTally(), refusedFile, language: asked.language, signal, progress })
  })
}
