import { emptyWorld, fingerprintOf, idOf, type Step, type World } from '@minutier/testing'
import { registrationOf } from '../../src/rulebook/fiche.ts'
import { rncp36582Fiche, rncp36582Rulebook } from '../../src/rulebook/rncp36582.ts'
import type { Rulebook } from '../../src/rulebook/schema.ts'

export const code = rncp36582Fiche.certification
export const another = { actor: idOf('another certifier') }
export const decision = fingerprintOf('decision of the register')

/** The registration's facts with some that differ, as an import brings them. */
export function fiche(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { ...registrationOf(rncp36582Fiche), ficheFingerprint: fingerprintOf('fiche'), ...changes }
}

export const importFiche =
  (changes: Readonly<Record<string, unknown>> = {}): Step =>
  (world) =>
    world.attempt('ImportCertification', code, fiche(changes))

/** A world in which the fiche is imported, and where a document that differs from the first rulebook may be proposed. */
export function proposing(change: (rulebook: Rulebook) => void = () => {}): World {
  const rulebook = structuredClone(rncp36582Rulebook)
  change(rulebook)
  const world = emptyWorld([{ fingerprint: fingerprintOf('document'), rulebook }])
  world.run('ImportCertification', code, fiche())
  return world
}

export const propose =
  (rulebookVersion = rncp36582Rulebook.version): Step =>
  (world) =>
    world.attempt('ProposeRulebook', code, { rulebookVersion, rulebookFingerprint: fingerprintOf('document') })

export const suspend =
  (effectiveOn: string): Step =>
  (world) =>
    world.attempt('SuspendRegistration', code, { effectiveOn, decisionFingerprint: decision, reason: 'dutyNotMet' })

export const reinstate =
  (effectiveOn: string): Step =>
  (world) =>
    world.attempt('ReinstateRegistration', code, { effectiveOn, decisionFingerprint: decision, reason: 'complianceRestored' })

export const withdraw =
  (effectiveOn: string): Step =>
  (world) =>
    world.attempt('WithdrawRegistration', code, { effectiveOn, decisionFingerprint: decision, reason: 'falseStatement' })
