/** What the Caisse des Dépôts says of a passage that it did not take (exchange reference, 6.9). */
export type MessageCode = 'alreadyKnown' | 'identityNotFound' | 'identityAmbiguous' | 'other'

const phrases: readonly (readonly [phrase: string, code: MessageCode])[] = [
  ['existe deja en base', 'alreadyKnown'],
  ['aucun titulaire ne correspond', 'identityNotFound'],
  ['plusieurs titulaires ont ete identifies', 'identityAmbiguous'],
]

/** The code of a message, whatever its case, accents, apostrophes and spaces. */
export function codeOfMessage(message: string): MessageCode {
  const plain = message
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[’‘ʼ`´]/g, "'")
    .replace(/\s+/g, ' ')
    .toLowerCase()
  return phrases.find(([phrase]) => plain.includes(phrase))?.[1] ?? 'other'
}
