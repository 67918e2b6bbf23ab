import type { Candidacy, JudgedEntry, Jury, Verdicts } from '@minutier/domain'
import type { Caller, Folded } from '@minutier/ledger'

/**
 * Accommodations are health data (certification reference, 9.4): their events go to the candidate's centre, the certifier and auditors.
 * A jury secretary learns the minutes that a candidate is given, under the id that a convening names, and from which part of what a
 * session hears they are exempted; a registrar, nothing of another centre's candidates.
 */

const hidden = new Set(['AccommodationRequested', 'AccommodationGranted', 'AccommodationRefused', 'AccommodationWithdrawn', 'BlocExempted'])
/** Rules of accommodations: H1, H2 … */
const ofAccommodation = /^H[0-9]+$/

/** `load` answers the stream of a candidacy that the state names. */
export async function stateFor(
  { role, partner }: Caller,
  { state }: Pick<Folded, 'state'>,
  load: (stream: string) => Promise<Pick<Folded, 'state'> | undefined>,
): Promise<object> {
  if (role === 'jury-secretary' && 'accommodations' in state) return forSession(state)
  if (role !== 'registrar' || !('candidates' in state)) return state
  const candidates: Record<string, Jury['candidates'][string]> = {}
  for (const [id, candidate] of Object.entries(state.candidates)) {
    const candidacy = (await load(`candidacy-${id}`))?.state
    const own = candidacy !== undefined && 'centreSiret' in candidacy && candidacy.centreSiret === partner
    // More minutes than the others' tell of an accommodation as its id does.
    candidates[id] = own ? candidate : { ...candidate, plannedMinutes: null, accommodationIds: [] }
  }
  return { ...state, candidates }
}

/** How blocs were acquired is left out of all of them: left out of one, it would tell. */
function forSession(state: Candidacy): object {
  const blocs = Object.entries(state.blocs).map(([code, bloc]) => [code, { ...bloc, by: null }])
  const exemptions = state.exemptions.filter(({ epreuve }) => isHeard(epreuve)).map(({ epreuve, part }) => ({ epreuve, part }))
  return { ...state, accommodations: minutesOf(state), blocs: Object.fromEntries(blocs), exemptions }
}

/** A session hears the final épreuve and VAE candidates; an MSPR is another jury's. */
function isHeard(epreuve: unknown): boolean {
  return epreuve === 'final' || epreuve === 'vae'
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
  const kept = ({ entry: { type, data } }: JudgedEntry) => !hidden.has(type) && (type !== 'EpreuvePartExempted' || isHeard(data['epreuve']))
  const events = told.events.filter(kept)
  const left = new Set(told.events.filter((one) => !kept(one)).map(({ entry }) => entry.id))
  // A rule that an exemption waives tells of it, even without the event.
  const verdicts = told.verdicts.filter(({ rule, waivers }) => !ofAccommodation.test(rule.id) && !waivers.some((id) => left.has(id)))
  return { ...told, events, verdicts }
}
