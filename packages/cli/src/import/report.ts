import type { Language } from '@minutier/domain'
import { importText } from './errors.ts'
import { named } from './refusals.ts'
import type { Counts, Refused } from './tally.ts'

/** What came, or would come, of an import: for --json as it is, for a person in words. */
export interface Report extends Counts {
  readonly importId: string
  readonly fileFingerprint: string
  readonly kind: 'commands' | 'enrolments'
  readonly dryRun: boolean
  readonly refusedFile: string | undefined
  /** Where the former one is, if it was another: somebody may have begun to mend it. */
  readonly formerRefusedFile: string | undefined
}

export function reportText(report: Report, language: Language): string {
  const { recorded, alreadyDone, refused, refusals, refusedFile, formerRefusedFile, importId, kind, dryRun } = report
  const unit = words[kind][language]
  const counts = dryRun ? words.wouldCount : words.counted
  return [
    counts[language](unit, recorded, alreadyDone, refused),
    ...refusals.map((one) => refusedLine(one, language)),
    ...(refusedFile === undefined ? [] : [words.refusedFile[language](refusedFile)]),
    ...(formerRefusedFile === undefined ? [] : [words.formerRefusedFile[language](formerRefusedFile)]),
    dryRun ? words.dryRun[language] : `import ${importId}`,
  ].join('\n')
}

/** By number alone: the terminal shows nothing of what a line holds. */
function refusedLine({ code, title, count, lines }: Refused, language: Language): string {
  const told = `${lines.join(', ')}${count > lines.length ? ', …' : ''}`
  return `  ${count} × ${named({ code, title })} (${words[count === 1 ? 'line' : 'lines'][language]} ${told})`
}

/** Faults of a list, by line and column. */
export interface Fault {
  readonly line: number
  readonly column?: string | undefined
  readonly code: Parameters<typeof importText>[0]
  readonly found?: string | undefined
}

export function faultText({ line, column, code, found }: Fault, language: Language): string {
  const at = `${words.line[language]} ${line}${column === undefined ? '' : `, ${column}`}`
  return `  ${at} : ${importText(code, language, found)} (${code})`
}

const words = {
  commands: { fr: 'lignes', en: 'lines' },
  enrolments: { fr: 'candidats', en: 'candidates' },
  line: { fr: 'ligne', en: 'line' },
  lines: { fr: 'lignes', en: 'lines' },
  counted: {
    fr: (unit: string, recorded: number, done: number, refused: number) =>
      `${unit} : ${recorded} au registre, ${done} y étaient déjà, ${refused} refus`,
    en: (unit: string, recorded: number, done: number, refused: number) =>
      `${unit}: ${recorded} recorded, ${done} done before, ${refused} refused`,
  },
  wouldCount: {
    fr: (unit: string, recorded: number, done: number, refused: number) =>
      `${unit} : ${recorded} iraient au registre, ${done} y sont déjà, ${refused} refus`,
    en: (unit: string, recorded: number, done: number, refused: number) =>
      `${unit}: ${recorded} to be recorded, ${done} done before, ${refused} would be refused`,
  },
  refusedFile: {
    fr: (path: string) => `Refus et motifs : ${path}, à corriger, puis à importer tel quel`,
    en: (path: string) => `What was refused and why: ${path}, to be mended, then imported as it is`,
  },
  formerRefusedFile: {
    fr: (path: string) => `Le fichier des refus précédents, différent, est gardé : ${path}`,
    en: (path: string) => `The former file of refusals, which differs, is kept: ${path}`,
  },
  dryRun: { fr: 'Essai : rien n’est enregistré', en: 'Dry run: nothing is recorded' },
} as const
