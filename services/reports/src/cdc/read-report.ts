import { createHash } from 'node:crypto'
import { SaxesParser } from 'saxes'
import { CdcError } from './errors.ts'
import { codeOfMessage, type MessageCode } from './messages.ts'

/** A processing report, as the Caisse des Dépôts sends it back (exchange reference, 6.9). */
export interface ProcessingReport {
  readonly idFlux: string
  readonly idTraitement: string
  readonly fileName: string | null
  readonly accepted: readonly string[]
  readonly refused: readonly { readonly id: string; readonly message: string; readonly code: MessageCode }[]
  /** Elements that are none of ours, passed over. */
  readonly ignored: number
  /** SHA-256 of its bytes. */
  readonly fingerprint: string
}

const mostBytes = 250_000_000
const deepest = 10
const mostPassages = 200_000
const mostText = 10_000

interface Found {
  idFlux: string
  idTraitement: string
  fileName: string | null
  accepted: string[]
  refused: { id: string; message: string }[]
  ignored: number
}

/** Reads a report as it comes, whatever its size. @throws CDC_REPORT_… */
export async function readReport(bytes: AsyncIterable<Uint8Array>): Promise<ProcessingReport> {
  const hash = createHash('sha256')
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const reading = openReading()
  let size = 0
  try {
    for await (const chunk of bytes) {
      size += chunk.byteLength
      if (size > mostBytes) throw new CdcError('CDC_REPORT_TOO_LARGE')
      hash.update(chunk)
      reading.write(decoder.decode(chunk, { stream: true }))
    }
    reading.write(decoder.decode())
  } catch (error) {
    throw error instanceof CdcError ? error : new CdcError('CDC_REPORT_NOT_XML')
  }
  return whole(reading.end(), hash.digest('hex'))
}

function openReading() {
  // Names are local: a producer that puts the report in a namespace says the same.
  const parser = new SaxesParser({ xmlns: false })
  const path: string[] = []
  const found: Found = { idFlux: '', idTraitement: '', fileName: null, accepted: [], refused: [], ignored: 0 }
  let text = ''
  let passage: { id: string; message: string } | undefined
  let failed: CdcError | undefined

  const fail = (code: ConstructorParameters<typeof CdcError>[0]) => {
    failed ??= new CdcError(code)
  }
  parser.on('error', () => fail('CDC_REPORT_NOT_XML'))
  parser.on('doctype', () => fail('CDC_REPORT_DTD'))
  parser.on('opentag', ({ name }) => {
    path.push(localName(name))
    text = ''
    if (path.length > deepest) fail('CDC_REPORT_TOO_LARGE')
    const at = path.join('/')
    if (path.length === 1 && at !== 'rapport') fail('CDC_REPORT_SHAPE')
    if (at === 'rapport/PassagesKO/passage') passage = { id: '', message: '' }
    else if (!known.has(at)) found.ignored += 1
  })
  parser.on('text', (piece) => {
    text += piece
    if (text.length > mostText) fail('CDC_REPORT_TOO_LARGE')
  })
  parser.on('cdata', (piece) => {
    text += piece
  })
  parser.on('closetag', () => {
    const at = path.join('/')
    path.pop()
    const said = text.trim()
    text = ''
    if (at === 'rapport/idFlux') found.idFlux = said
    else if (at === 'rapport/idTraitement') found.idTraitement = said
    else if (at === 'rapport/nomFichier') found.fileName = said
    else if (at === 'rapport/PassagesOK/idTechnique') found.accepted.push(said)
    else if (passage && at === 'rapport/PassagesKO/passage/idTechnique') passage.id = said
    else if (passage && at === 'rapport/PassagesKO/passage/messageErreur') passage.message = said
    else if (passage && at === 'rapport/PassagesKO/passage') {
      found.refused.push(passage)
      passage = undefined
    }
    if (found.accepted.length + found.refused.length > mostPassages) fail('CDC_REPORT_TOO_LARGE')
  })

  const check = () => {
    if (failed) throw failed
  }
  return {
    write(piece: string) {
      parser.write(piece)
      check()
    },
    end(): Found {
      parser.close()
      check()
      return found
    },
  }
}

const known: ReadonlySet<string> = new Set([
  'rapport',
  'rapport/nomFichier',
  'rapport/idFlux',
  'rapport/idTraitement',
  'rapport/PassagesKO',
  'rapport/PassagesKO/passage/idTechnique',
  'rapport/PassagesKO/passage/messageErreur',
  'rapport/PassagesKO/passage/codeErreur',
  'rapport/PassagesOK',
  'rapport/PassagesOK/idTechnique',
])

const localName = (name: string) => name.slice(name.indexOf(':') + 1)

/** What an event may hold. */
const number = /^[A-Za-z0-9_-]{1,50}$/

function whole({ refused, accepted, ...found }: Found, fingerprint: string): ProcessingReport {
  if (!number.test(found.idFlux) || !number.test(found.idTraitement)) throw new CdcError('CDC_REPORT_SHAPE')
  const ids = [...accepted, ...refused.map(({ id }) => id)]
  if (ids.includes('')) throw new CdcError('CDC_REPORT_SHAPE')
  if (new Set(ids).size < ids.length) throw new CdcError('CDC_REPORT_TWICE')
  return { ...found, accepted, refused: refused.map((one) => ({ ...one, code: codeOfMessage(one.message) })), fingerprint }
}
