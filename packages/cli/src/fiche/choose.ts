import { certificationCode } from '@minutier/domain'
import { type Element, textAt } from './element.ts'
import { FicheError } from './errors.ts'
import { fichesIn } from './fiches.ts'

/**
 * The fiche that was asked for; the only one of the file where none was. The file is read to its end all the same: one that is cut gives
 * nothing.
 */
export async function chooseFiche(texts: AsyncIterable<string>, wanted?: string): Promise<Element> {
  const others: string[] = []
  let count = 0
  const other = (code: string) => {
    count += 1
    if (others.length < 5) others.push(code)
  }
  let chosen: Element | undefined
  for await (const fiche of fichesIn(texts, { wanted, other })) {
    if (!chosen) chosen = fiche
    else if (wanted === undefined) throw new FicheError('FICHE_SEVERAL', [chosen, fiche].map(numberOf).join(', '))
    else if (JSON.stringify(fiche) !== JSON.stringify(chosen)) throw new FicheError('FICHE_TWICE', wanted)
  }
  if (!chosen && count > 0) throw new FicheError('FICHE_NOT_THERE', `${others.join(', ')}${count > others.length ? `… (${count})` : ''}`)
  if (!chosen) throw new FicheError('FICHE_NONE')
  const code = numberOf(chosen)
  if (!certificationCode.safeParse(code).success) throw new FicheError('FICHE_NOT_RNCP', code)
  return chosen
}

function numberOf(fiche: Element): string {
  return textAt(fiche, 'NUMERO_FICHE') ?? '?'
}
