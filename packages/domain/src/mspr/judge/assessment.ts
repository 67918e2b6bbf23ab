import type { Context, Judges } from '../../aggregate.ts'
import { notHeld } from '../../candidacy/judge/journey.ts'
import { type Check, judged, need, say } from '../../kernel/judgment.ts'
import type { Reads } from '../../reads.ts'
import type { MsprEvent, MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'
import { exemptionOf, exemptionOfAll } from '../team.ts'
import { blocOfMspr } from './bloc.ts'
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
      notHeld(candidacy, mspr.bloc, context),
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

/** M4: nobody gets a bloc without their own work; nobody is said to have none who handed one in, or who is exempted from the writing. */
function individualWork({ candidacyId, outcome, reason }: MsprEvent<'BlocAssessed'>, mspr: Mspr, reads: Reads): Check[] {
  const handedIn = typeof mspr.members[candidacyId]?.workFingerprint === 'string'
  const exemption = exemptionOf(mspr, candidacyId, 'written', reads)
  const expected = { outcome: 'notValidated', reason: noWork }
  if (reason === noWork) {
    const owed = !handedIn && exemption === undefined
    const found = { outcome, reason, work: handedIn, exempted: exemption !== undefined }
    return [need('M4', owed && outcome === 'notValidated', { found, expected: { ...expected, work: false, exempted: false } })]
  }
  const found = say('aucune production individuelle', 'no individual work')
  return [need('M4', handedIn, { found, expected, waivedBy: exemption })]
}

const noWork = 'noIndividualWork'
