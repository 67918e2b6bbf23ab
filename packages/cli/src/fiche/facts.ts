import { type Fiche, siret } from '@minutier/domain'
import { all, type Element, textAt } from './element.ts'
import type { Notes } from './notes.ts'
import { oneBoolean, oneCount, oneDay, oneText } from './values.ts'

/** The facts of a registration, read by what is there and never by a version; what is missing is unknown, and left undefined. */

const routes = ['FI', 'CA', 'FC', 'CQ', 'CL', 'VAE'] as const

export function factsIn(fiche: Element, notes: Notes) {
  const decidedOn = oneDay(fiche, 'DATE_DECISION', notes)
  const effectiveOn = oneDay(fiche, 'DATE_EFFET', notes)
  return {
    certification: textAt(fiche, 'NUMERO_FICHE'),
    ficheNumericId: oneCount(fiche, 'ID_FICHE', notes),
    title: oneText(fiche, 'INTITULE', notes),
    level: levelIn(fiche),
    ...certifiersIn(fiche, notes),
    registeredOn: effectiveOn ?? decidedOn,
    expiresOn: oneDay(fiche, 'DATE_FIN_ENREGISTREMENT', notes),
    issuanceDeadlineOn: oneDay(fiche, 'DATE_LIMITE_DELIVRANCE', notes),
    durationYears: oneCount(fiche, 'DUREE_ENREGISTREMENT', notes),
    openRoutes: routes.filter((route) => routeIsOpen(fiche, route, notes)),
    closedTerritories: [
      ...(oneBoolean(fiche, 'ACCESSIBLE_NOUVELLE_CALEDONIE', notes) === false ? ['NC'] : []),
      ...(oneBoolean(fiche, 'ACCESSIBLE_POLYNESIE_FRANCAISE', notes) === false ? ['PF'] : []),
    ],
    nsf: codesAt(fiche, 'CODES_NSF/NSF', notes),
    formacodes: codesAt(fiche, 'FORMACODES/FORMACODE', notes),
    rome: codesAt(fiche, 'CODES_ROME/ROME', notes),
    dates: { ...(decidedOn && { DATE_DECISION: decidedOn }), ...(effectiveOn && { DATE_EFFET: effectiveOn }) },
  }
}

/** `NIV7`, `7` or, in the label, `Niveau 7`. */
function levelIn(fiche: Element): number | undefined {
  const said = ['NIVEAU', 'LIBELLE', 'INTITULE'].map((name) => textAt(fiche, `NOMENCLATURE_EUROPE/${name}`) ?? '')
  const digit = said.map((text) => /^(?:niv|niveau)?\s*([1-8])$/i.exec(text)?.[1]).find((found) => found !== undefined)
  return digit === undefined ? undefined : Number(digit)
}

/** An `ACTIF` child says it since V4; before, the element's own text does. */
function routeIsOpen(fiche: Element, route: string, notes: Notes): boolean {
  const path = `SI_JURY_${route}`
  const isV4 = all(fiche, path).some(({ content }) => content.some((one) => typeof one !== 'string'))
  return oneBoolean(fiche, isV4 ? `${path}/ACTIF` : path, notes) === true
}

/** The same number twice is one certifier. One that is no longer active certifies no more (our reading of its state). */
function certifiersIn(fiche: Element, notes: Notes): Pick<Fiche, 'certifierSirets' | 'certifiers'> {
  const certifiers = new Map<string, Fiche['certifiers'][number]>()
  for (const element of all(fiche, 'CERTIFICATEURS/CERTIFICATEUR')) {
    const path = 'CERTIFICATEURS/CERTIFICATEUR'
    const number = textAt(element, 'SIRET_CERTIFICATEUR')
    const legalName = textAt(element, 'NOM_CERTIFICATEUR') ?? number ?? ''
    const state = textAt(element, 'ETAT_CERTIFICATEUR')
    const read = siret.safeParse(number?.replaceAll(' ', ''))
    if (!read.success) notes.keepAside('notASiret', `${path}[${number ?? legalName}]`, [number, legalName].filter(Boolean).join(' '))
    else if (state !== undefined && /^(?:inactif|supprim)/i.test(state)) notes.warn('noLongerCertifier', `${path}[${read.data}]`, state)
    else if (!certifiers.has(read.data)) {
      const tradeName = textAt(element, 'NOM_COMMERCIAL')
      const website = websiteOf(element, `${path}[${read.data}]/SITE_INTERNET`, notes)
      certifiers.set(read.data, { siret: read.data, legalName, ...(tradeName && { tradeName }), ...(website && { website }) })
    }
  }
  const sorted = [...certifiers.values()].toSorted((a, b) => a.siret.localeCompare(b.siret))
  return { certifierSirets: sorted.map((one) => one.siret), certifiers: sorted }
}

function websiteOf(certifier: Element, path: string, notes: Notes): string | undefined {
  const text = textAt(certifier, 'SITE_INTERNET')
  if (text === undefined || /^https?:/i.test(URL.parse(text)?.protocol ?? '')) return text
  notes.keepAside('notAnAddress', path, text)
  return undefined
}

/** Codes with their labels (`INTITULE` in older exports), sorted: the order of an export says nothing. */
function codesAt(fiche: Element, path: string, notes: Notes): Fiche['nsf'] {
  const found = new Map<string, string>()
  for (const element of all(fiche, path)) {
    const code = textAt(element, 'CODE')
    const label = textAt(element, 'LIBELLE') ?? textAt(element, 'INTITULE')
    if (code !== undefined) found.set(code, label ?? code)
    else if (label !== undefined) notes.keepAside('noCode', path, label)
  }
  return [...found].map(([code, label]) => ({ code, label })).toSorted((a, b) => a.code.localeCompare(b.code))
}
