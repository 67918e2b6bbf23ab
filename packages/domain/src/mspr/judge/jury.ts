import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { knownPerson } from '../../person/known.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { MsprEvent, MsprFacts } from '../events.ts'
import type { Mspr, MsprSeat } from '../state.ts'

/** The jury of an MSPR. Until the defence a later one replaces it whole. */
export const juryJudges: Judges<Mspr, Pick<MsprFacts, 'MsprJuryConstituted'>, Context> = {
  MsprJuryConstituted: (event, mspr, context) =>
    judged(
      outsideJury(event.members, context.rulebook),
      inState(mspr.status, 'teamed', 'prepared'),
      event.members.flatMap(({ memberId }) => knownPerson(context, memberId)),
      oneSeatEach(event, mspr, context),
    ),
}

/** J5: as many members as the rulebook seats, each from outside (as in J3) and an expert where it asks for one. */
export function outsideJury(seats: readonly MsprSeat[], { mspr, jury }: Rulebook): Check {
  const outside = ({ affiliation }: MsprSeat) => affiliation === 'none' || (affiliation === 'partner' && jury.partnerStaffIsExternal)
  const accepted = seats.every((seat) => outside(seat) && (seat.expertise || !mspr.jury.expertise))
  const affiliations = seats.map(({ affiliation }) => affiliation).join(' ')
  return need('J5', seats.length === mspr.jury.size && accepted, {
    found: { members: seats.length, affiliations, experts: seats.filter(({ expertise }) => expertise).length },
    expected: { members: mspr.jury.size, affiliation: 'none', expertise: mspr.jury.expertise },
  })
}

/** G2: nobody holds two seats, nor one in the jury of their own team. */
function oneSeatEach({ members }: MsprEvent<'MsprJuryConstituted'>, mspr: Mspr, { reads }: Context): Check[] {
  const ids = members.map(({ memberId }) => memberId)
  const twice = [...new Set(ids.filter((id, at) => ids.indexOf(id) !== at))]
  const candidates = Object.keys(mspr.members).map((candidacyId) => reads.candidacy(candidacyId).personId)
  const own = ids.filter((id) => candidates.includes(id))
  return [
    need('G2', twice.length === 0, { found: twice, expected: say('un siège par personne', 'one seat a person') }),
    need('G2', own.length === 0, { found: own, expected: say('aucun candidat de l’équipe', 'no candidate of the team') }),
  ]
}
