import { setImmediate as nextTurn } from 'node:timers/promises'
import { type Candidacy, explained, type Folded, isListed, isLive, type Refusal, record, streamOf } from '@minutier/domain'
import { appendDecided, maxDecisions } from '../append.ts'
import { LedgerError } from '../errors.ts'
import type { Execution } from '../execution.ts'
import { derivedId } from '../ids.ts'
import { apply } from '../processes/apply.ts'
import { candidacyOf } from '../processes/candidacy.ts'
import { settlement } from '../processes/transmission.ts'
import type { Snapshot } from '../sources.ts'
import { type Batch, jobDraft, loadBatch } from './batch.ts'

/**
 * Reserves a candidacy's passage for a batch, once: null when it is reserved, or was by this batch before; else why the candidacy, which
 * arbitrates between batches, refuses.
 */
export async function reserve(parts: Execution, batch: Batch, candidacyId: string): Promise<Refusal | null> {
  for (let attempt = 0; attempt < maxDecisions; attempt++) {
    const snapshot = await parts.snapshots([])
    const target = await snapshot.load(streamOf('candidacy', candidacyId))
    const candidacy = candidacyOf(target)
    if (isHeldBy(candidacy, batch.id)) {
      await nextTurn()
      return null
    }
    if (await freedFromEnded(parts, candidacy)) continue
    const decision = await decideOn(parts, batch, target, snapshot)
    if (decision.outcome === 'refused') {
      await nextTurn()
      return decision.refusal
    }
    const entries = decision.events.map(({ entry }) => entry)
    if (await appendDecided(parts.store, target, entries)) return null
  }
  throw new LedgerError('LEDGER_CONFLICT')
}

/** A batch holds one certificate of a candidacy, were it revoked since and followed by another. */
function isHeldBy({ passage, formerPassages }: Candidacy, batchId: string): boolean {
  return [passage, ...formerPassages].some((one) => one.batchId === batchId)
}

async function decideOn(parts: Execution, { id, state, opened }: Batch, target: Folded, snapshot: Snapshot) {
  const { certification, certificate, id: candidacyId } = candidacyOf(target)
  if (certification !== state.certification) return anotherCertification(certification, state.certification)
  const commandId = derivedId(opened.id, 'candidacy', candidacyId)
  // The day of the reservation is the batch's own.
  const draft = jobDraft(parts, opened, commandId, () => derivedId(commandId, '0'), opened.occurredAt)
  // Where none was issued, the judge says so before it looks at the number.
  const certificateNumber = certificate.number ?? `${certification}-0000-000000`
  const fact = { type: 'PassageReserved', data: { batchId: id, certificateNumber } }
  return snapshot.decide((sources) => record([fact], target, draft, sources))
}

function anotherCertification(found: string, expected: string | null): { outcome: 'refused'; refusal: Refusal } {
  const refusal = { code: 'RULE_G14', rule: 'G14', found: found === '' ? null : found, expected }
  return { outcome: 'refused', refusal: explained(refusal, null) }
}

/**
 * Frees a passage that a batch reserved and never listed before it ended: what ended it released what it held, and did not know of this one
 * (a job that was killed between the two, on another machine than the one who cancelled). Answers whether there was any.
 */
async function freedFromEnded(parts: Execution, { id, passage }: Candidacy): Promise<boolean> {
  if (passage.state !== 'reserved' || passage.batchId === null) return false
  const other = await loadBatch(parts, passage.batchId)
  if (!other || isLive(other.state) || isListed(other.state, id)) return false
  return freed(parts, other, id)
}

/** Frees a passage because of what ended its batch. Answers whether it was done. */
export async function freed(parts: Execution, { id, folded }: Batch, candidacyId: string): Promise<boolean> {
  const ending = folded.history.findLast(({ type }) => endings.includes(type))
  if (!ending) return false
  await apply(parts, { kind: 'candidacy', id: candidacyId, facts: settlement(id, 'released') }, ending)
  return true
}

const endings = ['CdcBatchCancelled', 'CdcBatchClosed', 'CdcBatchAcknowledged', 'CdcReportIngested']
