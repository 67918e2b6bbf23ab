import { randomUUID } from 'node:crypto'
import { type Caller, derivedId } from '@minutier/ledger'
import { rankedEvents } from '@minutier/read-models'
import { CdcError } from '../cdc/errors.ts'
import type { CdcSettings } from '../cdc/passage.ts'
import { filesOf } from '../cdc/split.ts'
import { envelopeOf, passageText } from '../cdc/write-xml.ts'
import type { Ledger, Making } from '../making/report.ts'
import { type BatchView, batchesOf, transmissionIn, viewOf } from './batches.ts'
import { type FileParts, fileOf, fingerprintOf, headOf } from './file.ts'
import { holdersOf, isSendable } from './holders.ts'

export type ExportParts = Omit<FileParts, 'ledger'> & Pick<Making, 'progress'> & { readonly ledger: Ledger }

export interface Wanted {
  /** Of the command: sent again, it goes on. */
  readonly id: string
  readonly certification: string
  /** Day of the files. */
  readonly day: string
  readonly settings: CdcSettings
  /** Text of the official schema, where who sends has it. */
  readonly official: string | null
  readonly caller: Caller
  readonly occurredAt: string | undefined
}

export interface Exported {
  readonly batches: readonly BatchView[]
  /** Passages that another batch had reserved meanwhile, or that were revoked: left out. */
  readonly leftOut: number
}

/**
 * Sends every holder that can be sent: batches that a crash left open are finished first, then what is sendable is reserved, in as many files as
 * it takes. @throws CDC_NOTHING_TO_SEND, CDC_FILE_INVALID, CDC_FILE_CHANGED
 */
export async function exportHolders(parts: ExportParts, wanted: Wanted): Promise<Exported> {
  const { ledger, readModels } = parts
  const size = await rankedEvents(readModels)
  const left = (await batchesOf(parts, wanted.certification, size)).filter(({ status }) => status === 'opened')
  const batches: BatchView[] = []
  for (const { transmissionId } of left) batches.push(await finished(parts, wanted, transmissionId))
  const files = await filesToSend(parts, wanted, size)
  let leftOut = 0
  for (const [at, candidacyIds] of files.entries()) {
    const opening = await ledger.transmissions.open(
      {
        id: at === 0 ? wanted.id : derivedId(wanted.id, String(at)),
        certification: wanted.certification,
        cdcSchemaVersion: wanted.settings.schemaVersion,
        idFlux: randomUUID(),
        candidacyIds,
        occurredAt: wanted.occurredAt,
        signal: parts.signal,
      },
      wanted.caller,
    )
    if (opening.outcome !== 'recorded') throw new CdcError('CDC_NOTHING_TO_SEND', { outcome: opening.outcome })
    leftOut += 'refused' in opening ? opening.refused.length : 0
    batches.push(await finished(parts, wanted, opening.streamId))
  }
  if (batches.length === 0) throw new CdcError('CDC_NOTHING_TO_SEND')
  return { batches, leftOut }
}

/** The ids of each file, in order: as few files as their limits allow. */
async function filesToSend(parts: ExportParts, { certification, day, settings }: Wanted, size: number): Promise<string[][]> {
  const sendable: { readonly id: string; readonly candidacyId: string; readonly bytes: number }[] = []
  for await (const page of holdersOf(parts, { certification, size, partner: null, day, from: null, to: null })) {
    for (const holder of page) {
      if (!isSendable(holder)) continue
      const { passage, journey } = holder
      sendable.push({ id: passage.id, candidacyId: journey.candidacyId, bytes: Buffer.byteLength(passageText(passage, { settings })) })
    }
    parts.progress(sendable.length, null)
  }
  sendable.sort((a, b) => (a.id < b.id ? -1 : 1))
  const { before, after } = envelopeOf({ certification, settings, idFlux: randomUUID(), openedAt: `${day}T00:00:00.000Z` })
  const counts = filesOf(
    sendable.map(({ bytes }) => bytes),
    Buffer.byteLength(before + after),
  )
  let from = 0
  return counts.map((count) => {
    const file = sendable.slice(from, from + count).map(({ candidacyId }) => candidacyId)
    from += count
    return file
  })
}

/** The file of a batch is made and validated, and its fingerprint recorded: then the batch exists. */
async function finished(parts: ExportParts, { settings, official, caller }: Wanted, transmissionId: string): Promise<BatchView> {
  const { ledger } = parts
  const stream = `transmission-${transmissionId}`
  const batch = transmissionIn(await ledger.load(stream))
  if (!batch) throw new TypeError(`${stream} is no batch`)
  if (batch.status === 'opened') {
    const { sha256 } = await fingerprintOf(fileOf(parts, batch, headOf(batch, settings), official))
    const done = await ledger.transmissions.complete(
      { batchId: transmissionId, passageCount: batch.items.size, outputFingerprint: sha256 },
      caller,
    )
    if (done.outcome !== 'recorded') throw new CdcError('CDC_FILE_CHANGED', { outcome: done.outcome })
  }
  const view = viewOf(await ledger.load(stream))
  if (!view) throw new TypeError(`${stream} is no batch`)
  return view
}
