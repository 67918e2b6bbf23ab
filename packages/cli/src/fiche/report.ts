import type { Language } from '@minutier/domain'
import type { Difference } from './differences.ts'
import type { ReadFiche } from './document.ts'
import type { Rereading } from './rereading.ts'
import { differenceLines, ficheText, rereadingLines, warningLines } from './texts.ts'

export type Outcome = 'imported' | 'alreadyImported' | 'wouldImport' | 'toConfirm'

/** What came, or would come, of an import: for --json as it is, for a person in words. */
export interface Report extends ReadFiche {
  readonly outcome: Outcome
  readonly fingerprint: string
  readonly isNew: boolean
  readonly differences: readonly Difference[]
  readonly rereadings: readonly Rereading[]
}

export function reportText(report: Report, language: Language): string {
  const { fiche, warnings, differences, rereadings, outcome, isNew } = report
  const section = (title: keyof typeof titles, lines: readonly string[]) => (lines.length === 0 ? [] : [titles[title][language], ...lines])
  return [
    ficheText(fiche, language),
    ...section('warnings', warningLines(warnings, language)),
    ...section('differences', differenceLines(differences, language)),
    ...section('rereadings', rereadingLines(rereadings, language)),
    ends[outcome === 'imported' && !isNew ? 'importedAgain' : outcome][language].replaceAll('{}', () => fiche.certification),
  ].join('\n')
}

const titles = {
  warnings: { fr: 'Avertissements :', en: 'Warnings:' },
  differences: { fr: 'Différences avec ce qui est enregistré :', en: 'Differences with what is recorded:' },
  rereadings: {
    fr: 'À relire, puisque le règlement publié cite ces phrases (aucune règle ne change) :',
    en: 'To be read again, since the published rulebook quotes these sentences (no rule changes):',
  },
} as const

const ends = {
  imported: {
    fr: '{} est importée : proposez son règlement par minutier rulebook propose FILE --actor PERSON',
    en: '{} is imported: propose its rulebook with minutier rulebook propose FILE --actor PERSON',
  },
  importedAgain: { fr: '{} est mise à jour', en: '{} is updated' },
  alreadyImported: { fr: 'Cette fiche est déjà importée : rien à faire', en: 'This fiche is already imported: nothing to do' },
  wouldImport: { fr: 'Essai : rien n’est écrit', en: 'Dry run: nothing is written' },
  toConfirm: {
    fr: 'Rien n’est écrit : relisez les différences, puis relancez avec --yes',
    en: 'Nothing is written: read the differences, then run it again with --yes',
  },
} as const
