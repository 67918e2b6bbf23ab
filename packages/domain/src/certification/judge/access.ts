import type { HouseContext, Judges } from '../../aggregate.ts'
import type { Entry } from '../../kernel/event.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { dayOf } from '../../kernel/time.ts'
import { knownPerson } from '../../person/known.ts'
import type { CertificationFacts } from '../events.ts'
import { type Certification, grantRuns } from '../state.ts'
import { imported } from './imported.ts'

/** Who may read what, and the reports that were made. */
export const accessJudges: Judges<
  Certification,
  Pick<CertificationFacts, 'AccessGranted' | 'AccessEnded' | 'ReportGenerated'>,
  HouseContext
> = {
  AccessGranted: (event, state, context) =>
    judged(
      imported(state),
      knownPerson(context, event.holderId),
      need('G7', state.grants[event.grantId] === undefined, {
        found: event.grantId,
        expected: say('un accès nouveau', 'a new grant'),
      }),
      need('G13', event.fromOn <= event.untilOn, {
        found: { fromOn: event.fromOn, untilOn: event.untilOn },
        expected: 'fromOn ≤ untilOn',
      }),
    ),
  AccessEnded: (event, state) => {
    const grant = state.grants[event.grantId]
    return judged(inState(grant ? (grant.ended ? 'ended' : 'granted') : 'none', 'granted'))
  },
  // That its size does not go beyond the log's end is checked where the end is known: no stream holds it.
  ReportGenerated: (event, state, { envelope }) =>
    judged(
      imported(state),
      granted(state, envelope),
      need('G11', event.size > 0, { found: event.size, expected: say('au moins un événement', 'at least one event') }),
    ),
}

/** G9: an auditor or a regulator takes a report away while their access runs: on the day of the recording, whatever day is claimed. */
function granted(state: Certification, { actor, role, recordedAt }: Entry): Check | false {
  if (role !== 'auditor' && role !== 'regulator') return false
  return need('G9', grantRuns(state, { actor, role }, dayOf(recordedAt)), {
    found: say('aucun accès en cours', 'no access that runs'),
    expected: say('un accès accordé, en cours', 'an access that was granted and runs'),
  })
}
