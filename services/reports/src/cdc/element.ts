/** An element as it is written: a text, other elements, or `nil`. One that is undefined is left out. */
export type Content = string | readonly Element[] | typeof nil
export type Element = readonly [name: string, content: Content | undefined]

/** Required, and of unknown value. */
export const nil = Symbol('nil')

/** Elements in the namespace of the exchange, no white space between them. */
export function elementsText(elements: readonly Element[]): string {
  let text = ''
  for (const [name, content] of elements) if (content !== undefined) text += elementText(name, content)
  return text
}

function elementText(name: string, content: Content): string {
  if (content === nil) return `<cpf:${name} xsi:nil="true"/>`
  const inside = typeof content === 'string' ? escaped(content) : elementsText(content)
  return `<cpf:${name}>${inside}</cpf:${name}>`
}

const special = /[&<>"']/g
const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' }

function escaped(text: string): string {
  return text.replace(special, (one) => entities[one] ?? one)
}
