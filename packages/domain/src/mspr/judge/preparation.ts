import type { Context, Judges } from '../../aggregate.ts'
import { plannedTimeChecks } from '../../candidacy/requirements.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { dayOf } from '../../kernel/time.ts'
import type { MsprEvent, MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'
import { exemptionOfAll, teamOf } from '../team.ts'
import { inTeam, notBefore } from './steps.ts'

/** What the team does before its defence: a preparation together, a work of each. */
export const preparationJudges: Judges<Mspr, Pick<MsprFacts, 'MsprPreparationRecorded' | 'IndividualWorkSubmitted'>, Context> = {
  MsprPreparationRecorded: (event, mspr, context) => {
    const { reads, envelope } = context
    const enrolments = teamOf(mspr).map((candidacyId) => reads.candidacy(candidacyId).enrolment?.enrolledOn)
    const today = dayOf(envelope.recordedAt)
    return judged(
      allottedTime(event, mspr, context),
      inState(mspr.status, 'teamed'),
      // `untilOn` is the end of what was done, not a plan.
      need('G8', event.untilOn <= today, { found: event.untilOn, expected: today }),
      notBefore(event.fromOn, mspr.briefedOn, ...enrolments),
      notBefore(event.untilOn, event.fromOn),
    )
  },
  IndividualWorkSubmitted: (event, mspr, context) =>
    judged(
      ownWork(event, mspr, context),
      inState(mspr.status, 'teamed', 'prepared'),
      inTeam(mspr, event.candidacyId),
      notBefore(context.day, mspr.briefedOn),
    ),
}

/** H1, M2: the time of the brief, or as granted to a member; a team wholly exempted from the preparation may take another. */
function allottedTime(event: MsprEvent<'MsprPreparationRecorded'>, mspr: Mspr, { reads, rulebook }: Context): Check[] {
  const waivedBy = exemptionOfAll(mspr, 'preparation', reads)
  return plannedTimeChecks({
    candidacies: teamOf(mspr).map((candidacyId) => reads.candidacy(candidacyId)),
    accommodationIds: event.accommodationIds,
    rulebook,
    epreuve: `mspr:${mspr.bloc}`,
    part: 'preparation',
    normalMinutes: mspr.preparationMinutes,
    plannedMinutes: event.allottedMinutes,
    day: event.untilOn,
  }).map((check) => (check.rule === 'M2' ? { ...check, findings: { ...check.findings, waivedBy } } : check))
}

/** M4: the work is the candidate's own: neither another member's, nor what anybody else handed in anywhere. */
function ownWork({ candidacyId, fingerprint }: MsprEvent<'IndividualWorkSubmitted'>, { members }: Mspr, { reads }: Context): Check {
  const author = reads.work(fingerprint).personId
  const ofMember = Object.entries(members).some(([id, { workFingerprint }]) => id !== candidacyId && workFingerprint === fingerprint)
  const ofOther = author !== null && author !== reads.candidacy(candidacyId).personId
  return need('M4', !ofMember && !ofOther, {
    found: say('le travail d’un autre candidat', "same work as another candidate's"),
    expected: say('une production individuelle', 'an individual work'),
  })
}
