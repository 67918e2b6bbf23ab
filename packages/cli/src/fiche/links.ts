import { type Fiche, siret } from '@minutier/domain'
import { all, type Element, textAt, textOf } from './element.ts'
import type { Notes } from './notes.ts'
import { dayOfText } from './values.ts'

type OpenData = NonNullable<Fiche['openData']>

/** What ties a fiche to others: its lineage, its correspondences, its partners. */
export function linksIn(fiche: Element, notes: Notes): Pick<OpenData, 'predecessors' | 'successors' | 'correspondences' | 'partners'> {
  return {
    predecessors: lineage(fiche, 'ANCIENNES_CERTIFICATIONS', 'ANCIENNE_CERTIFICATION'),
    successors: lineage(fiche, 'NOUVELLES_CERTIFICATIONS', 'NOUVELLE_CERTIFICATION'),
    correspondences: all(fiche, 'CORRESPONDANCES/CORRESPONDANCE')
      .map(correspondenceOf)
      .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b))),
    partners: partnersIn(fiche, notes),
  }
}

/** Since V3 an id within each element of a container; before, the element's own text, beside the others or in the container. */
function lineage(fiche: Element, container: string, name: string): string[] {
  const elements = [...all(fiche, `${container}/${name}`), ...all(fiche, name)]
  return sorted(elements.flatMap((element) => textAt(element, `ID_FICHE_${name}`) ?? textOf(element) ?? []))
}

function correspondenceOf(element: Element): OpenData['correspondences'][number] {
  return {
    blocs: codesOf(all(element, 'SOURCE')),
    destinations: all(element, 'DESTINATION').flatMap((destination) => {
      const certification = textAt(destination, 'NUMERO_FICHE')
      return certification === undefined ? [] : [{ certification, blocs: codesOf([destination]) }]
    }),
  }
}

function codesOf(elements: readonly Element[]): string[] {
  return sorted(elements.flatMap((one) => all(one, 'BLOC_COMPETENCES/CODE')).flatMap((code) => textOf(code) ?? []))
}

/** By number and habilitation; their names are left out (see `ficheSchema`). */
function partnersIn(fiche: Element, notes: Notes): OpenData['partners'] {
  const found = new Map<string, OpenData['partners'][number]>()
  let unread = 0
  for (const element of all(fiche, 'PARTENAIRES/PARTENAIRE')) {
    const read = siret.safeParse(textAt(element, 'SIRET_PARTENAIRE')?.replaceAll(' ', ''))
    if (!read.success) {
      unread += 1
      continue
    }
    const scope = textAt(element, 'HABILITATION_PARTENAIRE')
    const state = textAt(element, 'ETAT_HABILITATION')
    const activeOn = dayOfText(textAt(element, 'DATE_ACTIF') ?? '')
    const partner = { siret: read.data, ...(scope && { scope }), ...(state && { state }), ...(activeOn && { activeOn }) }
    found.set(JSON.stringify(partner), partner)
  }
  if (unread > 0) notes.warn('partnerWithoutSiret', 'PARTENAIRES/PARTENAIRE', String(unread))
  return [...found].toSorted(([a], [b]) => a.localeCompare(b)).map(([, partner]) => partner)
}

function sorted(texts: readonly string[]): string[] {
  return [...new Set(texts)].toSorted()
}
