import { isReadModelError } from '@minutier/read-models'
import type { Language, Problem } from '@minutier/service-kit'

const status = 503

/** What cannot be answered now, and can be asked again. */
const texts: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  RM_BEHIND: {
    fr: 'les listes n’ont pas encore atteint cette position : réessayez',
    en: 'the lists have not reached this position yet: try again',
  },
  RM_NOT_READY: {
    fr: 'les listes sont en construction : réessayez plus tard',
    en: 'the lists are being built: try again later',
  },
  RM_STOPPED: {
    fr: 'les listes ne suivent plus le registre : l’exploitant doit regarder pourquoi',
    en: 'the lists no longer follow the ledger: its operator has to see why',
  },
}

/** The problem for an error of the read models that time or an operator mends; undefined for any other error. */
export function unavailable(error: unknown, language: Language): Problem | undefined {
  const code = isReadModelError(error) ? error.code : ''
  const text = texts[code]?.[language]
  return text === undefined ? undefined : { type: `urn:minutier:problem:${code}`, title: text, status, detail: text, code }
}
