import { z } from 'zod'
import { blocCode, certificationCode, day, route, siret, territory } from '../kernel/scalars.ts'

/** What the register says of a certification: the facts that CertificationImported records, kept whole as a public document. */

const nomenclature = z.strictObject({ code: z.string().min(1), label: z.string().min(1) })
const byPath = z.record(z.string(), z.string())

/**
 * What the open-data export says beside the facts, by the path of its elements: no rule reads it, a change of it is shown. Partners are
 * told by their number alone, since the name of a sole trader is a person's.
 */
const openData = z.strictObject({
  dates: z.record(z.string(), day),
  /** As received, HTML included. */
  texts: byPath,
  /** Elements that no known shape has, and values that could not be read. */
  aside: byPath,
  /** Elements that are not there: what they would say is unknown, and no refusal. */
  unstated: z.array(z.string()),
  /** Numbers or technical ids, as received. */
  predecessors: z.array(z.string()),
  successors: z.array(z.string()),
  partners: z.array(z.strictObject({ siret, scope: z.string().optional(), state: z.string().optional(), activeOn: day.optional() })),
  correspondences: z.array(
    z.strictObject({
      blocs: z.array(z.string()),
      destinations: z.array(z.strictObject({ certification: z.string(), blocs: z.array(z.string()) })),
    }),
  ),
})

export const ficheSchema = z.strictObject({
  format: z.literal('minutier-fiche/1'),
  certification: certificationCode,
  ficheNumericId: z.int().min(1).optional(),
  source: z.enum(['fiche', 'openData', 'franceCompetences']),
  title: z.string().min(1),
  level: z.int().min(1).max(8),
  certifierSirets: z.array(siret).min(1),
  certifiers: z.array(
    z.strictObject({ siret, legalName: z.string().min(1), tradeName: z.string().min(1).optional(), website: z.url().optional() }),
  ),
  /** Day from which the registration runs: that of its effect, that of the decision where none is given. */
  registeredOn: day,
  expiresOn: day,
  /** Last day of issuance after the registration's end, where the register sets one. */
  issuanceDeadlineOn: day.optional(),
  durationYears: z.int().min(1).optional(),
  openRoutes: z.array(route).min(1),
  closedTerritories: z.array(territory),
  blocs: z.array(z.strictObject({ code: blocCode, title: z.string().min(1), activity: z.string().regex(/^A[0-9]{1,2}$/) })).min(1),
  competences: z.array(z.strictObject({ code: z.string().regex(/^A[0-9]{1,2}C[0-9]{1,2}$/), bloc: blocCode })).min(1),
  nsf: z.array(nomenclature),
  formacodes: z.array(nomenclature),
  rome: z.array(nomenclature),
  equivalences: z.array(
    z.strictObject({
      certification: certificationCode,
      title: z.string().min(1),
      nature: z.enum(['partial', 'total']),
      /** Bloc of the other certification; the fiche names none of its own. */
      bloc: blocCode.optional(),
      blocTitle: z.string().min(1).optional(),
    }),
  ),
  openData: openData.optional(),
})

export type Fiche = z.infer<typeof ficheSchema>

/** The facts of a registration with which a rulebook must agree: those of CertificationImported, under the same names. */
export interface Registration {
  readonly certification: string
  readonly certifierSirets: readonly string[]
  readonly openRoutes: readonly string[]
  readonly blocs: readonly string[]
  readonly competences: readonly string[]
}

/** What CertificationImported carries of a fiche: all but the fingerprint of the document. */
export function registrationOf(fiche: Fiche) {
  const { certification, ficheNumericId, source, certifierSirets, level, registeredOn, expiresOn, openRoutes, closedTerritories } = fiche
  const { issuanceDeadlineOn } = fiche
  return {
    certification,
    ...(ficheNumericId !== undefined && { ficheNumericId }),
    source,
    certifierSirets,
    level,
    registeredOn,
    expiresOn,
    ...(issuanceDeadlineOn !== undefined && { issuanceDeadlineOn }),
    openRoutes,
    blocs: fiche.blocs.map(({ code }) => code),
    competences: fiche.competences.map(({ code }) => code),
    closedTerritories,
  }
}
