import { z } from 'zod'
import { rulebookSchema } from '../schema.ts'
import type { Problem } from './problem.ts'

const french = z.locales.fr().localeError

/** French of the messages that our own schemas write, which zod cannot translate. */
const ours: Readonly<Record<string, string>> = {
  'min is above max': 'le minimum dépasse le maximum',
  'expected RNCP and digits': 'attendu : RNCP et des chiffres',
  'expected a full bloc code, such as RNCP36582BC01': 'attendu : un code de bloc complet, comme RNCP36582BC01',
  'expected a code: letters, digits, hyphens': 'attendu : un code (lettres, chiffres, tirets)',
  'expected CODE@VERSION': 'attendu : CODE@VERSION',
}

/** What the schema refuses in a document, each with its path and in both languages. */
export function schemaProblems(document: unknown): Problem[] {
  const inEnglish = rulebookSchema.safeParse(document).error?.issues ?? []
  const inFrench = rulebookSchema.safeParse(document, { error: french }).error?.issues ?? []
  return inEnglish.map(({ path, message }, index) => ({
    path: z.core.toDotPath(path),
    code: 'schema',
    message,
    messageFr: ours[message] ?? inFrench[index]?.message ?? message,
  }))
}
