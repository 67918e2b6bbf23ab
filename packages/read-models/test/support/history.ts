import type { Entry } from '@minutier/domain'
import {
  allBlocs,
  applied,
  apprentice,
  awardedTraining,
  candidacyOf,
  certified,
  certifiedWorld,
  decidedVae,
  enrolled,
  habilitated,
  heardVae,
  issuedCertificate,
  partnerSiret,
  revokedCertificate,
  type World,
  withdrawn,
} from '@minutier/testing'

/** Candidates of the history below, each known for one thing. */
export const people = {
  certified: 'Alix Exemple',
  revoked: 'Bo Exemple',
  atPartner: 'Cléo Exemple',
  withdrawn: 'Dana Exemple',
  vae: 'Eli Exemple',
  rectified: 'Fay Exemple',
  annulled: 'Gus Exemple',
} as const

let told: readonly Entry[] | undefined

/** What seven candidates and those around them left in the log: some hundred events, the corrections of two facts among them. */
export function history(): readonly Entry[] {
  told ??= [...tellHistory().log]
  return told
}

function tellHistory(): World {
  const world = certifiedWorld()
  const steps = [
    apprentice(people.certified),
    certified(people.certified),
    habilitated(partnerSiret),
    apprentice(people.atPartner, { centreSiret: partnerSiret }),
    withdrawn(people.atPartner),
    enrolled(people.withdrawn, { route: 'FI' }),
    withdrawn(people.withdrawn),
    heardVae(people.vae),
    decidedVae('VaeTotallyValidated', allBlocs, '2024-03-18', people.vae),
    apprentice(people.revoked),
    awardedTraining(people.revoked),
    issuedCertificate(2, people.revoked),
    revokedCertificate(people.revoked),
    applied(people.rectified),
    applied(people.annulled),
  ]
  for (const step of steps) step(world)
  correct(world, 'RectifyFact', people.rectified, { correction: { route: 'FC' } })
  correct(world, 'AnnulFact', people.annulled, {})
  return world
}

/** Corrects the fact that opened a candidacy. */
function correct(world: World, command: 'RectifyFact' | 'AnnulFact', name: string, fields: Readonly<Record<string, unknown>>): void {
  const id = candidacyOf(name)
  const opened = world.log.find(({ stream }) => stream === `candidacy-${id}`)
  world.run(command, id, { correctedEventId: opened?.id, reason: 'typingError', authority: 'certifier', ...fields })
}
