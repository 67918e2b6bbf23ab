import { type Acting, certifiedWorld, commitmentOf, idOf, known, type Step, type World } from '@minutier/testing'

export const certification = 'RNCP36582'
export const alix = idOf('Alix Exemple')

type Fields = Readonly<Record<string, unknown>>

export const knows =
  (...categories: readonly string[]): Step =>
  (world) =>
    known(world, 'Alix Exemple', categories.length === 0 ? ['identity'] : categories)

export function facts(...categories: readonly string[]): Fields {
  return { facts: categories.map((category) => ({ category, factCommitment: commitmentOf(`${category}, said anew`) })) }
}

/** A fact that a process carries to the person's stream. */
export const noted =
  (type: string, data: Fields, causationId?: string): Step =>
  (world) =>
    world.attemptNote('person', alix, { type, data }, causationId)

export const candidacyNoted = (candidacyId: string): Step => noted('CandidacyNoted', { candidacyId, certification })

export const rectify =
  (categories: readonly string[], acting: Acting = {}): Step =>
  (world) =>
    world.attempt('RectifyIdentity', alix, { ...facts(...categories), reason: 'typingError' }, acting)

export const dpo: Acting = { role: 'dpo', actor: idOf('a dpo') }
export const requestId = idOf('erasure request')

export const requestErasure =
  (categories: readonly string[] = ['identity'], acting: Acting = {}): Step =>
  (world) =>
    world.attempt('RequestErasure', alix, { requestId, categories, ground: 'request' }, acting)

export const erase =
  (changes: Fields = {}, acting: Acting = dpo): Step =>
  (world) =>
    world.attempt(
      'ErasePersonalData',
      alix,
      { requestId, categories: ['identity'], ground: 'request', keyDestroyed: true, ...changes },
      acting,
    )

export function after(...steps: readonly Step[]): World {
  const world = certifiedWorld()
  for (const step of steps) step(world)
  return world
}
