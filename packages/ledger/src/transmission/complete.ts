import type { Caller, Executed } from '../command.ts'
import type { Execution } from '../execution.ts'
import { derivedId } from '../ids.ts'
import { forbiddenTo } from '../plan.ts'
import { jobDraft, loadBatch, recordedOf, writeStep } from './batch.ts'
import { listLeft } from './list.ts'

export interface BatchToComplete {
  readonly batchId: string
  readonly passageCount: number
  /** SHA-256 of the file, once it was made and validated. */
  readonly outputFingerprint: string
}

/** Fixes the items of a batch and the fingerprint of its file. The same file again is answered the same. */
export async function completeBatch(parts: Execution, asked: BatchToComplete, caller: Caller): Promise<Executed> {
  const forbidden = forbiddenTo(caller, { id: '', type: 'GenerateCdcBatch', body: {} })
  if (forbidden) return forbidden
  const found = await loadBatch(parts, asked.batchId)
  if (!found) return { outcome: 'notFound' }
  const { passageCount, outputFingerprint } = asked
  const done = found.folded.history.find(({ type }) => type === 'CdcBatchGenerated')
  if (done && found.state.outputFingerprint === outputFingerprint) return recordedOf(parts, done, true)
  // What a killed job left is an item too: then the file that was made is not of all of them, and is refused.
  const { stream, opened } = found.state.status === 'opened' ? await listLeft(parts, found) : found
  const commandId = derivedId(opened.id, 'generated')
  const written = await writeStep(parts, stream, () => ({
    fact: { type: 'CdcBatchGenerated', data: { passageCount, outputFingerprint } },
    draft: jobDraft(parts, opened, commandId, () => derivedId(commandId, outputFingerprint)),
  }))
  if (written.outcome === 'refused') return { outcome: 'refused', refusal: written.refusal }
  return written.outcome === 'written' ? recordedOf(parts, written.entry, false) : { outcome: 'notFound' }
}
