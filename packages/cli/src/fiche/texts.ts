import { dayText, type Fiche, type Language } from '@minutier/domain'
import type { Difference } from './differences.ts'
import type { Warning, WarningCode } from './notes.ts'
import type { Rereading } from './rereading.ts'
import { shown } from './shown.ts'

/** What the fiche is, for whoever is about to record it. */
export function ficheText(fiche: Fiche, language: Language): string {
  const { certification, title, level, registeredOn, expiresOn, blocs, competences, openRoutes, certifiers } = fiche
  const [from, until] = [dayText(registeredOn, language), dayText(expiresOn, language)]
  const count =
    language === 'fr'
      ? `niveau ${level}, du ${from} au ${until}, ${blocs.length} blocs, ${competences.length} compétences, voies ${openRoutes.join(' ')}`
      : `level ${level}, ${from} to ${until}, ${blocs.length} blocs, ${competences.length} competences, routes ${openRoutes.join(' ')}`
  return [`${certification} · ${shown(title)}`, `  ${count}`, ...certifiers.map((one) => `  ${one.siret} ${shown(one.legalName)}`)].join(
    '\n',
  )
}

export function warningLines(warnings: readonly Warning[], language: Language): string[] {
  return warnings.map(({ code, path, found }) => `  ! ${shown(path)} : ${warningTexts[code][language].replace('{}', () => clipped(found))}`)
}

export function differenceLines(differences: readonly Difference[], language: Language): string[] {
  return differences.map(({ field, old, new: now }) => {
    const [before, after] = old === null || now === null ? [old, now] : aroundTheDifference(shown(old), shown(now))
    return `  ${fieldText(field, language)} : ${before === null ? absent : clipped(before)} → ${after === null ? absent : clipped(after)}`
  })
}

export function rereadingLines(rereadings: readonly Rereading[], language: Language): string[] {
  return rereadings.map(({ rule, sentence, texts, stands }) => {
    const state = rereadingTexts[texts.length === 0 ? 'notFound' : stands ? 'stands' : 'gone'][language]
    return `  ${rule} « ${clipped(sentence)} » : ${state.replace('{}', () => texts.map(shown).join(', '))}`
  })
}

const rereadingTexts = {
  stands: {
    fr: 'la phrase y est encore, mais le texte qui la contient a changé ({})',
    en: 'it still stands, but the text that holds it has changed ({})',
  },
  gone: { fr: 'la phrase n’y est plus telle quelle ({})', en: 'it does not stand as it was ({})' },
  notFound: { fr: 'la phrase n’est pas dans les textes de ce fichier', en: 'it is not in the texts of this file' },
} as const

const warningTexts: Readonly<Record<WarningCode, Readonly<Record<Language, string>>>> = {
  notABoolean: {
    fr: '« {} » n’est ni Oui ni Non : inconnu, le texte est gardé',
    en: '“{}” is neither Oui nor Non: unknown, the text is kept',
  },
  notADate: {
    fr: '« {} » n’est pas une date possible : absente, le texte est gardé',
    en: '“{}” is no possible date: absent, the text is kept',
  },
  notANumber: { fr: '« {} » n’est pas un nombre : absent, le texte est gardé', en: '“{}” is no number: absent, the text is kept' },
  notASiret: { fr: '« {} » n’est pas un SIRET valable : mis de côté', en: '“{}” is no valid SIRET: kept aside' },
  notAnAddress: { fr: '« {} » n’est pas une adresse complète : mis de côté', en: '“{}” is no whole address: kept aside' },
  noCode: { fr: '« {} » n’a pas de code : mis de côté', en: '“{}” has no code: kept aside' },
  repeated: { fr: 'plusieurs fois ; le premier est retenu, de côté : « {} »', en: 'several times; the first is taken, kept aside: “{}”' },
  noLongerCertifier: { fr: 'état « {} » : n’est pas retenu comme certificateur', en: 'state “{}”: not taken as a certifier' },
  partnerWithoutSiret: { fr: '{} sans SIRET valable, laissés de côté', en: '{} without a valid SIRET, left out' },
  unstated: { fr: 'absent : inconnu, ni oui ni non', en: 'absent: unknown, neither yes nor no' },
  unknownElement: { fr: 'élément inconnu, mis de côté : « {} »', en: 'unknown element, kept aside: “{}”' },
}

const fieldTexts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  source: { fr: 'Source', en: 'Source' },
  ficheNumericId: { fr: 'Identifiant technique', en: 'Technical id' },
  title: { fr: 'Intitulé', en: 'Title' },
  level: { fr: 'Niveau', en: 'Level' },
  certifierSirets: { fr: 'Certificateurs (SIRET)', en: 'Certifiers (SIRET)' },
  certifiers: { fr: 'Certificateur', en: 'Certifier' },
  registeredOn: { fr: 'Début de l’enregistrement', en: 'Start of the registration' },
  expiresOn: { fr: 'Échéance de l’enregistrement', en: 'Expiry of the registration' },
  issuanceDeadlineOn: { fr: 'Date limite de délivrance', en: 'Last day of issuance' },
  durationYears: { fr: 'Durée en années', en: 'Years' },
  openRoutes: { fr: 'Voies ouvertes', en: 'Open routes' },
  closedTerritories: { fr: 'Territoires exclus', en: 'Excluded territories' },
  blocs: { fr: 'Bloc', en: 'Bloc' },
  competences: { fr: 'Compétence', en: 'Competence' },
  nsf: { fr: 'NSF', en: 'NSF' },
  formacodes: { fr: 'Formacode', en: 'Formacode' },
  rome: { fr: 'ROME', en: 'ROME' },
  equivalences: { fr: 'Équivalence', en: 'Equivalence' },
  predecessors: { fr: 'Anciennes certifications', en: 'Former certifications' },
  successors: { fr: 'Nouvelles certifications', en: 'New certifications' },
  partners: { fr: 'Partenaire', en: 'Partner' },
  correspondences: { fr: 'Correspondance', en: 'Correspondence' },
  unstated: { fr: 'Non renseigné', en: 'Not stated' },
  aside: { fr: 'Mis de côté', en: 'Kept aside' },
}

/** `blocs[RNCP36582BC01]/title` is told as `Bloc RNCP36582BC01 title`; an element of the export by its own path. */
function fieldText(field: string, language: Language): string {
  const own = field.replace(/^openData\/(?:(?:dates|texts)\/)?/, '')
  if (/^[A-Z]/.test(own)) return shown(own)
  const name = /^[a-zA-Z]+/.exec(own)?.[0] ?? ''
  const rest = own
    .slice(name.length)
    .replace(/^\[([^\]]*)\]/, ' $1')
    .replace(/^\//, ' ')
    .replace(/\/(?=[a-z][a-zA-Z]*$)/, ' ')
  return shown(`${fieldTexts[name]?.[language] ?? name}${rest}`)
}

const width = 90
const absent = '(absent)'

/** Both from shortly before they part. */
function aroundTheDifference(old: string, now: string): [string, string] {
  if (old.length <= width && now.length <= width) return [old, now]
  let same = 0
  while (same < old.length && same < now.length && old[same] === now[same]) same += 1
  const from = Math.max(0, same - width / 3)
  const cut = (text: string) => (from === 0 ? text : `…${text.slice(from)}`)
  return [cut(old), cut(now)]
}

function clipped(text: string): string {
  const line = shown(text)
  return line.length <= width ? line : `${line.slice(0, width)}…`
}
