import { alix, certifierSiret, commitmentOf, having, idOf, onDay, type Step, somebody, together } from '@minutier/testing'

/** Accommodations of the final épreuve, as the tests of a jury need them. */

type Fields = Readonly<Record<string, unknown>>

const officer = 'Dominique Référent'
const decider = 'Sacha Décideur'

export const accommodationOf = (name = alix) => idOf(`accommodation of ${name}`)

/** Measures asked in writing of the centre's officer, and granted, in the autumn before the session unless the grant says another day. */
export function accommodated(measures: readonly Fields[], name = alix, fields: Fields = {}): Step {
  const accommodationId = accommodationOf(name)
  const request = { accommodationId, receivedOn: '2023-10-02', written: true, officerId: idOf(officer) }
  const grant: Fields = { accommodationId, measures, effectiveOn: '2023-10-09', ...fields }
  return together(
    (world) => {
      somebody(world, officer)
      const designation = { officerId: idOf(officer), fromOn: '2023-09-01' }
      if (world.folded('partner', certifierSiret).revision < 0) {
        world.run('DesignateDisabilityOfficer', certifierSiret, designation, onDay(world, '2023-09-04'))
      }
    },
    having('RequestAccommodation', '2023-10-02', { ...request, requestCommitment: commitmentOf('request') }, name),
    having('GrantAccommodation', String(grant['effectiveOn']), grant, name),
  )
}

/** More time for the defence of the final épreuve. */
export function extraTime(grantedMinutes: number, name = alix, fields: Fields = {}): Step {
  return accommodated([{ type: 'extraTime', epreuve: 'final', part: 'oral', normalMinutes: 45, grantedMinutes }], name, fields)
}

/** Exempted from the oral once the dossier is compliant, or from the written part before any dossier. */
export function exemptedFrom(part: 'oral' | 'written', name = alix, on = '2024-02-26'): Step {
  const exemption = { accommodationId: accommodationOf(name), deciderId: idOf(decider), decidedOn: on, epreuve: 'final', part }
  return together(
    accommodated([{ type: 'exemption', epreuve: 'final', part }], name),
    (world) => somebody(world, decider),
    having('ExemptEpreuvePart', on, exemption, name),
  )
}
