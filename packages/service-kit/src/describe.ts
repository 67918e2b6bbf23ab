import type { Detail, Refusal } from '@minutier/ledger'
import type { Language } from './language.ts'

/** A refusal in one sentence: what was found, what is expected, what to do. */
export function describe({ found, expected, remedy }: Refusal, language: Language): string {
  const parts = [`${words.found[language]} ${phrase(found, language)}`, `${words.expected[language]} ${phrase(expected, language)}`]
  return `${[...parts, ...(remedy ? [remedy[language]] : [])].map(capital).join('. ')}.`
}

/** A figure, a code, a list, bounds or a text, as a person reads it. */
export function phrase(detail: Detail, language: Language): string {
  if (detail === null) return words.nothing[language]
  if (typeof detail === 'boolean') return detail ? words.yes[language] : words.no[language]
  if (typeof detail !== 'object') return String(detail)
  if (Array.isArray(detail)) return detail.length === 0 ? words.nothing[language] : detail.join(', ')
  const members: Readonly<Record<string, unknown>> = { ...detail }
  if (typeof members[language] === 'string') return members[language]
  if ('min' in members && 'max' in members) return words.between[language](String(members['min']), String(members['max']))
  return Object.entries(members)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `${labels[name]?.[language] ?? name} ${typeof value === 'boolean' ? phrase(value, language) : value}`)
    .join(', ')
}

/** What the members of a finding are called. */
const labels: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  count: { fr: 'nombre', en: 'count' },
  internal: { fr: 'internes', en: 'internal' },
  external: { fr: 'externes', en: 'external' },
  status: { fr: 'état', en: 'status' },
  state: { fr: 'état', en: 'state' },
  siret: { fr: 'SIRET', en: 'SIRET' },
  day: { fr: 'jour', en: 'day' },
  scope: { fr: 'portée', en: 'scope' },
  blocs: { fr: 'blocs', en: 'blocs' },
  bloc: { fr: 'bloc', en: 'bloc' },
  since: { fr: 'depuis le', en: 'since' },
  from: { fr: 'à partir du', en: 'from' },
  fromOn: { fr: 'du', en: 'from' },
  until: { fr: 'jusqu’au', en: 'until' },
  untilOn: { fr: 'au', en: 'until' },
  year: { fr: 'année', en: 'year' },
  firstPossibleDay: { fr: 'premier jour possible', en: 'first possible day' },
  receivedOn: { fr: 'reçu le', en: 'received on' },
  termOn: { fr: 'terme le', en: 'term' },
  seat: { fr: 'siège', en: 'seat' },
  quality: { fr: 'qualité', en: 'quality' },
  affiliation: { fr: 'rattachement', en: 'affiliation' },
  expertise: { fr: 'expertise', en: 'expertise' },
  members: { fr: 'membres', en: 'members' },
  certification: { fr: 'certification', en: 'certification' },
}

const words = {
  found: { fr: 'trouvé :', en: 'found:' },
  expected: { fr: 'attendu :', en: 'expected:' },
  nothing: { fr: 'rien', en: 'nothing' },
  yes: { fr: 'oui', en: 'yes' },
  no: { fr: 'non', en: 'no' },
  between: { fr: (min: string, max: string) => `de ${min} à ${max}`, en: (min: string, max: string) => `${min} to ${max}` },
} as const

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1).replace(/\.$/, '')
}
