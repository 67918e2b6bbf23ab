import { codeText, day, rncp36582Rulebook } from '@minutier/domain'
import { z } from 'zod'
import { type ImportErrorCode, importErrors } from '../errors.ts'

/** Cells of a list: each is read by a schema that takes the text of a cell and says, where it refuses, what it expected. */

/** What a schema of a cell tells of its refusal. */
export const cellFault = z.object({
  code: z.custom<ImportErrorCode>((code) => typeof code === 'string' && code in importErrors),
  found: z.string().default(''),
})

/** A cell as another schema takes it; what it expected is told in a few words, never what it found. */
export function cell<T extends z.ZodType<unknown, string>>(schema: T, expected: string, code: ImportErrorCode = 'IMPORT_LIST_VALUE') {
  return z.string().transform((text, context): z.output<T> => {
    const { data, success } = schema.safeParse(text)
    if (success) return data
    context.addIssue({ code: 'custom', params: { code, found: expected } })
    return z.NEVER
  })
}

/** One of some words, as a school writes them or as the ledger does. */
export function oneOf<const T extends string>(words: Readonly<Record<string, T>>, also: (text: string) => T | undefined = () => undefined) {
  const codes = new Map(Object.entries(words).flatMap(([word, code]) => [[folded(word), code] as const, [folded(code), code] as const]))
  return z.string().transform((text, context): T => {
    const found = codes.get(folded(text)) ?? also(text)
    if (found !== undefined) return found
    context.addIssue({ code: 'custom', params: { code: 'IMPORT_LIST_CODE', found: Object.keys(words).join(', ') } })
    return z.NEVER
  })
}

/** Several of them, between spaces, commas or plus signs. */
export function someOf<const T extends string>(words: Readonly<Record<string, T>>) {
  const one = oneOf(words)
  return z
    .string()
    .transform(partsOf)
    .pipe(z.array(one))
    .transform((codes) => [...new Set(codes)])
}

export function partsOf(text: string): string[] {
  return text.split(/[\s,+]+/).filter((part) => part !== '')
}

/** Without accents, capitals and what stands between words. */
export function folded(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim()
}

/** A day, as the ledger writes it or as it is written in France; an American date is no day, or another one that nobody can tell. */
export const dayCell = z.string().transform((text, context): string => {
  const [, date = '', month = '', year = ''] = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(text) ?? []
  const { data } = day.safeParse(year === '' ? text : `${year}-${month}-${date}`)
  if (data !== undefined) return data
  context.addIssue({ code: 'custom', params: { code: 'IMPORT_LIST_DATE' } })
  return z.NEVER
})

const evidence = rncp36582Rulebook.prerequisites.grounds.flatMap((ground) => ground.evidence)

/** What proves a prerequisite: a code of the rulebook, or the words for it where they are known. */
export const evidenceCell = oneOf<string>(Object.fromEntries(evidence.map((code) => [codeText(code, 'fr'), code])), (text) =>
  /^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(text) ? text : undefined,
)
