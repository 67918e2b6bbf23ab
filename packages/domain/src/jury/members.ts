import type { JuryFacts } from './events.ts'
import type { JuryMember, Seat } from './state.ts'

/** How a recusal and a replacement change who may sit. */

type Seated = Omit<JuryFacts['JuryConstituted']['members'][number], 'profileCommitment'>

export function seatOf({ memberId, seat, quality, affiliation, expertise }: Seated): Seat {
  return { memberId, seat, quality: quality ?? null, affiliation, expertise }
}

export function memberFrom(seat: Seat): JuryMember {
  return { ...seat, recusedFor: [], recused: false, onlyFor: null, replacedFor: [], replaced: false }
}

export function recuse(
  members: readonly JuryMember[],
  { memberId, candidacyId }: Pick<JuryFacts['JuryMemberRecused'], 'memberId' | 'candidacyId'>,
): JuryMember[] {
  return members.map((member) => {
    if (member.memberId !== memberId) return member
    return candidacyId === undefined ? { ...member, recused: true } : { ...member, recusedFor: adding(member.recusedFor, candidacyId) }
  })
}

/** The replacement takes the seat: for one candidate, or for all but those for whom somebody already holds it. */
export function replace(
  members: readonly JuryMember[],
  { memberId, candidacyId, replacement }: JuryFacts['JuryMemberReplaced'],
): JuryMember[] {
  const left = members.find((member) => member.memberId === memberId)
  if (!left) return [...members]
  const scope = candidacyId === undefined ? left.onlyFor : [candidacyId]
  const elsewhere = candidacyId === undefined ? left.replacedFor : []
  const marked = recuse(members, { memberId, candidacyId }).map((member) =>
    member.memberId === memberId ? gone(member, candidacyId) : member,
  )
  const known = marked.find((member) => member.memberId === replacement.memberId)
  if (!known) {
    const seat = seatOf({ ...replacement, seat: left.seat })
    return [...marked, { ...memberFrom(seat), onlyFor: scope, recusedFor: elsewhere, replacedFor: elsewhere }]
  }
  const others = elsewhere.filter((one) => !known.onlyFor?.includes(one))
  const called: JuryMember = {
    ...known,
    onlyFor: scope && known.onlyFor && [...new Set([...known.onlyFor, ...scope])],
    recusedFor: [...known.recusedFor, ...others],
    replacedFor: [...known.replacedFor, ...others],
  }
  return marked.map((member) => (member.memberId === called.memberId ? called : member))
}

function gone(member: JuryMember, candidacyId: string | undefined): JuryMember {
  return candidacyId === undefined ? { ...member, replaced: true } : { ...member, replacedFor: adding(member.replacedFor, candidacyId) }
}

function adding(ids: readonly string[], id: string): string[] {
  return ids.includes(id) ? [...ids] : [...ids, id]
}
