import type { Context, Judges } from '../../aggregate.ts'
import { type Check, judged, need, say } from '../../kernel/judgment.ts'
import type { Reads } from '../../reads.ts'
import type { MsprEvent, MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'
import { exemptionOf, exemptionOfAll } from '../team.ts'
import { blocMissing, blocOfMspr } from './bloc.ts'
import { inTeam, notBefore, prepared } from './steps.ts'
import { competencesOfBloc, juryOutcome } from './verdict.ts'

/** A result for each member, from the jury before which they defended. */
export const assessmentJudges: Judges<Mspr, Pick<MsprFacts, 'BlocAssessed'>, Context> = {
  BlocAssessed: (event, mspr, context) => {
    const { reads, rulebook, day } = context
    const candidacy = reads.candidacy(event.candidacyId)
    const standing = mspr.members[event.candidacyId]?.result?.eventId ?? null
    return judged(
      blocOfMspr(event.bloc, mspr.bloc, candidacy, rulebook),
      heard(event, mspr, reads),
      blocMissing(candidacy, mspr.bloc),
      individualWork(event, mspr, reads),
      mayDecide(mspr, reads),
      inTeam(mspr, event.candidacyId),
      juryOutcome(event, mspr, rulebook),
      need('G7', standing === null, { found: standing, expected: say('aucun résultat', 'no result') }),
      notBefore(day, mspr.briefedOn, mspr.preparation?.untilOn, mspr.defence?.heldOn),
      competencesOfBloc(event, rulebook),
    )
  },
}

/** B2: the MSPR was held and the candidate was there, unless exempted from the oral. */
function heard({ candidacyId }: MsprEvent<'BlocAssessed'>, mspr: Mspr, reads: Reads): Check {
  const { defence } = mspr
  return need('B2', defence?.presentIds.includes(candidacyId) === true, {
    found: defence ? say('absent de la soutenance', 'not present at the defence') : say('MSPR non soutenue', 'no defence held'),
    expected: say('présent à la soutenance de la MSPR', 'present at the defence of the MSPR'),
    waivedBy: exemptionOf(mspr, candidacyId, 'oral', reads),
  })
}

/** G1: after the defence; the jury of a team wholly exempted from the oral decides on its works. */
function mayDecide(mspr: Mspr, reads: Reads): Check {
  const onWorks = mspr.jury.length > 0 && exemptionOfAll(mspr, 'oral', reads) !== undefined && prepared(mspr, reads).holds
  return need('G1', mspr.status === 'defended' || onWorks, { found: mspr.status, expected: 'defended' })
}

/** M4: nobody gets a bloc without their own work, and nobody is said to have none who handed one in. */
function individualWork({ candidacyId, outcome, reason }: MsprEvent<'BlocAssessed'>, mspr: Mspr, reads: Reads): Check[] {
  const handedIn = typeof mspr.members[candidacyId]?.workFingerprint === 'string'
  const saidNone = reason === noWork
  const told = outcome === 'notValidated' && saidNone
  return [
    need('M4', handedIn || told, {
      found: say('aucune production individuelle', 'no individual work'),
      expected: { outcome: 'notValidated', reason: noWork },
      waivedBy: exemptionOf(mspr, candidacyId, 'written', reads),
    }),
    need('M4', !saidNone || (!handedIn && told), {
      found: { outcome, reason: reason ?? null, work: handedIn },
      expected: { outcome: 'notValidated', reason: noWork, work: false },
    }),
  ]
}

const noWork = 'noIndividualWork'
