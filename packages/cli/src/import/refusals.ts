import type { Language } from '@minutier/domain'
import type { LineFault } from './command-lines.ts'
import { importText } from './errors.ts'
import type { Problem, Result } from './session.ts'

/** Why a line is not recorded, as the file of refused lines tells it. */
export interface Refusal {
  readonly code: string
  /** In a few words, for the summary: nothing of the line itself. */
  readonly title: string
  readonly detail: string
  readonly rule?: string | undefined
  readonly sentence?: string | undefined
  readonly source?: string | undefined
}

export function refusalOf(result: Result, language: Language): Refusal | undefined {
  switch (result.outcome) {
    case 'recorded':
      return undefined
    case 'alreadyKnown': {
      const detail = importText('PERSON_ALREADY_KNOWN', language, result.streamId)
      return { code: 'PERSON_ALREADY_KNOWN', title: words.known[language], detail }
    }
    case 'refused':
      return result.problem.code === 'LEDGER_COMMAND_REUSED' ? reused(language) : problemRefusal(result.problem)
  }
}

/** A refusal in a few words. A rule's title begins with its id, which is all that its code says. */
export function named({ code, title }: Pick<Refusal, 'code' | 'title'>): string {
  const rule = /^RULE_(.+)$/.exec(code)?.[1]
  if (title === '') return code
  return rule !== undefined && title.split(' ')[0] === rule ? title : `${code} ${title}`
}

/** The API speaks of the key of a request, which a file has not. */
function reused(language: Language): Refusal {
  const detail = importText('LEDGER_COMMAND_REUSED', language)
  return { code: 'LEDGER_COMMAND_REUSED', title: words.reused[language], detail }
}

export function faultRefusal(code: LineFault, language: Language): Refusal {
  const text = importText(code, language)
  return { code, title: text, detail: text }
}

/** What is wrong with each field is told too: without it nobody could mend the line. */
function problemRefusal({ code, title, detail, errors = [], rule, sentence, source }: Problem): Refusal {
  const said = [detail ?? title, ...errors.map(({ path, message }) => `${path}: ${message}`)]
  return { code, title, detail: said.join(' ; '), rule, sentence, source }
}

const words = {
  known: { fr: 'personne déjà enregistrée', en: 'person already recorded' },
  reused: { fr: 'déjà au registre avec un autre contenu', en: 'in the ledger already with another content' },
} as const
