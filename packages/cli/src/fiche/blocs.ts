import { all, type Element, textAt } from './element.ts'
import { FicheError } from './errors.ts'

export interface ReadBloc {
  readonly code: string
  readonly title: string
  /** The list of its competences, as received. */
  readonly list: string
}

const path = 'BLOCS_COMPETENCES/BLOC_COMPETENCES'

/** The blocs of a fiche. One that cannot be told is never left out: half a certification is not one. */
export function blocsIn(fiche: Element): ReadBloc[] {
  const blocs = all(fiche, path).map((bloc) => ({
    code: textAt(bloc, 'CODE') ?? '',
    title: textAt(bloc, 'LIBELLE') ?? textAt(bloc, 'INTITULE') ?? '',
    list: textAt(bloc, 'LISTE_COMPETENCES') ?? '',
  }))
  const repeated = blocs.find(({ code }, at) => blocs.findIndex((other) => other.code === code) !== at)
  if (repeated) throw new FicheError('FICHE_INCOMPLETE', `${path}[${repeated.code}] × 2`)
  return blocs.toSorted((a, b) => a.code.localeCompare(b.code))
}
