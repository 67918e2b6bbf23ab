import { isListed, mostIdsListed, type Refusal, type Transmission } from '@minutier/domain'
import type { Execution } from '../execution.ts'
import { streamId } from '../idempotence.ts'
import { derivedId, randomId } from '../ids.ts'
import { sideBySide } from './at-once.ts'
import { type Batch, jobDraft, loadBatch, positionOf, writeStep } from './batch.ts'
import { freed } from './reserve.ts'

/** Lists in a batch what is reserved for it and not listed yet; the refusal of a batch that takes no more. */
export async function list(parts: Execution, batch: Batch, reserved: readonly string[]): Promise<Refusal | null> {
  for (let at = 0; at < reserved.length; at += mostIdsListed) {
    const page = reserved.slice(at, at + mostIdsListed)
    const written = await writeStep(parts, batch.stream, (state) => {
      const candidacyIds = notListed(state, page)
      if (candidacyIds.length === 0) return null
      // Two jobs that list at once list other candidacies: an id made from its place would pass for the other's.
      const draft = jobDraft(parts, batch.opened, derivedId(batch.opened.id, 'listed'), () => randomId())
      return { fact: { type: 'CdcBatchItemsListed', data: { candidacyIds } }, draft }
    })
    if (written.outcome === 'refused') return written.refusal
  }
  return null
}

function notListed(state: Transmission, candidacyIds: readonly string[]): string[] {
  return candidacyIds.filter((candidacyId) => !isListed(state, candidacyId))
}

/**
 * Lists what a job reserved before it was killed, which nothing but the log tells; a batch that was cancelled meanwhile lets it go. Answers
 * the batch as it is then.
 */
export async function listLeft(parts: Execution, batch: Batch): Promise<Batch> {
  const left = notListed(batch.state, await reservedFor(parts.store, batch))
  if (left.length === 0) return batch
  const refusal = batch.state.status === 'opened' ? await list(parts, batch, left) : null
  const now = (await loadBatch(parts, batch.id)) ?? batch
  if (batch.state.status === 'cancelled' || refusal) await letGo(parts, now, left)
  return now
}

/** Frees what was reserved for a batch that was cancelled before it could be listed. */
export function letGo(parts: Execution, batch: Batch, reserved: readonly string[]): Promise<void> {
  return sideBySide(notListed(batch.state, reserved), async (candidacyId) => {
    await freed(parts, batch, candidacyId)
  })
}

async function reservedFor(store: Execution['store'], { id, stream, opened }: Batch): Promise<string[]> {
  const reserved: string[] = []
  const after = await positionOf(store, stream, opened.revision)
  for await (const page of store.readAllPages({ after, filter: { types: ['PassageReserved'] } })) {
    for (const event of page) if (event.data['batchId'] === id) reserved.push(streamId(event.stream))
  }
  return reserved
}
