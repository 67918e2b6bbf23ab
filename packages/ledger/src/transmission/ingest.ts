import { type Draft, type Entry, explained, judgeReport, reportOf, stillToList, type Transmission } from '@minutier/domain'
import type { Caller, Executed } from '../command.ts'
import { LedgerError } from '../errors.ts'
import type { Execution } from '../execution.ts'
import { commandText } from '../idempotence.ts'
import { derivedId, randomId } from '../ids.ts'
import { forbiddenTo } from '../plan.ts'
import { type Batch, jobDraft, loadBatch, recordedOf, type Step, writeStep } from './batch.ts'
import { listedFact, messageRows, messagesOf, pagesOf, type ReportToIngest, type ResultOf, reportToIngest, resultsOf } from './results.ts'

/** A report on its way: who brings it, and what its command's id stands for. */
interface Ingestion {
  readonly report: ReportToIngest
  readonly caller: Caller
  readonly text: string
}

/**
 * Takes in a processing report, judged whole before anything is written; killed anywhere and sent again, it goes on. Its results take
 * effect in the candidacies once it is closed. The same report again, by whatever command, is done already.
 */
export async function ingestReport(parts: Execution, asked: ReportToIngest, caller: Caller): Promise<Executed> {
  const forbidden = forbiddenTo(caller, { id: asked.id, type: 'IngestCdcReport', body: {} })
  if (forbidden) return forbidden
  const report = reportToIngest.parse(asked)
  const { id, batchId, idTraitement, reportFingerprint, occurredAt = null } = report
  const batch = await loadBatch(parts, batchId)
  if (!batch) return { outcome: 'notFound' }
  const text = commandText({ type: 'IngestCdcReport', stream: batch.stream, occurredAt, body: { idTraitement, reportFingerprint } })
  if (isReused(parts, batch, id, text)) throw new LedgerError('LEDGER_COMMAND_REUSED')
  const closed = ofReport(batch, 'CdcReportIngested', idTraitement)
  if (closed?.data['reportFingerprint'] === reportFingerprint) return recordedOf(parts, closed, true)
  const results = resultsOf(report)
  const judgment = judgeReport(batch.state, idTraitement, results)
  if (judgment.outcome === 'refused') return { outcome: 'refused', refusal: explained(judgment.refusal, null) }
  return listAndClose(parts, batch, { report, caller, text }, stillToList(batch.state, idTraitement, results))
}

async function listAndClose(parts: Execution, batch: Batch, ingestion: Ingestion, results: readonly ResultOf[]): Promise<Executed> {
  const { idTraitement } = ingestion.report
  // Who brought a report is told by its lists: one that settles nothing has an empty one.
  const begun = ofReport(batch, 'CdcResultsListed', idTraitement) !== undefined
  const pages = results.length === 0 && !begun ? [[]] : pagesOf(results)
  for (const page of pages) {
    const messages = await messagesOf(parts, page)
    const written = await writeStep(parts, batch.stream, (state): Step | null => {
      const left = stillToList(state, idTraitement, page)
      if (left.length < page.length && left.length === 0) return null
      return { fact: listedFact(idTraitement, left, messages), draft: draftOf(parts, ingestion), rows: messageRows(left, messages) }
    })
    if (written.outcome === 'refused') return { outcome: 'refused', refusal: written.refusal }
  }
  const listed = (await loadBatch(parts, batch.id)) ?? batch
  const cause = ofReport(listed, 'CdcResultsListed', idTraitement) ?? batch.opened
  const closing = await writeStep(parts, batch.stream, (state) => closingStep(parts, ingestion, state, cause))
  if (closing.outcome === 'refused') return { outcome: 'refused', refusal: closing.refusal }
  const entry = closing.outcome === 'written' ? closing.entry : await closedMeanwhile(parts, batch, idTraitement)
  return recordedOf(parts, entry, closing.outcome === 'nothing')
}

/** Null: somebody else closed the same report meanwhile. */
function closingStep(parts: Execution, { report }: Ingestion, state: Transmission, cause: Entry): Step | null {
  const { idTraitement, reportFingerprint } = report
  const { counts, fingerprint } = reportOf(state, idTraitement)
  if (fingerprint === reportFingerprint) return null
  const { accepted: acceptedCount, alreadyKnown: knownCount, rejected: rejectedCount } = counts
  const commandId = derivedId(cause.id, 'ingested')
  return {
    fact: { type: 'CdcReportIngested', data: { idTraitement, reportFingerprint, acceptedCount, knownCount, rejectedCount } },
    draft: jobDraft(parts, cause, commandId, () => randomId()),
  }
}

async function closedMeanwhile(parts: Execution, { id }: Batch, idTraitement: string): Promise<Entry> {
  const batch = await loadBatch(parts, id)
  const closed = batch && ofReport(batch, 'CdcReportIngested', idTraitement)
  if (!closed) throw new LedgerError('LEDGER_CONFLICT')
  return closed
}

function ofReport({ folded }: Batch, type: string, idTraitement: string): Entry | undefined {
  return folded.history.find((entry) => entry.type === type && entry.data['idTraitement'] === idTraitement)
}

/** The same id for another report. */
function isReused({ vault }: Execution, { folded }: Batch, commandId: string, text: string): boolean {
  const known = folded.history.find((entry) => entry.commandId === commandId)
  if (!known || known.commandMac === null) return false
  return vault.verifyCommandMacOfText(text, known.commandMac, known.recordedAt) === 'different'
}

function draftOf({ vault, now }: Execution, { report: { id, occurredAt }, caller, text }: Ingestion): Draft {
  const recordedAt = now()
  return {
    occurredAt: occurredAt ?? recordedAt,
    recordedAt,
    actor: caller.actor,
    role: caller.role,
    commandId: id,
    commandMac: vault.commandMacOfText(text, recordedAt),
    correlationId: null,
    causationId: null,
    nextId: () => randomId(),
  }
}
