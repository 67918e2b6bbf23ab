import { type CommandType, streamOf } from '@minutier/domain'
import type { Caller, Executed } from '../command.ts'
import type { Execute } from '../execute.ts'
import type { Execution } from '../execution.ts'
import { streamOpenedBy } from '../ids.ts'
import { forbiddenTo } from '../plan.ts'
import { createTurns } from '../turns.ts'
import { loadBatch } from './batch.ts'
import { type BatchToComplete, completeBatch } from './complete.ts'
import { ingestReport } from './ingest.ts'
import { listLeft } from './list.ts'
import { type BatchToOpen, type Opening, openBatch } from './open.ts'
import type { ReportToIngest } from './results.ts'

/** Batches for the Caisse des Dépôts: jobs of many appends, each gone on with when it is asked again after a crash. */
export interface Transmissions {
  /** Opens a batch and fills it with what is to be sent (GenerateCdcBatch). */
  open(asked: BatchToOpen, caller: Caller): Promise<Opening>
  /** Its file was made and validated. */
  complete(asked: BatchToComplete, caller: Caller): Promise<Executed>
  /** Takes in a processing report (IngestCdcReport). */
  ingest(asked: ReportToIngest, caller: Caller): Promise<Executed>
}

const cancel: CommandType = 'CancelCdcBatch'

/** The jobs, and `execute` as it is with them: one job at a time on a batch, and a cancelled one lets go all that it holds. */
export function createTransmissions(
  parts: Execution,
  execute: Execute,
): { readonly transmissions: Transmissions; readonly execute: Execute } {
  const inTurn = createTurns()
  const onBatch = <T>(batchId: string, job: () => Promise<T>): Promise<T> => inTurn(streamOf('transmission', batchId), job)
  return {
    transmissions: {
      open: (asked, caller) => onBatch(streamOpenedBy(asked.id), () => openBatch(parts, execute, asked, caller)),
      complete: (asked, caller) => onBatch(asked.batchId, () => completeBatch(parts, asked, caller)),
      ingest: (asked, caller) => onBatch(asked.batchId, () => ingestReport(parts, asked, caller)),
    },
    execute: async (command, caller) => {
      if (command.type !== cancel || forbiddenTo(caller, command)) return execute(command, caller)
      const { streamId = '' } = command
      return onBatch(streamId, async () => {
        const batch = await loadBatch(parts, streamId)
        if (batch?.state.status === 'opened') await listLeft(parts, batch)
        return execute(command, caller)
      })
    },
  }
}
