/** What a reader should know of the fiche, and is no reason to refuse it. */
export type WarningCode =
  | 'notABoolean'
  | 'notADate'
  | 'notANumber'
  | 'notASiret'
  | 'notAnAddress'
  | 'noCode'
  | 'repeated'
  | 'noLongerCertifier'
  | 'partnerWithoutSiret'
  | 'unstated'
  | 'unknownElement'

export interface Warning {
  readonly code: WarningCode
  /** Path of the element, such as `SI_JURY_FI/ACTIF`. */
  readonly path: string
  readonly found: string
}

/** Collects, while a fiche is read, what is told of it and what of it is kept aside. */
export interface Notes {
  readonly warnings: readonly Warning[]
  readonly aside: ReadonlyMap<string, string>
  readonly unstated: readonly string[]
  warn(code: WarningCode, path: string, found: string): void
  /** A value that could not be read, or an element that no known shape has: its text is kept. */
  keepAside(code: WarningCode, path: string, text: string): void
  unstate(path: string): void
}

export function createNotes(): Notes {
  const warnings: Warning[] = []
  const aside = new Map<string, string>()
  const unstated: string[] = []
  const warn = (code: WarningCode, path: string, found: string) => {
    warnings.push({ code, path, found })
  }
  return {
    warnings,
    aside,
    unstated,
    warn,
    keepAside(code, path, text) {
      warn(code, path, text)
      aside.set(path, text)
    },
    unstate(path) {
      unstated.push(path)
      warn('unstated', path, '')
    },
  }
}
