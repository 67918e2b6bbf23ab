import type { Entry, Jury } from '@minutier/domain'
import { type Hearing, hearingsOf } from './hearings.ts'
import { isJury, lastOf, sealOf, type ToldSession, textIn, textsIn } from './told.ts'

/** One who sits in a jury, or was to. */
export interface Member {
  readonly memberId: string
  readonly quality: string | null
  readonly seat: 'internal' | 'external'
  readonly affiliation: 'none' | 'certifier' | 'partner'
  readonly standing: Standing
  /** Those at which they sat. */
  readonly hearings: readonly Hearing[]
  /** Events that seated, recused or replaced them. */
  readonly seating: readonly Entry[]
  readonly signature: Signature
}

export type Standing = 'seated' | 'called' | 'calledForSome' | 'recused' | 'recusedForSome' | 'replaced' | 'replacedForSome'

export type Signature =
  | { readonly state: 'signed'; readonly event: Entry; readonly reason: null }
  | { readonly state: 'unsigned'; readonly event: Entry; readonly reason: string }
  /** Did not sit, or may still sign. */
  | { readonly state: 'none'; readonly event: undefined; readonly reason: null }

/** In the order in which they were named; alternates who were called with the others. */
export function membersOf(told: ToldSession): Member[] {
  const hearings = hearingsOf(told)
  const member = (seat: Omit<Member, 'hearings' | 'seating' | 'signature'>): Member => ({
    ...seat,
    hearings: hearings.filter(({ sittingIds }) => sittingIds.includes(seat.memberId)),
    seating: told.facts.filter((fact) => seats(fact, seat.memberId)),
    signature: signatureOf(seat.memberId, told),
  })
  const { state } = told
  if (!isJury(state)) {
    return state.jury.map(({ memberId, affiliation }) =>
      member({ memberId, affiliation, quality: null, seat: 'external', standing: 'seated' }),
    )
  }
  const first = new Set(memberIds(lastOf(told, 'JuryConstituted')?.data['members']))
  return state.members.map((one) => {
    const { memberId, quality, seat, affiliation } = one
    return member({ memberId, quality, seat, affiliation, standing: standingOf(one, first.has(memberId)) })
  })
}

const seating = ['JuryConstituted', 'MsprJuryConstituted', 'JuryMemberRecused', 'JuryMemberReplaced']

function seats({ type, data }: Entry, memberId: string): boolean {
  if (!seating.includes(type)) return false
  return [data['members'], data['alternates'], [data, data['replacement']]].flatMap(memberIds).includes(memberId)
}

function memberIds(members: unknown): string[] {
  if (!Array.isArray(members)) return []
  return members.flatMap((one) => {
    const id = typeof one === 'object' && one !== null && 'memberId' in one ? one.memberId : undefined
    return typeof id === 'string' ? [id] : []
  })
}

function standingOf({ replaced, recused, replacedFor, recusedFor, onlyFor }: Jury['members'][number], first: boolean): Standing {
  if (replaced) return 'replaced'
  if (recused) return 'recused'
  if (first && replacedFor.length > 0) return 'replacedForSome'
  if (first && recusedFor.length > 0) return 'recusedForSome'
  return first ? 'seated' : onlyFor === null ? 'called' : 'calledForSome'
}

/** Signed; or sealed without it, and why. Before the sealing a signature that was given is told, and one that is awaited is not. */
function signatureOf(memberId: string, told: ToldSession): Signature {
  const given = told.facts.findLast((fact) => fact.type === 'MinutesSigned' && textIn(fact, 'memberId') === memberId)
  const sealed = sealOf(told)?.event
  if (sealed && textsIn(sealed, 'signedIds').includes(memberId)) return { state: 'signed', event: given ?? sealed, reason: null }
  if (given) return { state: 'signed', event: given, reason: null }
  const missing = sealed ? unsignedIn(sealed).find((one) => one.memberId === memberId) : undefined
  if (sealed && missing) return { state: 'unsigned', event: sealed, reason: missing.reason }
  return { state: 'none', event: undefined, reason: null }
}

function unsignedIn({ data: { unsigned } }: Entry): { memberId: string; reason: string }[] {
  if (!Array.isArray(unsigned)) return []
  return unsigned.flatMap((one) => (isUnsigned(one) ? [one] : []))
}

function isUnsigned(one: unknown): one is { memberId: string; reason: string } {
  if (typeof one !== 'object' || one === null || !('memberId' in one) || !('reason' in one)) return false
  return typeof one.memberId === 'string' && typeof one.reason === 'string'
}
