import PDFKitDocument from 'pdfkit'
import type { PdfDocument } from '../document.ts'
import { fonts } from './fonts.ts'
import { colours, margins, paper } from './style.ts'

declare global {
  namespace PDFKit.Mixins {
    /** Known to pdfkit, not yet to its types. */
    interface StructureElementOptions {
      scope?: 'Column' | 'Row'
      bbox?: readonly [left: number, top: number, right: number, bottom: number]
      placement?: 'Block' | 'Inline'
    }
  }
}

/** Where the text of a page stands. */
export interface Frame {
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
  readonly width: number
}

export type Element = PDFKit.PDFStructureElement

/** The document that is being drawn, and its tree of tags. */
export interface Canvas {
  readonly doc: PDFKit.PDFDocument
  readonly frame: Frame
  readonly root: Element
}

export function openCanvas(document: PdfDocument): Canvas {
  const { orientation = 'portrait', lang } = document
  const lying = orientation === 'landscape'
  const [width, height] = lying ? [paper.long, paper.short] : [paper.short, paper.long]
  const created = new Date(document.createdAt)
  const doc = new PDFKitDocument({
    size: [width, height],
    margin: 0,
    pdfVersion: '1.7',
    autoFirstPage: false,
    tagged: true,
    displayTitle: true,
    lang,
    // The identifier of the file is a digest of all these.
    info: {
      Title: named(document.title),
      Subject: named(document.subject),
      Keywords: named(document.id),
      Creator: 'Minutier',
      Producer: 'Minutier',
      CreationDate: created,
      ModDate: created,
    },
  })
  for (const [face, { file }] of Object.entries(fonts)) doc.registerFont(face, Buffer.from(file))
  const root = doc.struct('Document')
  doc.addStructure(root)
  const { side, top, bottom } = margins
  return { doc, root, frame: { left: side, top, right: width - side, bottom: height - bottom, width: width - 2 * side } }
}

/** pdfkit writes the same text in the metadata's XML, as it is. */
function named(text: string): string {
  return text.normalize('NFC').toWellFormed().replaceAll('&', 'et').replaceAll('<', '‹').replaceAll('>', '›')
}

/** A tag in another one, in the order of reading. */
export function inside(parent: Element, element: Element): Element {
  parent.add(element)
  return element
}

/** Draws what a reader is told by its tag; a second time, what follows of it. */
export function tagged(element: Element, draw: () => void): void {
  element.add(draw)
}

/** Draws what is told to nobody: rules, and what stands on every page. */
export function artifact({ doc }: Canvas, type: 'Layout' | 'Pagination', draw: () => void): void {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}

/** A thin line across. */
export function rule(canvas: Canvas, y: number, { from, to, colour = colours.rule, weight = 0.5 }: Rule): void {
  artifact(canvas, 'Layout', () => {
    canvas.doc.moveTo(from, y).lineTo(to, y).lineWidth(weight).strokeColor(colour).stroke()
  })
}

export interface Rule {
  readonly from: number
  readonly to: number
  readonly colour?: string
  readonly weight?: number
}
