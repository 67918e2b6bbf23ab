import { blocOf, type Candidacy } from '../candidacy/state.ts'
import { carriedAward } from '../jury/aftermath/resting-on.ts'
import type { Entry } from '../kernel/event.ts'
import { type Check, need, say } from '../kernel/judgment.ts'
import type { Reads } from '../reads.ts'

/**
 * G6 across the candidacies of a person: the blocs that an annulled fact gave may have been carried over to another one, whose
 * certification was awarded on them. Falsy where the fact gave none.
 */
export function noAwardElsewhere({ type, data }: Entry, state: object, reads: Reads): Check | false {
  if (type !== 'FactAnnulled' || !isCandidacy(state)) return false
  const given = Object.keys(state.blocs).filter((bloc) => blocOf(state, bloc).by?.eventId === data['correctedEventId'])
  if (given.length === 0) return false
  const award = carriedAward(state, given, reads)
  return need('G6', award === null, { found: award && { juryId: award.juryId, decidedOn: award.decidedOn }, expected: null, remedy })
}

function isCandidacy(state: object): state is Candidacy {
  return 'finalEpreuve' in state
}

const remedy = say(
  'annulez d’abord la décision qui délivre la certification dans l’autre candidature',
  'first annul the decision that awards the certification in the other candidacy',
)
