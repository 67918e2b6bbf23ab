import { readFileSync } from 'node:fs'
import type { CivilStatus } from '@minutier/domain'
import { z } from 'zod'

/** Where somebody was born, as the exchange tells it (exchange reference, 6.6). */
export interface BirthPlace {
  /** INSEE code of the commune, or of the country (99…). */
  readonly inseeCode: string | null
  readonly postcode: string | null
  readonly town: string | null
  /** Last three digits of the country's INSEE code; null for who was born in France. */
  readonly countryCode: string | null
  readonly country: string | null
}

export type BirthPlaceProblem = 'missing' | 'unknownPlace'

type Born = Pick<CivilStatus, 'birthCommune' | 'birthCountry' | 'birthTown' | 'birthPostcode'>

/** A commune that was merged since keeps its own code: it is that of the birth. */
export function birthPlaceOf({
  birthCommune,
  birthCountry,
  birthTown,
  birthPostcode,
}: Born): BirthPlace | { readonly problem: BirthPlaceProblem } {
  const abroad = birthCountry !== undefined && !ofFrance.has(birthCountry)
  if (abroad) {
    const country = countries()[birthCountry]
    if (!country) return { problem: 'unknownPlace' }
    const { code, label } = country
    return { inseeCode: code, postcode: null, town: birthTown ?? null, countryCode: code.slice(-3), country: label }
  }
  if (birthCommune !== undefined) {
    const town = communes().get(birthCommune)
    if (town === undefined) return { problem: 'unknownPlace' }
    return { inseeCode: birthCommune, postcode: null, town, countryCode: null, country: null }
  }
  if (birthPostcode === undefined) return { problem: 'missing' }
  return { inseeCode: null, postcode: birthPostcode, town: birthTown ?? null, countryCode: null, country: null }
}

/** France and what of it has a code of its own in ISO 3166: their communes have INSEE codes. */
const ofFrance: ReadonlySet<string> = new Set([...['FR', 'GP', 'MQ', 'GF', 'RE', 'YT', 'PM', 'BL', 'MF', 'WF', 'PF', 'NC', 'TF']])

const communeList = z.array(z.object({ code: z.string(), nom: z.string() }))
let knownCommunes: ReadonlyMap<string, string> | undefined

/** By INSEE code: communes of today, and those that were merged. */
function communes(): ReadonlyMap<string, string> {
  if (!knownCommunes) {
    const path = new URL(import.meta.resolve('@etalab/decoupage-administratif/data/communes.json'))
    const list = communeList.parse(JSON.parse(readFileSync(path, 'utf8')))
    // The commune of today has the last word on its code: a former one may have left it the same.
    const named = new Map<string, string>()
    for (const { code, nom } of list) if (!named.has(code)) named.set(code, nom)
    knownCommunes = named
  }
  return knownCommunes
}

const countryList = z.record(z.string(), z.object({ code: z.string().regex(/^99[0-9]{3}$/), label: z.string() }))
let knownCountries: z.infer<typeof countryList> | undefined

function countries(): z.infer<typeof countryList> {
  knownCountries ??= countryList.parse(JSON.parse(readFileSync(new URL('../../data/insee-countries.json', import.meta.url), 'utf8')))
  return knownCountries
}
