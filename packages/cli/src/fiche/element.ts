/** An element as it is written: texts and elements in their order. Attributes are kept for the HTML that a text may hold. */
export interface Element {
  readonly name: string
  readonly attributes: Readonly<Record<string, string>>
  readonly content: readonly (string | Element)[]
}

export function children(element: Element, name?: string): Element[] {
  return element.content.filter((one) => typeof one !== 'string').filter((one) => name === undefined || one.name === name)
}

/** Every element at a path such as `CODES_NSF/NSF`: one, many, none, and in containers that repeat. */
export function all(element: Element, path: string): Element[] {
  return path.split('/').reduce<Element[]>((found, name) => found.flatMap((one) => children(one, name)), [element])
}

/** The text of an element as received, HTML written as elements included; an empty one is absent. */
export function textOf(element: Element): string | undefined {
  const text = element.content
    .map((one) => (typeof one === 'string' ? one : written(one)))
    .join('')
    .trim()
  return text === '' ? undefined : text
}

/** The text of the first element at a path that has one. */
export function textAt(element: Element, path: string): string | undefined {
  return all(element, path)
    .map(textOf)
    .find((text) => text !== undefined)
}

function written({ name, attributes, content }: Element): string {
  const said = Object.entries(attributes).map(([key, value]) => ` ${key}="${escaped(value).replaceAll('"', '&quot;')}"`)
  const inside = content.map((one) => (typeof one === 'string' ? escaped(one) : written(one))).join('')
  return inside === '' ? `<${name}${said.join('')}/>` : `<${name}${said.join('')}>${inside}</${name}>`
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
