import { itemsOf, type Refusal } from '@minutier/domain'
import type { Caller, Command, Executed, Recorded } from '../command.ts'
import { LedgerError } from '../errors.ts'
import type { Execute } from '../execute.ts'
import type { Execution } from '../execution.ts'
import { streamOpenedBy } from '../ids.ts'
import { sideBySide } from './at-once.ts'
import { type Batch, loadBatch } from './batch.ts'
import { letGo, list, listLeft } from './list.ts'
import { reserve } from './reserve.ts'

export interface BatchToOpen {
  /** Of the command: sent again, it goes on with the same batch. */
  readonly id: string
  readonly certification: string
  readonly cdcSchemaVersion: string
  /** A fresh UUID. Sent again, the command may bring another: the batch keeps its first. */
  readonly idFlux: string
  /** What is to be sent, judged sendable by the caller; 200,000 at most go in one file. */
  readonly candidacyIds: readonly string[]
  readonly occurredAt?: string | undefined
  readonly traceparent?: string | undefined
  /** Stops between two pages of 1,000; sent again, it goes on. */
  readonly signal?: AbortSignal | undefined
}

/** A batch with all its items reserved and listed, to be made into a file; `refused` are left out of it. */
export interface OpenedBatch extends Recorded {
  /** Every item of the batch, those that an earlier try had listed too. */
  readonly candidacyIds: readonly string[]
  readonly refused: readonly { readonly candidacyId: string; readonly refusal: Refusal }[]
}

export type Opening = OpenedBatch | Exclude<Executed, Recorded>

const pageSize = 1000

/** Opens a batch, reserves each passage in its candidacy, lists those that were. Killed anywhere and sent again, it goes on. */
export async function openBatch(parts: Execution, execute: Execute, asked: BatchToOpen, caller: Caller): Promise<Opening> {
  const done = await execute(await commandOf(parts, asked), caller)
  if (done.outcome !== 'recorded') return done
  const opened = await loadBatch(parts, done.streamId)
  if (!opened) throw new LedgerError('LEDGER_UNKNOWN_EVENT')
  const batch = done.repeated ? await listLeft(parts, opened) : opened
  const refused = batch.state.status === 'opened' ? await fill(parts, batch, asked) : []
  const { state } = (await loadBatch(parts, batch.id)) ?? batch
  return { ...done, candidacyIds: itemsOf(state), refused }
}

/** The command as it was first sent, if it was: `idFlux` is drawn anew each time. */
async function commandOf(
  parts: Execution,
  { id, certification, cdcSchemaVersion, idFlux, occurredAt, traceparent }: BatchToOpen,
): Promise<Command> {
  const known = await loadBatch(parts, streamOpenedBy(id))
  const body = { certification, cdcSchemaVersion, action: 'creation', idFlux: known?.state.idFlux ?? idFlux }
  return { id, type: 'GenerateCdcBatch', body, occurredAt, traceparent }
}

async function fill(parts: Execution, batch: Batch, { candidacyIds, signal }: BatchToOpen): Promise<OpenedBatch['refused']> {
  const refused: { candidacyId: string; refusal: Refusal }[] = []
  const each = [...new Set(candidacyIds)]
  for (let at = 0; at < each.length; at += pageSize) {
    signal?.throwIfAborted()
    const page = each.slice(at, at + pageSize)
    const refusals = new Map<string, Refusal>()
    await sideBySide(page, async (candidacyId) => {
      const refusal = await reserve(parts, batch, candidacyId)
      if (refusal) refusals.set(candidacyId, refusal)
    })
    for (const [candidacyId, refusal] of refusals) refused.push({ candidacyId, refusal })
    const reserved = page.filter((candidacyId) => !refusals.has(candidacyId))
    if (await list(parts, batch, reserved)) {
      // Another machine cancelled it meanwhile: nothing more is reserved for it.
      await letGo(parts, (await loadBatch(parts, batch.id)) ?? batch, reserved)
      break
    }
  }
  return refused
}
