import { z } from 'zod'

/** The scalars of the catalogue; a field's suffix gives its type and unit (certification reference, section 5). */

/** A random id, or one derived from the causing command or event. Lower case, so that two spellings are never two persons. */
export const uuid = z
  .string()
  .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'expected a lower-case UUID')

/** A civil day of the calendar, `YYYY-MM-DD`; 31 February is refused. */
export const day = z.iso.date()

/** An instant in UTC, `YYYY-MM-DDTHH:MM:SS.sssZ`: 24 characters, so that text order is time order. */
export const instant = z.iso.datetime({ precision: 3, offset: false })

/** SHA-256 of a document that nobody can guess, 64 lower-case hex digits. */
export const fingerprint = z.string().regex(/^[0-9a-f]{64}$/, 'expected 64 lower-case hex digits')

/** What an event holds of a personal fact (transparency reference, 9.2). */
export const commitment = z.string().regex(/^hmac-sha256:[0-9a-f]{64}$/, 'expected hmac-sha256: and 64 lower-case hex digits')

/** SIRET: 14 digits of an establishment, SIREN first; both parts satisfy Luhn's check. */
export const siret = z
  .string()
  .regex(/^[0-9]{14}$/, 'expected 14 digits')
  .refine((digits) => luhn(digits) && luhn(digits.slice(0, 9)), 'the check digit of this SIRET is wrong')

/** SIREN of a SIRET: the legal entity, by which J3 and A3 compare. */
export function sirenOf(establishment: string): string {
  return establishment.slice(0, 9)
}

export const minutes = z.int().min(1).max(10_000)
export const count = z.int().min(0).max(1_000_000)
export const year = z.int().min(1990).max(2200)

/** A code of a closed list that the rulebook holds; whether it belongs is judged (G14), its shape is checked here. */
export const code = z.string().regex(/^[A-Za-z][A-Za-z0-9-]{0,63}$/, 'expected a code: letters, digits, hyphens')

/** Code of a certification in the national register. */
export const certificationCode = z.string().regex(/^RNCP[0-9]{1,6}$/, 'expected RNCP and digits')

/** Full code of a bloc, such as RNCP36582BC01. */
export const blocCode = z.string().regex(/^RNCP[0-9]{1,6}BC[0-9]{2}$/, 'expected a full bloc code, such as RNCP36582BC01')

/** ISO 3166-1 alpha-2. */
export const territory = z.string().regex(/^[A-Z]{2}$/, 'expected two capital letters (ISO 3166-1)')

/** INSEE code of a commune: five characters, Corsica's included. */
export const commune = z.string().regex(/^(?:[0-9]{2}|2[AB])[0-9]{3}$/, 'expected the INSEE code of a commune: five characters')

/** A version of a rulebook, such as RNCP36582@1. */
export const version = z.string().regex(/^[A-Za-z0-9]{1,20}@[A-Za-z0-9.-]{1,20}$/, 'expected CODE@VERSION')

export const trainingRoutes = ['FI', 'CA', 'FC', 'CQ'] as const
export const routes = [...trainingRoutes, 'CL', 'VAE'] as const
export const route = z.enum(routes)
export type Route = z.infer<typeof route>
export type TrainingRoute = (typeof trainingRoutes)[number]

function luhn(digits: string): boolean {
  let sum = 0
  for (let at = 0; at < digits.length; at++) {
    const value = Number(digits[digits.length - 1 - at])
    const doubled = at % 2 === 1 ? value * 2 : value
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
