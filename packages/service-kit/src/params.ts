import { z } from 'zod'
import { KitError } from './errors.ts'

const uuid = z.string().regex(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, 'expected a lower-case UUID')

/** Path parameters by name: what is not here is an id. */
const known: Readonly<Record<string, z.ZodType<string>>> = {
  certification: z.string().regex(/^RNCP[0-9]{1,6}$/),
  siret: z.string().regex(/^[0-9]{14}$/),
  rulebookVersion: z.string().regex(/^[A-Za-z0-9]{1,20}@[A-Za-z0-9.-]{1,20}$/),
  fingerprint: z.string().regex(/^[0-9a-f]{64}$/),
  year: z.string().regex(/^[0-9]{4}$/),
  stream: z.string().regex(/^[a-z]+-[A-Za-z0-9-]{1,80}$/),
}

export function paramSchemas(names: readonly string[]): z.ZodObject<Record<string, z.ZodType<string>>> {
  return z.strictObject(Object.fromEntries(names.map((name) => [name, known[name] ?? uuid])))
}

/** What checks a path: an id that is not one names nothing. */
export function pathIsWellFormed(schema: z.ZodType): (value: unknown) => true | { error: KitError } {
  return (value) => schema.safeParse(value).success || { error: new KitError('KIT_NOT_FOUND') }
}
