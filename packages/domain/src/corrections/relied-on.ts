import type { Entry } from '../kernel/event.ts'
import { type Bilingual, type Check, need, say } from '../kernel/judgment.ts'
import type { Person } from '../person/state.ts'
import type { Reads } from '../reads.ts'
import { correctedFacts, isCorrection } from './history.ts'

/**
 * G6 in other streams: who read a registration or an identity is in no index, so what may have been relied on is not corrected.
 * Falsy where the correction touches no such fact. An annulled correction changes the fact that it corrected.
 *
 * A habilitation is corrected all the same. Nobody tells a partner's stream which sealed MSPR or session was held under it, and nearly
 * every habilitation has begun on the day when a mistake in it is found: to refuse what may have been relied on would refuse nearly
 * every correction of one. What was sealed keeps its own judgment, on the habilitation as it read then.
 */
export function notReliedOn(entry: Entry, history: readonly Entry[], state: object, reads: Reads): Check | false {
  const fact = factBehind(entry, history)
  if (fact?.type === 'CertificationImported')
    return need('G6', !correctedFacts(history).some(({ type }) => type === 'RulebookPublished'), {
      found: fact.type,
      expected: say('aucun règlement publié', 'no published rulebook'),
      remedy: say('importez à nouveau la fiche', 'import the fiche again'),
    })
  if (fact?.type === 'IdentityRecorded' && isPerson(state)) return identityFree(fact.type, state, reads)
  return false
}

function factBehind(entry: Entry, history: readonly Entry[]): Entry | undefined {
  const corrected = history.find(({ id }) => id === entry.data['correctedEventId'])
  return corrected && isCorrection(corrected) ? factBehind(corrected, history) : corrected
}

function identityFree(found: string, { claims, candidacies }: Person, reads: Reads): Check {
  const certified = claims.length > 0 || candidacies.some(({ candidacyId }) => reads.candidacy(candidacyId).award !== null)
  return need('G6', !certified, { found, expected: say('une personne sans certification délivrée', 'a person without an award'), remedy })
}

const remedy: Bilingual = say('rectifiez l’identité', 'rectify the identity')

function isPerson(state: object): state is Person {
  return 'holdings' in state
}
