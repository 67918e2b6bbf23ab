import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, type Judgment, judged, need, say } from '../../kernel/judgment.ts'
import { knownPerson } from '../../person/known.ts'
import type { JuryEvent, JuryFacts } from '../events.ts'
import { replace, seatOf } from '../members.ts'
import { emptyFor, type Jury, type JuryMember, type Seat, sittingFor } from '../state.ts'
import { minutesOpen } from './checks.ts'
import { compositionChecks, seatChecks } from './seats.ts'

/** Who sits: J1 to J3, G2. */
export const compositionJudges: Judges<Jury, Pick<JuryFacts, 'JuryConstituted' | 'JuryMemberRecused' | 'JuryMemberReplaced'>, Context> = {
  JuryConstituted: (event, jury, context) => {
    const members = event.members.map(seatOf)
    const alternates = event.alternates.map(seatOf)
    const everybody = [...members, ...alternates]
    return judged(
      compositionChecks(members, [], context.rulebook),
      alternates.flatMap((alternate) => seatChecks(alternate, context.rulebook)),
      inState(jury.status, 'open'),
      everybody.flatMap(({ memberId }) => knownPerson(context, memberId)),
      oneSeatEach(everybody),
    )
  },
  JuryMemberRecused: (event, jury) => {
    const member = jury.members.find(({ memberId }) => memberId === event.memberId)
    const recused = member?.recused || (event.candidacyId !== undefined && member?.recusedFor.includes(event.candidacyId))
    return judged(
      inState(jury.status, 'constituted', 'sitting'),
      inState(member ? (recused ? 'recused' : 'member') : 'none', 'member'),
      minutesOpen(jury),
    )
  },
  JuryMemberReplaced: memberReplaced,
}

/** J1 to J3 again, as the jury will sit: for the candidate, or for all and for each who has an alternate of their own. */
function memberReplaced(event: JuryEvent<'JuryMemberReplaced'>, jury: Jury, context: Context): Judgment {
  const { candidacyId, memberId, replacement } = event
  const left = jury.members.find((member) => member.memberId === memberId)
  const after = { members: replace(jury.members, event) }
  const scopes = candidacyId === undefined ? [everybodyElse, ...namedCandidates(after.members)] : [candidacyId]
  const free = left && seatFree(replacement.memberId, left, jury, candidacyId)
  return judged(
    // One who already sits would be counted once for two seats: that is said by G2.
    free?.holds && scopes.flatMap((scope) => compositionChecks(sittingFor(after, scope), emptyFor(after, scope), context.rulebook)),
    inState(jury.status, 'constituted', 'sitting'),
    inState(left ? 'member' : 'none', 'member'),
    knownPerson(context, replacement.memberId),
    minutesOpen(jury),
    free,
    notACandidate(replacement.memberId, jury, context),
  )
}

/** Stands for the candidates of whom no recusal and no replacement speaks. */
const everybodyElse = ''

function namedCandidates(members: readonly JuryMember[]): string[] {
  return [...new Set(members.flatMap(({ recusedFor, replacedFor, onlyFor }) => [...recusedFor, ...replacedFor, ...(onlyFor ?? [])]))]
}

/** G2: an alternate already called for other candidates may be called again to the same kind of seat; nobody else who has one. */
function seatFree(replacementId: string, left: JuryMember, { members }: Jury, candidacyId: string | undefined): Check {
  const holds = members.find(({ memberId }) => memberId === replacementId)
  const called = holds?.onlyFor !== null && holds?.seat === left.seat && !holds.recused && !overlaps(holds, candidacyId)
  return need('G2', holds === undefined || called, {
    found: holds ? { seat: holds.seat, memberId: holds.memberId } : null,
    expected: oneSeat,
  })
}

function overlaps({ onlyFor, recusedFor }: JuryMember, candidacyId: string | undefined): boolean {
  return candidacyId !== undefined && (onlyFor?.includes(candidacyId) === true || recusedFor.includes(candidacyId))
}

/** G2: nobody sits in the jury that hears them. */
function notACandidate(memberId: string, { candidates }: Jury, { reads }: Context): Check {
  const heard = Object.entries(candidates).filter(([, { state }]) => !['unconvened', 'absent', 'excused'].includes(state))
  const own = heard.find(([candidacyId]) => reads.candidacy(candidacyId).personId === memberId)
  return need('G2', !own, { found: own ? own[0] : null, expected: say('un membre qui n’est pas candidat', 'a member who is no candidate') })
}

const oneSeat = say('un seul siège par personne', 'one seat a person')

function oneSeatEach(everybody: readonly Seat[]): Check {
  const twice = everybody.filter(({ memberId }) => everybody.filter((other) => other.memberId === memberId).length > 1)
  return need('G2', twice.length === 0, { found: twice.map(({ seat, memberId }) => `${seat} ${memberId}`), expected: oneSeat })
}
