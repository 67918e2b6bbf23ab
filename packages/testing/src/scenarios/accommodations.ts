import type { Step } from '../given.ts'
import { certifierSiret, commitmentOf, idOf } from '../people.ts'
import type { World } from '../world.ts'
import { alix, attempting, having, onDay, somebody, together } from './training.ts'

/** Accommodations, from the written request of a candidate of the certifier's centre to the grant: in the autumn of 2023. */

type Fields = Readonly<Record<string, unknown>>

export const disabilityOfficer = 'Dominique Référent'
export const exemptionDecider = 'Sacha Décideur'

export function accommodationIdOf(which = 'one'): string {
  return idOf(`accommodation ${which}`)
}

/** The officer of the certifier's centre is known and designated, once. */
export function officerDesignated(world: World): void {
  const officerId = somebody(world, disabilityOfficer)
  somebody(world, exemptionDecider)
  const { officers } = world.folded('partner', certifierSiret).state
  if (officers.some((one) => one.officerId === officerId)) return
  world.run('DesignateDisabilityOfficer', certifierSiret, { officerId, fromOn: '2023-09-01' }, onDay(world, '2023-09-01'))
}

export function accommodationRequest(fields: Fields = {}, which = 'one'): Fields {
  return {
    accommodationId: accommodationIdOf(which),
    receivedOn: '2023-10-02',
    written: true,
    officerId: idOf(disabilityOfficer),
    requestCommitment: commitmentOf(`request ${which}`),
    ...fields,
  }
}

export function requestedAccommodation(which = 'one', name = alix): Step {
  return together(officerDesignated, having('RequestAccommodation', '2023-10-02', accommodationRequest({}, which), name))
}

function grant(measures: readonly Fields[], fields: Fields, which: string): Fields {
  return { accommodationId: accommodationIdOf(which), measures, effectiveOn: '2023-10-09', ...fields }
}

/** A grant of what was asked: what `when` looks at. */
export function granting(measures: readonly Fields[], fields: Fields = {}, which = 'one', name = alix): Step {
  const said = grant(measures, fields, which)
  return attempting('GrantAccommodation', String(said['effectiveOn']), said, name)
}

/** Asked and granted. */
export function grantedAccommodation(measures: readonly Fields[], fields: Fields = {}, which = 'one', name = alix): Step {
  return together(requestedAccommodation(which, name), having('GrantAccommodation', '2023-10-09', grant(measures, fields, which), name))
}

export function extraTime(epreuve: string, grantedMinutes: number, fields: Fields = {}): Fields {
  return { type: 'extraTime', epreuve, grantedMinutes, ...fields }
}

export function exemption(epreuve: string, part?: string): Fields {
  return { type: 'exemption', epreuve, ...(part !== undefined && { part }) }
}

/** What an exemption says of its grant and of who decides. */
export function exemptionDecision(fields: Fields = {}, which = 'one'): Fields {
  return { accommodationId: accommodationIdOf(which), deciderId: idOf(exemptionDecider), decidedOn: '2023-10-16', ...fields }
}

export function exemptedPart(epreuve: string, part: string, decidedOn = '2023-10-16', which = 'one', name = alix): Step {
  return having('ExemptEpreuvePart', decidedOn, exemptionDecision({ epreuve, part, decidedOn }, which), name)
}
