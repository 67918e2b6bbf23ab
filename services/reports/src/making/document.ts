import { createHash } from 'node:crypto'
import { sortedJson } from '../formats/json.ts'
import type { Block, PdfDocument } from '../render/document.ts'
import { factsOf } from './generate.ts'
import type { Making, ReportKind } from './report.ts'

interface Sealed {
  /** Of the JSON form. */
  readonly sha256: string
  readonly orientation?: 'portrait' | 'landscape'
  readonly watermark?: string
}

/** A report as a document of the certifier: its title, what it is made from, its blocks, and the fingerprint by which it is known again. */
export function documentOf(
  making: Making,
  kind: Pick<ReportKind, 'kind' | 'title' | 'generatorVersion'>,
  blocks: readonly Block[],
  { sha256, orientation = 'portrait', watermark }: Sealed,
): PdfDocument {
  const { fiche, parameters, size, lastInstant } = making
  const id = createHash('sha256')
    .update(sortedJson({ ...parameters, size, sha256 }))
    .digest('hex')
  return {
    title: kind.title,
    subject: `${parameters.certification} — ${fiche.title}`,
    lang: 'fr-FR',
    createdAt: lastInstant,
    id,
    header: { left: `${parameters.certification} — ${fiche.title}`, right: kind.kind },
    footer: `Registre de ${size} événements — forme JSON SHA-256 ${sha256.slice(0, 16)}…`,
    orientation,
    ...(watermark !== undefined && { watermark }),
    qr: { text: sha256, caption: 'Empreinte SHA-256 de la forme JSON' },
    blocks: [{ kind: 'facts', facts: [...factsOf(making, kind), { label: 'SHA-256 de la forme JSON', value: sha256 }] }, ...blocks],
  }
}
