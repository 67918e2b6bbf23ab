import { isEventStoreError } from '@minutier/event-store'
import type { Bilingual, Detail, Refusal } from '@minutier/ledger'
import { isLedgerError } from '@minutier/ledger'
import { z } from 'zod'
import { describe } from './describe.ts'
import { type FieldProblem, isKitError, type KitErrorCode, kitErrors } from './errors.ts'
import type { Language } from './language.ts'
import { ledgerProblems, type ProblemText, storeProblems, vaultProblem } from './problem-texts.ts'

/** RFC 9457, with what a refusal says: the rule, its sentence and source, what was found, what is expected. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  code: z.string(),
  rule: z.string().optional(),
  sentence: z.string().optional(),
  source: z.string().optional(),
  found: z.unknown().optional(),
  expected: z.unknown().optional(),
  remedy: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** Rules whose refusal means that something already stands, or that the caller may not: their own statuses. */
const statusOfRule: Readonly<Record<string, number>> = { G7: 409, G9: 403 }

export function refusalProblem(refusal: Refusal, language: Language): Problem {
  const { code, rule, found, expected, remedy, statement } = refusal
  const status = statusOfRule[rule] ?? 422
  const title = statement ? `${rule} · ${statement.title[language]}` : rule
  return {
    type: `urn:minutier:problem:${code}`,
    title,
    status,
    detail: describe(refusal, language),
    code,
    rule,
    ...(statement && { sentence: statement.sentence[language], source: statement.source[language] }),
    found: told(found, language),
    expected: told(expected, language),
    ...(remedy && { remedy: remedy[language] }),
  }
}

/** What was found or expected, its texts in the reader's language. */
function told(detail: Detail, language: Language): unknown {
  return isBilingual(detail) ? detail[language] : detail
}

export function isBilingual(detail: Detail): detail is Bilingual {
  return typeof detail === 'object' && detail !== null && !Array.isArray(detail) && 'fr' in detail && 'en' in detail
}

export function kitProblem(code: KitErrorCode, language: Language, fields: readonly FieldProblem[] = []): Problem {
  const { status, ...text } = kitErrors[code]
  return {
    type: `urn:minutier:problem:${code}`,
    title: text[language],
    status,
    detail: text[language],
    code,
    ...(fields.length > 0 && { errors: fields.map(({ message, ...field }) => ({ ...field, message: message[language] })) }),
  }
}

/** Any error as a problem: known codes say what to do, anything else says nothing of its insides. */
export function problemOf(error: unknown, language: Language): Problem {
  if (isKitError(error)) return kitProblem(error.code, language, error.fields)
  if (isLedgerError(error)) return coded(error.code, ledgerProblems[error.code], language)
  if (isEventStoreError(error)) return coded(error.code, storeProblems[error.code], language)
  const code = codeOf(error)
  const ofVault = code === undefined ? undefined : vaultProblem(code)
  return code !== undefined && ofVault ? coded(code, ofVault, language) : kitProblem('KIT_INTERNAL', language)
}

function coded(code: string, { status, ...text }: ProblemText, language: Language): Problem {
  const rule = code === 'LEDGER_COMMAND_REUSED' ? 'G9' : undefined
  const title = text[language]
  return { type: `urn:minutier:problem:${code}`, title, status, detail: title, code, ...(rule !== undefined && { rule }) }
}

/** The code that an error carries, whoever made it. */
export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
