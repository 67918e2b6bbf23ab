import type { Evolvers } from '../../kernel/event.ts'
import { dayOf } from '../../kernel/time.ts'
import { parseStream } from '../../streams.ts'
import type { MsprFacts } from '../events.ts'
import { type Mspr, type MsprMember, noMspr } from '../state.ts'
import { newMember } from '../team.ts'

type TeamFact =
  | 'MsprBriefIssued'
  | 'MsprTeamFormed'
  | 'MsprTeamMemberExcluded'
  | 'MsprMemberAbsent'
  | 'MsprPreparationRecorded'
  | 'IndividualWorkSubmitted'
  | 'MsprCancelled'

/** The brief, the team and what it prepares (certification reference, 4.4). */
export const teamEvolvers: Evolvers<Mspr, Pick<MsprFacts, TeamFact>> = {
  MsprBriefIssued: (_, { certification, bloc, centreSiret, issuerSiret, preparationMinutes }, { stream, occurredAt }) => ({
    ...noMspr,
    id: parseStream(stream)?.id ?? '',
    status: 'briefed',
    certification,
    bloc,
    centreSiret,
    issuerSiret,
    preparationMinutes,
    briefedOn: dayOf(occurredAt),
  }),
  MsprTeamFormed: (mspr, { candidacyIds }) => ({
    ...mspr,
    status: 'teamed',
    members: Object.fromEntries(candidacyIds.map((candidacyId) => [candidacyId, newMember])),
  }),
  MsprTeamMemberExcluded: (mspr, { candidacyId, reason }) => withMember(mspr, candidacyId, { state: 'excluded', reason }),
  MsprMemberAbsent: (mspr, { candidacyId, reason }) => withMember(mspr, candidacyId, { state: 'absent', reason }),
  MsprPreparationRecorded: (mspr, { fromOn, untilOn, allottedMinutes }) => ({
    ...mspr,
    status: 'prepared',
    preparation: { fromOn, untilOn, allottedMinutes },
  }),
  // Handed in again before the defence, the newer work counts.
  IndividualWorkSubmitted: (mspr, { candidacyId, fingerprint }) => withMember(mspr, candidacyId, { workFingerprint: fingerprint }),
  MsprCancelled: (mspr) => ({ ...mspr, status: 'cancelled' }),
}

/** The team with one member changed; the same team when nobody of that candidacy is in it. */
export function withMember(mspr: Mspr, candidacyId: string, change: Partial<MsprMember>): Mspr {
  const member = mspr.members[candidacyId]
  return member ? { ...mspr, members: { ...mspr.members, [candidacyId]: { ...member, ...change } } } : mspr
}
