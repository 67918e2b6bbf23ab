import { blocOf, streamOf } from '@minutier/domain'
import { loaded } from '../sealing.ts'
import { candidacyOf } from './candidacy.ts'
import { type Carrier, type Carry, text } from './carry.ts'

/** States of a candidacy in which blocs count: enrolled, or a VAE that is admissible and goes on. */
const open = ['enrolled', 'admissible', 'deposited', 'flagged', 'verified', 'convened', 'heard', 'partial', 'refused', 'withdrawn', 'stale']

/** A bloc held by one candidacy is carried over to the person's other open candidacies of the certification (B4). */
const carryToOthers: Carrier = ({ entry, after }) => {
  const bloc = text(entry.data['bloc'])
  const acquiredOn = text(entry.data['acquiredOn'])
  const sourceCandidacyId = text(entry.data['candidacyId'])
  const candidacies = 'candidacies' in after.state ? after.state.candidacies : []
  return candidacies
    .filter(({ candidacyId }) => candidacyId !== sourceCandidacyId)
    .map(
      ({ candidacyId }): Carry => ({
        kind: 'candidacy',
        id: candidacyId,
        facts: (target, sources) => {
          const candidacy = candidacyOf(target)
          const { blocs } = loaded(sources, 'certification', streamOf('certification', candidacy.certification)).state
          const concerned =
            blocs.includes(bloc) && open.includes(candidacy.status) && (candidacy.enrolment !== null || candidacy.vae !== null)
          if (!concerned || blocOf(candidacy, bloc).state === 'acquired') return []
          return [{ type: 'BlocCarriedOver', data: { bloc, acquiredOn, sourceCandidacyId } }]
        },
      }),
    )
}

/** What rested on a holding that ended is open again in each candidacy that carried it over. */
const reopenInOthers: Carrier = ({ entry, after }) => {
  const bloc = text(entry.data['bloc'])
  const decisionEventId = text(entry.data['decisionEventId'])
  const source = text(entry.data['candidacyId'])
  const candidacies = 'candidacies' in after.state ? after.state.candidacies : []
  return candidacies
    .filter(({ candidacyId }) => candidacyId !== source)
    .map(
      ({ candidacyId }): Carry => ({
        kind: 'candidacy',
        id: candidacyId,
        facts: (target) => {
          const { by, state } = blocOf(candidacyOf(target), bloc)
          const carried =
            state === 'acquired' && target.history.some(({ id, data }) => id === by?.eventId && data['sourceCandidacyId'] === source)
          return carried ? [{ type: 'DecisionAnnulmentNoted', data: { decisionEventId, blocs: [bloc] } }] : []
        },
      }),
    )
}

export const personCarriers: Readonly<Record<string, Carrier>> = {
  BlocHeld: carryToOthers,
  BlocHoldingEnded: reopenInOthers,
}
