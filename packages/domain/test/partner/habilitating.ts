import { certifiedWorld, fingerprintOf, idOf, partnerSiret, type Step, type World } from '@minutier/testing'

export const certification = 'RNCP36582'
export const blocs = ['BC01', 'BC02', 'BC03', 'BC04'].map((bloc) => certification + bloc)
export const habilitationId = idOf('habilitation')
export const idOfOther = idOf('another habilitation')

type Fields = Readonly<Record<string, unknown>>

export const habilitate =
  (changes: Fields = {}, siret = partnerSiret): Step =>
  (world) =>
    world.attempt('HabilitatePartner', siret, {
      habilitationId,
      certification,
      scope: 'HABILITATION_ORGA_FORM',
      blocs,
      fromOn: '2022-09-01',
      untilOn: '2024-08-31',
      conventionFingerprint: fingerprintOf('convention'),
      subcontracting: false,
      ...changes,
    })

export const amend =
  (changes: Fields): Step =>
  (world) =>
    world.attempt('AmendHabilitation', partnerSiret, { habilitationId, ...changes })

export const suspend =
  (effectiveOn: string): Step =>
  (world) =>
    world.attempt('SuspendHabilitation', partnerSiret, { habilitationId, effectiveOn, reason: 'auditFinding' })

export const reinstate =
  (effectiveOn: string): Step =>
  (world) =>
    world.attempt('ReinstateHabilitation', partnerSiret, { habilitationId, effectiveOn, reason: 'complianceRestored' })

export const revoke =
  (effectiveOn: string): Step =>
  (world) =>
    world.attempt('RevokeHabilitation', partnerSiret, { habilitationId, effectiveOn, reason: 'conventionEnded' })

export const at =
  (when: string): Step =>
  (world) => {
    world.at(when)
  }

/** A world after some steps, at a day late enough for all of them. */
export function after(...steps: readonly Step[]): World {
  const world = certifiedWorld().at('2023-01-10')
  for (const step of steps) step(world)
  return world
}
