import { type Award, blocOf, type Candidacy } from '../../candidacy/state.ts'
import type { Reads } from '../../reads.ts'

/** A sealed decision to be annulled. */
interface Annulled {
  readonly candidacyId: string
  /** The sealing, by which the effects of the decision were carried to the candidacy. */
  readonly causeId: string
  readonly finalEpreuveStands: boolean
}

/**
 * G6: the award of the certification that rests on what another decision gave, a bloc or the final épreuve: the decision behind it is
 * annulled first. A bloc may also have been carried over to another candidacy of the same person. Null when nothing rests on it.
 */
export function restingOn({ candidacyId, causeId, finalEpreuveStands }: Annulled, reads: Reads): Award | null {
  const candidacy = reads.candidacy(candidacyId)
  const { award, finalEpreuve } = candidacy
  const given = Object.keys(candidacy.blocs).filter((bloc) => {
    const { state, by } = blocOf(candidacy, bloc)
    return state === 'acquired' && by?.causeId === causeId
  })
  const finalGiven = finalEpreuve.state === 'validated' && finalEpreuve.causeId === causeId && !finalEpreuveStands
  const own = award?.causeId === causeId
  if (award && !own && (given.length > 0 || finalGiven)) return award
  return given.length === 0 ? null : carriedAward(candidacy, given, reads)
}

/**
 * The award, in another candidacy of the person, of a certification that rests on blocs of this one. What the person holds from here
 * came there by being carried over, at its enrolment or later: nothing is held twice (B4).
 */
export function carriedAward(candidacy: Candidacy, blocs: readonly string[], reads: Reads): Award | null {
  const { candidacies, holdings } = reads.person(candidacy.personId)
  const held = holdings.filter((one) => one.candidacyId === candidacy.id && one.endedOn === null && blocs.includes(one.bloc))
  for (const { candidacyId, certification } of candidacies) {
    if (candidacyId === candidacy.id || certification !== candidacy.certification) continue
    const other = reads.candidacy(candidacyId)
    const carried = held.some(({ bloc }) => blocOf(other, bloc).by?.how === 'carriedOver')
    if (carried && other.award) return other.award
  }
  return null
}
