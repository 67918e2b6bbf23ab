import type { Context, Judges } from '../../aggregate.ts'
import { actualTimeChecks, plannedTimeChecks } from '../../candidacy/requirements.ts'
import { type Check, judged, need, say } from '../../kernel/judgment.ts'
import { a3 } from '../../partner/habilitation.ts'
import type { MsprEvent, MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'
import { exemptionOfAll, teamOf } from '../team.ts'
import { outsideJury } from './jury.ts'
import { inTeam, notBefore, prepared } from './steps.ts'

/** The defence of a team before its jury, or one that could not be finished. */
export const defenceJudges: Judges<Mspr, Pick<MsprFacts, 'MsprDefenceHeld' | 'MsprDefenceInterrupted'>, Context> = {
  MsprDefenceHeld: (event, mspr, context) => {
    const { certification, bloc, centreSiret } = mspr
    const enrolments = event.presentIds.map((candidacyId) => context.reads.candidacy(candidacyId).enrolment?.enrolledOn)
    return judged(
      sittingJury(event, mspr, context),
      timeOfDefence(event, mspr, context),
      afterPreparation(mspr, context),
      a3(context, { siret: centreSiret, certification, blocs: [bloc], need: 'ORGANISER', day: event.heldOn }),
      prepared(mspr, context.reads),
      need('G1', mspr.jury.length > 0, { found: mspr.jury.length, expected: say('un jury constitué', 'a jury constituted') }),
      event.presentIds.map((candidacyId) => inTeam(mspr, candidacyId)),
      need('G1', new Set(event.presentIds).size === event.presentIds.length, {
        found: event.presentIds,
        expected: say('chaque membre une fois', 'each member once'),
      }),
      notBefore(event.heldOn, mspr.briefedOn, mspr.preparation?.untilOn, ...enrolments),
    )
  },
  MsprDefenceInterrupted: ({ heldOn }, mspr, { reads }) =>
    judged(prepared(mspr, reads), notBefore(heldOn, mspr.briefedOn, mspr.preparation?.untilOn)),
}

/** J5, of those who sat: the constituted jury, whole. Left to G1 when none was constituted. */
function sittingJury({ sittingIds }: MsprEvent<'MsprDefenceHeld'>, { jury }: Mspr, { rulebook }: Context): Check[] {
  if (jury.length === 0) return []
  const seated = jury.filter(({ memberId }) => sittingIds.includes(memberId))
  const strangers = sittingIds.filter((id) => !jury.some(({ memberId }) => memberId === id))
  const named = new Set(sittingIds).size === sittingIds.length
  return [
    outsideJury(seated, rulebook),
    need('J5', strangers.length === 0 && named, {
      found: { members: sittingIds.length, seated: seated.length },
      expected: { members: rulebook.mspr.jury.size, seated: rulebook.mspr.jury.size },
      remedy: say('constituez d’abord le jury avec ceux qui siègent', 'first constitute the jury with those who sit'),
    }),
  ]
}

/** H1, M3: the rulebook's time, or as granted to a member who is present; the time taken is near it. */
function timeOfDefence(event: MsprEvent<'MsprDefenceHeld'>, mspr: Mspr, { reads, rulebook }: Context): Check[] {
  const { plannedMinutes, actualMinutes, accommodationIds, presentIds } = event
  const present = teamOf(mspr).filter((candidacyId) => presentIds.includes(candidacyId))
  const normalMinutes = rulebook.mspr.defenceMinutes
  return [
    ...plannedTimeChecks({
      candidacies: present.map((candidacyId) => reads.candidacy(candidacyId)),
      accommodationIds,
      rulebook,
      epreuve: `mspr:${mspr.bloc}`,
      part: 'oral',
      normalMinutes,
      plannedMinutes,
      day: event.heldOn,
    }),
    ...actualTimeChecks('M3', { normalMinutes, plannedMinutes, actualMinutes, toleranceMinutes: rulebook.durationToleranceMinutes }),
  ]
}

/** M3: the defence ends the MSPR; a team wholly exempted from the preparation has none before it. */
function afterPreparation(mspr: Mspr, { reads }: Context): Check {
  return need('M3', mspr.preparation !== null, {
    found: say('préparation non enregistrée', 'preparation missing'),
    expected: say('après la préparation', 'after the preparation'),
    waivedBy: exemptionOfAll(mspr, 'preparation', reads),
  })
}
