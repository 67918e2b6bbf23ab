import { type Fiche, ficheSchema } from '@minutier/domain'
import { blocsIn, type ReadBloc } from './blocs.ts'
import { type CompetencesOf, listedCompetences, withCompetences } from './competences.ts'
import type { Element } from './element.ts'
import { FicheError } from './errors.ts'
import { factsIn } from './facts.ts'
import { linksIn } from './links.ts'
import { createNotes, type Warning } from './notes.ts'
import { restOf } from './rest.ts'

export interface ReadFiche {
  readonly fiche: Fiche
  readonly warnings: readonly Warning[]
}

/**
 * The fiche as a document in a canonical form: the same whatever the shape and the order of the export that it comes from. `given`
 * answers the codes of the competences where the fiche's own lists are not to be relied upon.
 */
export function readFiche(element: Element, given?: (blocs: readonly ReadBloc[]) => CompetencesOf): ReadFiche {
  const notes = createNotes()
  const { dates, ...facts } = factsIn(element, notes)
  const links = linksIn(element, notes)
  const rest = restOf(element, notes)
  const blocs = blocsIn(element)
  const competencesOf = given?.(blocs) ?? listedCompetences(blocs)
  if (!competencesOf) throw new FicheError('FICHE_COMPETENCES', 'BLOCS_COMPETENCES/BLOC_COMPETENCES/LISTE_COMPETENCES')
  const parsed = ficheSchema.safeParse({
    format: 'minutier-fiche/1',
    source: 'openData',
    ...facts,
    ...withCompetences(blocs, competencesOf),
    // The export's correspondences have no nature, partial or total: they are kept beside, and are no equivalences.
    equivalences: [],
    openData: {
      ...links,
      dates: { ...dates, ...Object.fromEntries(rest.dates) },
      texts: Object.fromEntries(rest.texts),
      aside: Object.fromEntries(notes.aside),
      unstated: notes.unstated,
    },
  })
  if (parsed.success) return { fiche: parsed.data, warnings: notes.warnings }
  const wrong = parsed.error.issues.map(({ path: [field], message }) => `${elements[String(field)] ?? String(field)} (${message})`)
  throw new FicheError('FICHE_INCOMPLETE', [...new Set(wrong)].join(' ; '))
}

/** Where the export says what a field of the document holds. */
const elements: Readonly<Record<string, string>> = {
  certification: 'NUMERO_FICHE',
  title: 'INTITULE',
  level: 'NOMENCLATURE_EUROPE/NIVEAU',
  certifierSirets: 'CERTIFICATEURS/CERTIFICATEUR/SIRET_CERTIFICATEUR',
  certifiers: 'CERTIFICATEURS/CERTIFICATEUR',
  registeredOn: 'DATE_EFFET, DATE_DECISION',
  expiresOn: 'DATE_FIN_ENREGISTREMENT',
  openRoutes: 'SI_JURY_*',
  blocs: 'BLOCS_COMPETENCES/BLOC_COMPETENCES',
  competences: 'BLOCS_COMPETENCES/BLOC_COMPETENCES/LISTE_COMPETENCES',
}
