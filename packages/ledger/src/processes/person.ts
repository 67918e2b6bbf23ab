import { blocOf, type Candidacy, streamOf, underlyingStatus } from '@minutier/domain'
import { loaded } from '../sealing.ts'
import { candidacyOf } from './candidacy.ts'
import { type Carrier, type Carry, text } from './carry.ts'

/** States in which blocs count: enrolled, or a VAE that is admissible and goes on. One that was left takes them where it stood. */
const inTraining = ['enrolled']
const inVae = ['admissible', 'deposited', 'flagged', 'verified', 'convened', 'heard', 'partial', 'refused']

function takesBlocs(candidacy: Candidacy): boolean {
  const open = candidacy.vae === null ? inTraining : inVae
  return candidacy.status !== 'abandoned' && open.includes(underlyingStatus(candidacy))
}

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
          if (!takesBlocs(candidacy) || blocOf(candidacy, bloc).state === 'acquired') return []
          const { blocs } = loaded(sources, 'certification', streamOf('certification', candidacy.certification)).state
          return blocs.includes(bloc) ? [{ type: 'BlocCarriedOver', data: { bloc, acquiredOn, sourceCandidacyId } }] : []
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
