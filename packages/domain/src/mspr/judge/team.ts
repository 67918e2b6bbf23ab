import type { Context, Judges } from '../../aggregate.ts'
import { notHeld } from '../../candidacy/judge/journey.ts'
import { blocOf, type Candidacy } from '../../candidacy/state.ts'
import { type Check, inState, judged, need, say, within } from '../../kernel/judgment.ts'
import { trainingRoutes } from '../../kernel/scalars.ts'
import type { MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'
import { blocOfMspr, prerequisitesOfBloc } from './bloc.ts'
import { inTeam, notBefore } from './steps.ts'

type TeamFact = 'MsprTeamFormed' | 'MsprTeamMemberExcluded' | 'MsprMemberAbsent'

/** Who is in the team, and who leaves it. */
export const teamJudges: Judges<Mspr, Pick<MsprFacts, TeamFact>, Context> = {
  MsprTeamFormed: ({ candidacyIds }, mspr, context) => {
    const { reads, day } = context
    const members = candidacyIds.map((candidacyId) => ({ candidacyId, candidacy: reads.candidacy(candidacyId) }))
    return judged(
      members.flatMap(({ candidacy }) => blocOfMspr(mspr.bloc, mspr.bloc, candidacy, context.rulebook)),
      members.flatMap(({ candidacy }) => prerequisitesOfBloc(candidacy, mspr.bloc, context.rulebook)),
      members.map(({ candidacy }) => notHeld(candidacy, mspr.bloc, context)),
      teamOfSize(members, context),
      members.map(({ candidacy: { route } }) => need('V1', route !== 'VAE', { found: route, expected: trainingRoutes })),
      inState(mspr.status, 'briefed'),
      members.flatMap((member) => mayBeAssessed(member, mspr, context)),
      notBefore(day, mspr.briefedOn, ...members.map(({ candidacy }) => candidacy.enrolment?.enrolledOn)),
    )
  },
  // Written by a process, for what it learnt of the candidacy: never refused for what the team did meanwhile.
  MsprTeamMemberExcluded: ({ candidacyId }, mspr) =>
    judged(inState(mspr.status, 'teamed', 'prepared', 'defended'), inTeam(mspr, candidacyId)),
  MsprMemberAbsent: ({ candidacyId }, mspr, { day }) => {
    const present = mspr.defence?.presentIds.includes(candidacyId) === true
    const result = mspr.members[candidacyId]?.result ?? null
    return judged(
      inState(mspr.status, 'teamed', 'prepared', 'defended'),
      inTeam(mspr, candidacyId),
      need('G1', !present, {
        found: say('présent à la soutenance', 'present at the defence'),
        expected: say('absent de la soutenance', 'absent from the defence'),
      }),
      need('G1', result === null, { found: result?.eventId ?? null, expected: say('aucun résultat', 'no result') }),
      notBefore(day, mspr.briefedOn),
    )
  },
}

interface Member {
  readonly candidacyId: string
  readonly candidacy: Candidacy
}

/** M1: a team of the rulebook's size, in which nobody stands twice, be it by two candidacies. */
function teamOfSize(members: readonly Member[], { rulebook }: Context): Check[] {
  const { team } = rulebook.mspr
  const people = new Set(members.map(({ candidacyId, candidacy }) => candidacy.personId || candidacyId))
  return [
    need('M1', within(team, members.length), { found: members.length, expected: team }),
    need('M1', people.size === members.length, {
      found: people.size,
      expected: members.length,
      remedy: say('la même personne est nommée deux fois', 'the same person is named twice'),
    }),
  ]
}

/** G1, G14: enrolled for this certification, for this bloc, and in no other team for it; as many attempts as the rulebook allows. */
function mayBeAssessed({ candidacyId, candidacy }: Member, { bloc, certification }: Mspr, { rulebook }: Context): Check[] {
  const { state, msprId, failedIn } = blocOf(candidacy, bloc)
  const attempts = failedIn.length
  const { maxAttempts } = rulebook
  return [
    need('G14', candidacy.status === 'none' || candidacy.certification === certification, {
      found: candidacy.certification,
      expected: certification,
    }),
    need('G1', candidacy.status === 'enrolled', { found: { candidacyId, status: candidacy.status }, expected: 'enrolled' }),
    need('G1', candidacy.enrolment?.targetBlocs.includes(bloc) === true, {
      found: candidacy.enrolment?.targetBlocs ?? [],
      expected: bloc,
      remedy: say('changez d’abord les blocs visés par le candidat', 'first change the blocs that the candidate comes for'),
    }),
    need('G1', state !== 'inMspr', { found: { candidacyId, msprId }, expected: say('aucune autre équipe', 'no other team') }),
    ...(maxAttempts === null ? [] : [need('G1', attempts < maxAttempts, { found: { candidacyId, attempts }, expected: { maxAttempts } })]),
  ]
}
