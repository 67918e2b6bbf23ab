import { type Check, need, say } from '../../kernel/judgment.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import { emptyFor, type Jury, type JuryMember, sittingFor } from '../state.ts'

/** J1 (J4 for a VAE interview): as many sit as the rulebook says, all of them members who may sit for that candidate. */
export function fullJury(rule: 'J1' | 'J4', sittingIds: readonly string[], candidacyId: string, jury: Jury, rulebook: Rulebook): Check[] {
  const { size, seats } = rulebook.jury
  const entitled = sittingFor(jury, candidacyId)
  const sitting = entitled.filter(({ memberId }) => sittingIds.includes(memberId))
  const others = sittingIds.filter((id) => !entitled.some(({ memberId }) => memberId === id))
  const distinct = new Set(sittingIds).size
  return [
    need(rule, distinct === size && sittingIds.length === size, {
      found: { count: distinct, ...countOn(seats, sitting) },
      expected: { count: size, ...Object.fromEntries(seats.map(({ seat, count }) => [seat, count])) },
      remedy: replaceFirst(emptyFor(jury, candidacyId)),
    }),
    need(rule, others.length === 0, { found: others, expected: entitled.map(({ memberId }) => memberId), remedy: replaceFirst([]) }),
  ]
}

function countOn(seats: Rulebook['jury']['seats'], sitting: readonly JuryMember[]): Record<string, number> {
  return Object.fromEntries(seats.map(({ seat }) => [seat, sitting.filter((member) => member.seat === seat).length]))
}

function replaceFirst(empty: readonly JuryMember[]) {
  const seats = empty.map(({ seat, memberId }) => `${seat} ${memberId}`).join(', ')
  return seats === ''
    ? say(
        'un membre absent ou récusé est remplacé, ou personne n’est entendu',
        'a member absent or recused is replaced, or nobody is heard',
      )
    : say(`siège à pourvoir : ${seats}`, `seat to be filled: ${seats}`)
}

/** J6: whoever sits for a VAE candidate declared no link with them, and did not accompany them. */
export function noLinks(
  sittingIds: readonly string[],
  noLinkDeclaredIds: readonly string[],
  companionId: string | null,
  { members }: Jury,
): Check[] {
  const seatOf = (id: string) => `${members.find(({ memberId }) => memberId === id)?.seat ?? 'none'} ${id}`
  const companion = sittingIds.filter((id) => id === companionId)
  const silent = sittingIds.filter((id) => !noLinkDeclaredIds.includes(id))
  return [
    need('J6', companion.length === 0, {
      found: companion.map(seatOf),
      expected: say('aucun membre qui ait accompagné le candidat', 'no member who accompanied the candidate'),
      remedy: callAlternate,
    }),
    need('J6', silent.length === 0, {
      found: silent.map(seatOf),
      expected: say('chaque membre déclare n’avoir aucun lien', 'each member declares to have no link'),
      remedy: callAlternate,
    }),
  ]
}

const callAlternate = say(
  'récusez ce membre pour ce candidat et appelez un suppléant',
  'recuse this member for this candidate and call an alternate',
)
