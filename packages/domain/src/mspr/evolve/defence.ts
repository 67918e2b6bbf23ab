import type { Evolvers } from '../../kernel/event.ts'
import { dayOf } from '../../kernel/time.ts'
import type { MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'
import { withMember } from './team.ts'

type DefenceFact = 'MsprJuryConstituted' | 'MsprDefenceHeld' | 'MsprDefenceInterrupted' | 'BlocAssessed' | 'MsprResultsSealed'

/** The jury, the defence before it, and a result for each member (certification reference, 4.4). */
export const defenceEvolvers: Evolvers<Mspr, Pick<MsprFacts, DefenceFact>> = {
  MsprJuryConstituted: (mspr, { members }) => ({
    ...mspr,
    jury: members.map(({ memberId, affiliation, expertise }) => ({ memberId, affiliation, expertise })),
  }),
  MsprDefenceHeld: (mspr, { heldOn, presentIds, sittingIds }, { id }) => ({
    ...mspr,
    status: 'defended',
    defence: { heldOn, presentIds, sittingIds, eventId: id },
  }),
  // Nothing of an interrupted defence counts: the team stays prepared for another one.
  MsprDefenceInterrupted: (mspr) => mspr,
  // A team wholly exempted from the oral comes here without a defence; from its first result on, its jury and works are fixed too.
  BlocAssessed: (mspr, { candidacyId, competences, outcome, reason = null }, { id, occurredAt }) => {
    const codes = (acquired: boolean) => competences.filter((one) => one.acquired === acquired).map(({ competence }) => competence)
    const result = { eventId: id, outcome, reason, acquired: codes(true), notAcquired: codes(false), decidedOn: dayOf(occurredAt) }
    return { ...withMember(mspr, candidacyId, { result }), status: 'defended' }
  },
  MsprResultsSealed: (mspr, { signedIds }, { id }) => ({ ...mspr, status: 'sealed', sealed: { eventId: id, signedIds } }),
}
