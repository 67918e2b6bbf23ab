import { candidacyOfTechnicalId, itemsOf } from '@minutier/domain'
import type { Caller, Executed } from '@minutier/ledger'
import { rankedEvents } from '@minutier/read-models'
import { CdcError } from '../cdc/errors.ts'
import type { ProcessingReport } from '../cdc/read-report.ts'
import { batchesOf, transmissionIn } from './batches.ts'
import type { ExportParts } from './export.ts'

interface Ingested {
  readonly transmissionId: string
  readonly executed: Executed
}

/** Takes a processing report into the batch whose file it answers. @throws CDC_REPORT_UNKNOWN_FLUX, CDC_REPORT_UNKNOWN_PASSAGE */
export async function ingest(
  { ledger, readModels }: Pick<ExportParts, 'ledger' | 'readModels'>,
  {
    id,
    certification,
    report,
    caller,
  }: { readonly id: string; readonly certification: string; readonly report: ProcessingReport; readonly caller: Caller },
): Promise<Ingested> {
  const batches = await batchesOf({ ledger, readModels }, certification, await rankedEvents(readModels))
  const batch = batches.find(({ idFlux, depositedOn }) => idFlux === report.idFlux && depositedOn !== null)
  if (!batch) throw new CdcError('CDC_REPORT_UNKNOWN_FLUX')
  const { transmissionId } = batch
  const state = transmissionIn(await ledger.load(`transmission-${transmissionId}`))
  const items = new Set(state ? itemsOf(state) : [])
  const candidacyOf = (technicalId: string): string => {
    const candidacyId = candidacyOfTechnicalId(technicalId)
    if (candidacyId === null || !items.has(candidacyId)) throw new CdcError('CDC_REPORT_UNKNOWN_PASSAGE')
    return candidacyId
  }
  const known = report.refused.filter(({ code }) => code === 'alreadyKnown')
  const rejected = report.refused.filter(({ code }) => code !== 'alreadyKnown')
  const executed = await ledger.transmissions.ingest(
    {
      id,
      batchId: transmissionId,
      idTraitement: report.idTraitement,
      reportFingerprint: report.fingerprint,
      accepted: report.accepted.map((one) => candidacyOf(one)),
      alreadyKnown: known.map((one) => candidacyOf(one.id)),
      rejected: rejected.map((one) => ({
        candidacyId: candidacyOf(one.id),
        code: one.code,
        message: one.message === '' ? noMessage : one.message,
      })),
    },
    caller,
  )
  return { transmissionId, executed }
}

/** A rejection that says nothing is one all the same. */
const noMessage = '(sans message)'
