import { type Acting, alix, attempting, certifiedWorld, fingerprintOf, idOf, partnerSiret, type Step, type World } from '@minutier/testing'

export const certification = 'RNCP36582'
export const habilitationId = idOf('habilitation')
export const authority = 'certifier'

type Fields = Readonly<Record<string, unknown>>

/** The id of the nth event of a type, from 1; the last without a number. */
export function eventId(world: World, type: string, nth?: number): string {
  if (nth === undefined) return world.last(type).id
  return world.log.filter((entry) => entry.type === type)[nth - 1]?.id ?? idOf(`no ${type}`)
}

export const habilitate =
  (changes: Fields = {}): Step =>
  (world) =>
    world.attempt('HabilitatePartner', partnerSiret, {
      habilitationId,
      certification,
      scope: 'HABILITATION_FORMER',
      blocs: [`${certification}BC01`],
      fromOn: '2022-09-01',
      untilOn: '2024-08-31',
      conventionFingerprint: fingerprintOf('convention'),
      subcontracting: false,
      ...changes,
    })
export const suspend =
  (effectiveOn = '2023-01-10'): Step =>
  (world) =>
    world.attempt('SuspendHabilitation', partnerSiret, { habilitationId, effectiveOn, reason: 'dutyNotMet' })
export const audit =
  (auditedOn = '2023-01-10'): Step =>
  (world) =>
    world.attempt('RecordPartnerAudit', partnerSiret, {
      auditId: idOf('audit'),
      gridVersion: 'v1',
      auditedOn,
      majorCount: 0,
      minorCount: 1,
      reportFingerprint: fingerprintOf('audit report'),
    })
export const askAction: Step = (world) =>
  world.attempt('RequestCorrectiveAction', partnerSiret, {
    actionId: idOf('action'),
    auditId: idOf('audit'),
    finding: 'traceability',
    dueOn: '2023-06-01',
  })

export const rectify =
  (type: string, correction: Fields, { nth, acting, reason = 'typingError', id = partnerSiret }: Correcting = {}): Step =>
  (world) =>
    world.attempt('RectifyFact', id, { correctedEventId: eventId(world, type, nth), correction, reason, authority }, acting)
export const annul =
  (type: string, { nth, acting, reason = 'typingError', id = partnerSiret }: Correcting = {}): Step =>
  (world) =>
    world.attempt('AnnulFact', id, { correctedEventId: eventId(world, type, nth), reason, authority }, acting)

/** The last fact of a type is annulled in the candidacy of somebody, once all was over. */
export const annulOf =
  (type: string, name = alix): Step =>
  (world) =>
    attempting('AnnulFact', '2024-05-02', { correctedEventId: eventId(world, type), reason: 'typingError', authority }, name)(world)

interface Correcting {
  readonly nth?: number
  readonly acting?: Acting
  readonly reason?: string
  readonly id?: string
}

export const at =
  (when: string): Step =>
  (world) => {
    world.at(when)
  }
/** Corrections are made in 2023, of what was recorded before. */
export const later = at('2023-02-01')

export function after(...steps: readonly Step[]): World {
  const world = certifiedWorld()
  for (const step of [later, ...steps]) step(world)
  return world
}

export function partnerOf(world: World) {
  return world.folded('partner', partnerSiret).state
}
