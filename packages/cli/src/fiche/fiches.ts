import { SaxesParser } from 'saxes'
import { type Element, textAt } from './element.ts'
import { FicheError } from './errors.ts'
import { limits } from './limits.ts'

interface Open extends Element {
  readonly content: (string | Element)[]
}

interface Asked {
  /** Number of the only fiche that is kept. */
  readonly wanted?: string | undefined
  /** Is told the number of each other one. */
  readonly other?: (code: string) => void
}

/**
 * The FICHE elements of an export, one held at a time: what follows the number of one that is not wanted is let go of. The parser knows
 * no entity but XML's own five and fetches nothing; a DTD is refused all the same, and so is what is not well-formed or not whole.
 */
export async function* fichesIn(texts: AsyncIterable<string>, asked: Asked = {}): AsyncGenerator<Element> {
  const ready: Element[] = []
  const { write, end } = createBuilder((fiche) => ready.push(fiche), asked)
  for await (const text of texts) {
    write(text)
    yield* ready.splice(0)
  }
  end()
}

function createBuilder(done: (fiche: Element) => void, { wanted, other = () => {} }: Asked) {
  const parser = new SaxesParser<{ position: false; xmlns: false }>({ position: false, xmlns: false })
  const within = createGauge()
  /** From the root down; outside a fiche that is kept, nothing but the names. */
  const open: Open[] = []
  let fiche: Open | undefined
  let ended = false

  const add = (text: string) => {
    within.heard(fiche ? text.length : 0, text.length)
    if (fiche) open.at(-1)?.content.push(text)
  }
  parser.on('opentag', ({ name, attributes }) => {
    if (open.length === 0 && name !== 'FICHES' && name !== 'FICHE') throw new FicheError('FICHE_NOT_EXPORT', name)
    if (open.length === limits.depth) throw new FicheError('FICHE_TOO_DEEP', String(limits.depth))
    const element: Open = { name, attributes, content: [] }
    if (fiche) open.at(-1)?.content.push(element)
    else if (name === 'FICHE' && open.every((one) => one.name === 'FICHES')) {
      fiche = element
      within.restart()
    }
    within.heard(fiche ? name.length + JSON.stringify(attributes).length : 0)
    open.push(element)
  })
  parser.on('closetag', ({ name }) => {
    within.heard(0)
    const closed = open.pop()
    if (!fiche) return
    if (closed === fiche) {
      if (wanted === undefined || textAt(fiche, 'NUMERO_FICHE') === wanted) done(fiche)
      fiche = undefined
    } else if (name === 'NUMERO_FICHE' && wanted !== undefined) {
      const code = textAt(fiche, 'NUMERO_FICHE')
      if (code === undefined || code === wanted) return
      other(code)
      fiche = undefined
    }
  })
  parser.on('text', add)
  parser.on('cdata', add)
  parser.on('comment', () => within.heard(0))
  parser.on('processinginstruction', () => within.heard(0))
  parser.on('doctype', () => {
    throw new FicheError('FICHE_DOCTYPE')
  })
  parser.on('error', ({ message }) => {
    throw new FicheError(ended ? 'FICHE_CUT' : 'FICHE_NOT_XML', message)
  })
  return {
    write(text: string) {
      parser.write(text)
      within.fed(text.length)
    },
    end() {
      ended = true
      parser.close()
    },
  }
}

/** Counts what is held: by the parser since it last told anything, by a fiche since it began. */
function createGauge() {
  let quiet = 0
  let held = 0
  const element = (length: number) => {
    if (length > limits.element) throw new FicheError('FICHE_ELEMENT_TOO_LARGE', String(limits.element))
  }
  return {
    fed(length: number) {
      quiet += length
      element(quiet)
    },
    heard(kept: number, told = 0) {
      quiet = 0
      element(told)
      held += kept
      if (held > limits.fiche) throw new FicheError('FICHE_TOO_LARGE', String(limits.fiche))
    },
    restart() {
      held = 0
    },
  }
}
