import { elementsText } from './element.ts'
import { passageElements } from './elements.ts'
import type { FluxHead, SendablePassage } from './passage.ts'

/** A file for the Caisse des Dépôts, always in the same bytes (exchange reference, 6.8). */

const namespaces = 'xmlns:cpf="urn:cdc:cpf:pc5:schema:1.0.0" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

/** What stands before the passages, and after them. */
export function envelopeOf({ idFlux, openedAt, certification, settings }: FluxHead): { readonly before: string; readonly after: string } {
  const before = [
    '<?xml version="1.0" encoding="UTF-8"?>\n',
    `<cpf:flux ${namespaces}>`,
    elementsText([
      ['idFlux', idFlux],
      ['horodatage', `${openedAt.slice(0, 19)}+00:00`],
      ['action', settings.schemaVersion === '1.1.5' ? 'CREATION' : undefined],
    ]),
    `<cpf:emetteur>${elementsText([['idClient', settings.senderId]])}<cpf:certificateurs><cpf:certificateur>`,
    elementsText([
      ['idClient', settings.certifierId],
      ['idContrat', settings.contractId],
    ]),
    `<cpf:certifications><cpf:certification>`,
    elementsText([
      ['type', certification.startsWith('RS') ? 'RS' : 'RNCP'],
      ['code', certification],
      ['natureDeposant', 'CERTIFICATEUR'],
    ]),
    '<cpf:passageCertifications>',
  ]
  const after = [
    '</cpf:passageCertifications></cpf:certification></cpf:certifications>',
    '</cpf:certificateur></cpf:certificateurs></cpf:emetteur></cpf:flux>',
  ]
  return { before: before.join(''), after: after.join('') }
}

export function passageText(passage: SendablePassage, { settings }: Pick<FluxHead, 'settings'>): string {
  return `<cpf:passageCertification>${elementsText(passageElements(passage, settings))}</cpf:passageCertification>`
}

/** A whole file, in pieces; passages in the code-point order of their ids, which are ASCII. */
export async function* fluxText(head: FluxHead, pages: AsyncIterable<readonly SendablePassage[]>): AsyncGenerator<string> {
  const { before, after } = envelopeOf(head)
  yield before
  let last = ''
  for await (const page of pages) {
    let text = ''
    for (const passage of page) {
      if (passage.id <= last) throw new TypeError('passages are written in the order of their ids')
      last = passage.id
      text += passageText(passage, head)
    }
    yield text
  }
  yield after
}
