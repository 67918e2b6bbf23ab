import { rncp36582Rulebook } from '@minutier/domain'
import { certifierSiret, fingerprintOf, otherPartnerSiret, partnerSiret } from '../people.ts'
import { createDiary, type Fields, type PastLine } from './diary.ts'
import { identityOf } from './names.ts'
import type { Random } from './random.ts'

/** What is there before the first promotion and outlasts them all: staff, professionals who sit, the partner and its habilitation. */

export const certification = rncp36582Rulebook.certification
export const blocs: readonly string[] = rncp36582Rulebook.blocs.map(({ code }) => code)

/** Centres in which promotions are trained; the second is a partner's. */
export const centres = [certifierSiret, partnerSiret] as const

const employed = { employerSiret: certifierSiret }
const outside: Fields = { job: 'cheffe de projet', expertise: 'intelligence artificielle' }

/** By their names in the file. */
export const staff = {
  recruiter: '#s-recruiter',
  pedagogy: '#s-pedagogy',
  director: '#s-director',
  officer: '#s-officer',
  companion: '#s-companion',
} as const

const profiles: readonly (readonly [string, Fields])[] = [
  [staff.recruiter, { ...employed, job: 'responsable du recrutement' }],
  [staff.pedagogy, { ...employed, job: 'direction pédagogique' }],
  [staff.director, { ...employed, job: 'direction du centre' }],
  [staff.officer, { ...employed, job: 'référence handicap' }],
  [staff.companion, { job: 'accompagnement VAE', selfEmployed: true }],
]

/** Who sits in the juries: those of the certifier, and the professionals from outside. */
export const insiders = numbered('#s-insider', 3)
export const outsiders = numbered('#s-outsider', 12)

export function schoolLines(seed: number, startYear: number, random: Random): Generator<PastLine> {
  const { write, lines } = createDiary()
  const day = `${startYear}-09-01`
  const members = [
    ...profiles,
    ...insiders.map((name) => [name, { ...employed, job: 'direction Innovation et Pédagogie' }] as const),
    ...outsiders.map(
      (name, at) => [name, { ...outside, ...(at % 3 === 0 ? { employerSiret: otherPartnerSiret } : selfEmployed) }] as const,
    ),
  ]
  for (const [at, [name, fact]] of members.entries()) {
    const identity = identityOf(String(at + 1), random, [1958, 1985])
    write(day, { id: name.slice(1), type: 'RecordIdentity', body: { facts: [identity, { category: 'profile', fact }] } })
  }
  for (const siret of centres) {
    const body = { officerId: staff.officer, fromOn: day }
    write(day, { id: `s-officer-${siret}`, type: 'DesignateDisabilityOfficer', stream: siret, body })
  }
  const body = {
    habilitationId: '#s-habilitation-id',
    certification,
    scope: 'HABILITATION_ORGA_FORM',
    blocs,
    fromOn: day,
    untilOn: '2026-06-30',
    conventionFingerprint: fingerprintOf(`past ${seed} convention`),
    subcontracting: false,
  }
  write(day, { id: 's-habilitation', type: 'HabilitatePartner', stream: partnerSiret, body })
  return lines()
}

const selfEmployed = { selfEmployed: true }

function numbered(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, at) => `${prefix}-${at + 1}`)
}
