import { createHash } from 'node:crypto'
import { itemsOf, type Transmission } from '@minutier/domain'
import { journeysOf, rankedEvents } from '@minutier/read-models'
import { missingIn } from '../cdc/control.ts'
import { CdcError } from '../cdc/errors.ts'
import type { CdcSettings, FluxHead, SendablePassage } from '../cdc/passage.ts'
import { openValidator, ownSchema, type Validator } from '../cdc/validate.ts'
import { envelopeOf, fluxText, passageText } from '../cdc/write-xml.ts'
import type { Making } from '../making/report.ts'
import { holderOf, modesOf } from './holders.ts'

export type FileParts = Pick<Making, 'readModels' | 'readFact' | 'signal'> & { readonly ledger: Pick<Making['ledger'], 'store' | 'load'> }

/** Candidacies of which names are read at once. */
const pageSize = 100

export function headOf({ certification, idFlux, openedAt, cdcSchemaVersion }: Transmission, settings: CdcSettings): FluxHead {
  if (certification === null || idFlux === null || openedAt === null) throw new TypeError('a batch was expected')
  const schemaVersion = cdcSchemaVersion === '1.1.5' ? '1.1.5' : '1.1.2'
  return { certification, idFlux, openedAt, settings: { ...settings, schemaVersion } }
}

/** The passages of a batch in the order of the file. @throws CDC_FILE_CHANGED for one that cannot be sent any more */
export async function* passagesOf(parts: FileParts, batch: Transmission, day: string): AsyncGenerator<readonly SendablePassage[]> {
  const { readModels, signal } = parts
  const modes = await modesOf(parts, { certification: batch.certification ?? '', size: await rankedEvents(readModels) })
  // A later certificate's id begins with its candidacy's: their order is that of the candidacies.
  const ids = itemsOf(batch).sort()
  for (let at = 0; at < ids.length; at += pageSize) {
    signal.throwIfAborted()
    const page = ids.slice(at, at + pageSize)
    const journeys = await journeysOf(readModels, page)
    yield await Promise.all(
      page.map(async (candidacyId) => {
        const journey = journeys.get(candidacyId)
        const certificate = journey?.certificates.at(-1)
        if (!journey || !certificate) throw new CdcError('CDC_FILE_CHANGED', { candidacyId })
        const { passage } = await holderOf(parts, journey, certificate, modes, day)
        const { identity } = passage
        if (identity === null || missingIn(passage, day).length > 0) throw new CdcError('CDC_FILE_CHANGED', { candidacyId })
        return { ...passage, identity }
      }),
    )
  }
}

/**
 * The file of a batch, in bytes, each page validated before it leaves: by our own schema, and by the one that is given. libxml2 takes whole
 * documents, so a page is validated in the envelope of the file. @throws CDC_FILE_INVALID, CDC_FILE_CHANGED
 */
export async function* fileOf(parts: FileParts, batch: Transmission, head: FluxHead, official: string | null): AsyncGenerator<Uint8Array> {
  const schemas = [ownSchema(head.settings.schemaVersion), ...(official === null ? [] : [official])]
  const validators = await Promise.all(schemas.map(openValidator))
  const valid = async function* () {
    for await (const page of passagesOf(parts, batch, head.openedAt.slice(0, 10))) {
      assertValid(validators, head, page)
      yield page
    }
  }
  try {
    const encoder = new TextEncoder()
    for await (const text of fluxText(head, valid())) yield encoder.encode(text)
  } finally {
    for (const one of validators) one.close()
  }
}

function assertValid(validators: readonly Validator[], head: FluxHead, page: readonly SendablePassage[]): void {
  const { before, after } = envelopeOf(head)
  const text = `${before}${page.map((passage) => passageText(passage, head)).join('\n')}${after}`
  for (const validator of validators) {
    const [wrong] = validator.validate(text)
    if (wrong) throw new CdcError('CDC_FILE_INVALID', { element: wrong.element, message: wrong.message })
  }
}

/** SHA-256 of a file, and how many bytes it has: read to its end. */
export async function fingerprintOf(chunks: AsyncIterable<Uint8Array>): Promise<{ readonly sha256: string; readonly bytes: number }> {
  const hash = createHash('sha256')
  let bytes = 0
  for await (const chunk of chunks) {
    hash.update(chunk)
    bytes += chunk.byteLength
  }
  return { sha256: hash.digest('hex'), bytes }
}
