import { z } from 'zod'
import { commune, day, siret, territory } from '../kernel/scalars.ts'

/** Facts of a person, as the vault keeps them. Names are brought to NFC before they are sealed; nothing of this enters an event. */

const name = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .transform((text) => text.normalize('NFC'))

export const civilStatus = z.strictObject({
  familyName: name,
  usageName: name.optional(),
  givenName: name,
  otherGivenNames: z.array(name).max(10).optional(),
  birthDate: day,
  birthCommune: commune.optional(),
  birthCountry: territory.optional(),
  /** Of somebody born abroad. */
  birthTown: name.optional(),
  /** Where no commune is known. */
  birthPostcode: z
    .string()
    .regex(/^[0-9A-Za-z -]{3,9}$/)
    .optional(),
  sex: z.enum(['F', 'M']).optional(),
})
export type CivilStatus = z.infer<typeof civilStatus>

export const contact = z.strictObject({
  email: z.email().max(200).optional(),
  phone: z
    .string()
    .regex(/^\+?[0-9 ().-]{4,30}$/)
    .optional(),
  address: z.array(z.string().trim().min(1).max(100)).max(6).optional(),
  postcode: z
    .string()
    .regex(/^[0-9A-Za-z -]{3,10}$/)
    .optional(),
  locality: name.optional(),
  country: territory.optional(),
})

/**
 * A jury member or a member of staff. J3 compares the SIREN of the employer, and of the schools where they teach; who has no employer says
 * so, for a blank would make anybody an outsider.
 */
export const profile = z
  .strictObject({
    employerSiret: siret.optional(),
    teachesAtSirets: z.array(siret).max(20).optional(),
    job: name.optional(),
    expertise: name.optional(),
    /** Works for nobody: self-employed, or out of work. */
    selfEmployed: z.literal(true).optional(),
  })
  .refine(
    ({ employerSiret, selfEmployed }) => (employerSiret === undefined) !== (selfEmployed === undefined),
    'expected employerSiret, or selfEmployed: true',
  )
export type Profile = z.infer<typeof profile>
