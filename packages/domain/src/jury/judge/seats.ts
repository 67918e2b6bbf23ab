import { type Check, type Detail, need, say } from '../../kernel/judgment.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { Seat } from '../state.ts'

type SeatKind = Seat['seat']
type SeatRule = Rulebook['jury']['seats'][number]

const ruleOfSeat: Readonly<Record<SeatKind, 'J2' | 'J3'>> = { internal: 'J2', external: 'J3' }
const kinds: readonly SeatKind[] = ['internal', 'external']

/** J1 to J3: how many sit, how many on each kind of seat, and whether each may sit there. A seat to be filled again keeps its place. */
export function compositionChecks(sitting: readonly Seat[], empty: readonly Seat[], rulebook: Rulebook): Check[] {
  const { size, seats } = rulebook.jury
  const places = [...sitting, ...empty]
  const found = { count: places.length, ...countBySeat(places) }
  const expected = { count: size, ...Object.fromEntries(seats.map(({ seat, count }) => [seat, count])) }
  return [
    need('J1', places.length === size, { found, expected }),
    ...kinds.flatMap((kind) => {
      const held = places.filter(({ seat }) => seat === kind).length
      const count = seats.find(({ seat }) => seat === kind)?.count ?? 0
      const number = need(ruleOfSeat[kind], held === count, { found: { [kind]: held }, expected: { [kind]: count } })
      return [number, ...sitting.filter(({ seat }) => seat === kind).flatMap((one) => seatChecks(one, rulebook))]
    }),
  ]
}

/** J2, J3: whether one person may hold a seat of that kind: quality, affiliation, expertise. */
export function seatChecks(member: Seat, rulebook: Rulebook): Check[] {
  const { seat, memberId, quality, expertise } = member
  const rule = ruleOfSeat[seat]
  const asked = rulebook.jury.seats.find((one) => one.seat === seat)
  if (!asked) return []
  const { qualities, expertise: expert } = asked
  return [
    ...(qualities.length > 0
      ? [need(rule, quality !== null && qualities.includes(quality), { found: { seat, memberId, quality }, expected: qualities })]
      : []),
    affiliationCheck(member, asked, rulebook),
    ...(expert
      ? [
          need(rule, expertise, {
            found: say('expertise non attestée', 'expertise not attested'),
            expected: { seat, memberId, expertise: true },
          }),
        ]
      : []),
  ]
}

/** The internal member is of the certifier, or directs a partner's centre; the external ones are of neither. */
function affiliationCheck({ seat, memberId, quality, affiliation }: Seat, { partnerQualities }: SeatRule, { jury }: Rulebook): Check {
  const rule = ruleOfSeat[seat]
  const found: Detail = { seat, memberId, affiliation }
  if (seat === 'external') {
    const expected = jury.partnerStaffIsExternal ? ['none', 'partner'] : ['none']
    return need(rule, expected.includes(affiliation), { found, expected })
  }
  if (affiliation === 'partner' && jury.partnerDirectorIsInternal) {
    return need(rule, quality !== null && partnerQualities.includes(quality), { found: { ...found, quality }, expected: partnerQualities })
  }
  return need(rule, affiliation === 'certifier', {
    found,
    expected: jury.partnerDirectorIsInternal ? ['certifier', 'partner'] : ['certifier'],
  })
}

function countBySeat(places: readonly Seat[]): Record<SeatKind, number> {
  const of = (kind: SeatKind) => places.filter(({ seat }) => seat === kind).length
  return { internal: of('internal'), external: of('external') }
}
