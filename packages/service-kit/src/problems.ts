import { isEventStoreError } from '@minutier/event-store'
import type { Bilingual, Detail, Refusal } from '@minutier/ledger'
import { isLedgerError } from '@minutier/ledger'
import { z } from 'zod'
import { describe } from './describe.ts'
import { type FieldProblem, isKitError, type KitErrorCode, kitErrors } from './errors.ts'

export type Language = 'fr' | 'en'

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
  found: z.json().optional(),
  expected: z.json().optional(),
  remedy: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), code: z.string(), message: z.string() })).optional(),
})
export type Problem = z.infer<typeof problemSchema>

/** French unless the reader prefers English (RFC 9110, 12.5.4). */
export function languageOf(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',').map((range) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';')
    const q = parameters.map((one) => /^\s*q=([0-9.]+)$/.exec(one)?.[1]).find((one) => one !== undefined)
    return { tag, q: q === undefined ? 1 : Number(q) }
  })
  const weight = (language: Language) =>
    Math.max(0, ...ranges.filter(({ tag }) => tag === language || tag.startsWith(`${language}-`)).map(({ q }) => q))
  return weight('en') > weight('fr') ? 'en' : 'fr'
}

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
function told(detail: Detail, language: Language): z.infer<ReturnType<typeof z.json>> {
  if (typeof detail !== 'object' || detail === null) return detail
  if (isBilingual(detail)) return detail[language]
  return z.json().parse(detail)
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
    ...(fields.length > 0 && { errors: [...fields] }),
  }
}

/** Any error as a problem: known codes say what to do, anything else says nothing of its insides. */
export function problemOf(error: unknown, language: Language): Problem {
  if (isKitError(error)) return kitProblem(error.code, language, error.fields)
  if (isLedgerError(error))
    return coded(
      error.code,
      error.code === 'LEDGER_COMMAND_REUSED' || error.code === 'LEDGER_CONFLICT' ? 409 : 500,
      ledgerTexts[error.code]?.[language] ?? error.message,
      error.code === 'LEDGER_COMMAND_REUSED' ? 'G9' : undefined,
    )
  if (isEventStoreError(error))
    return coded(error.code, statusOfStore[error.code] ?? 503, storeTexts[error.code]?.[language] ?? storeDefault[language])
  if (isCoded(error) && error.code.startsWith('VAULT_')) return coded(error.code, vaultStatus(error.code), vaultDefault[language])
  return kitProblem('KIT_INTERNAL', language)
}

function coded(code: string, status: number, detail: string, rule?: string): Problem {
  return { type: `urn:minutier:problem:${code}`, title: detail, status, detail, code, ...(rule !== undefined && { rule }) }
}

function isCoded(error: unknown): error is { code: string } {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
}

function vaultStatus(code: string): number {
  return /^VAULT_(INVALID|TOO)_/.test(code) ? 400 : 503
}

const ledgerTexts: Readonly<Partial<Record<string, Bilingual>>> = {
  LEDGER_COMMAND_REUSED: {
    fr: 'cet identifiant de commande a déjà servi avec un autre contenu : envoyez un nouvel Idempotency-Key, ou le premier contenu',
    en: 'this command id was used with another body: send a new Idempotency-Key, or the first body',
  },
  LEDGER_CONFLICT: {
    fr: 'd’autres écrivaient au même endroit : renvoyez la commande',
    en: 'others kept writing to the same stream: send the command again',
  },
}
const statusOfStore: Readonly<Partial<Record<string, number>>> = {
  ES_TOO_LARGE: 413,
  ES_INVALID_EVENT: 400,
  ES_STORAGE_FULL: 507,
  ES_DUPLICATE_EVENT_ID: 409,
}
const storeTexts: Readonly<Partial<Record<string, Bilingual>>> = {
  ES_STORAGE_FULL: {
    fr: 'le disque est plein : rien n’a été écrit, libérez de la place et renvoyez',
    en: 'the disk is full: nothing was written, free some space and send again',
  },
  ES_OUTCOME_UNKNOWN: {
    fr: 'on ne sait pas si c’est écrit : renvoyez avec le même Idempotency-Key',
    en: 'it is not known whether it was written: send again with the same Idempotency-Key',
  },
  ES_TOO_LARGE: { fr: 'ce fait est trop long pour un événement', en: 'this fact is too long for an event' },
}
const storeDefault: Bilingual = { fr: 'le registre ne peut pas répondre : réessayez', en: 'the store cannot answer: try again' }
const vaultDefault: Bilingual = {
  fr: 'le coffre des données personnelles ne peut pas répondre, ou refuse ce contenu',
  en: 'the vault of personal data cannot answer, or refuses this content',
}
