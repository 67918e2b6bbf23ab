import type { Candidacy, JudgedEntry, Verdicts } from '@minutier/domain'
import type { Caller, Folded } from '@minutier/ledger'

/**
 * Accommodations are health data (certification reference, 9.4): their events go to the candidate's centre, the certifier and auditors.
 * A jury secretary learns the minutes that a candidate is given, under the id that a convening names, and nothing else.
 */

const requests = new Set(['AccommodationRequested', 'AccommodationGranted', 'AccommodationRefused', 'AccommodationWithdrawn'])
/** Rules of accommodations: H1, H2 … */
const ofAccommodation = /^H[0-9]+$/

export function stateFor({ role }: Caller, { state }: Pick<Folded, 'state'>): object {
  return role === 'jury-secretary' && 'accommodations' in state ? { ...state, accommodations: minutesOf(state) } : state
}

function minutesOf({ accommodations }: Pick<Candidacy, 'accommodations'>): object {
  const granted = Object.entries(accommodations).filter(([, { state }]) => state === 'granted')
  return Object.fromEntries(
    granted.map(([id, { measures, effectiveOn }]) => {
      const given = measures.filter(({ grantedMinutes }) => grantedMinutes !== undefined)
      return [
        id,
        { effectiveOn, measures: given.map(({ epreuve, normalMinutes, grantedMinutes }) => ({ epreuve, normalMinutes, grantedMinutes })) },
      ]
    }),
  )
}

export function storyFor({ role }: Caller, told: Verdicts): Verdicts {
  if (role !== 'jury-secretary') return told
  const kept = ({ entry: { type } }: JudgedEntry) => !requests.has(type)
  return { ...told, events: told.events.filter(kept), verdicts: told.verdicts.filter(({ rule }) => !ofAccommodation.test(rule.id)) }
}
