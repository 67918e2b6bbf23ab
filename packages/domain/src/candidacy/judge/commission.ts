import type { Context } from '../../aggregate.ts'
import { type Check, need } from '../../kernel/judgment.ts'
import type { Candidacy } from '../state.ts'

type Commission = readonly { readonly memberId: string; readonly quality: string }[]

/** P3: the commission gathers the qualities that the rulebook asks; G14: and no other. */
export function commissionComplete(commission: Commission, { rulebook }: Context): Check[] {
  const qualities = commission.map(({ quality }) => quality)
  const asked = rulebook.prerequisites.commission
  return [
    need(
      'P3',
      asked.every((quality) => qualities.includes(quality)),
      { found: qualities, expected: asked },
    ),
    need(
      'G14',
      qualities.every((quality) => asked.includes(quality)),
      { found: qualities, expected: asked },
    ),
  ]
}

/** G2: one quality a person in a commission, and the candidate has none. */
export function distinctPeople(commission: Commission, { personId }: Candidacy): Check {
  const twice = commission.filter(
    ({ memberId }) => memberId === personId || commission.filter((other) => other.memberId === memberId).length > 1,
  )
  return need('G2', twice.length === 0, { found: twice.map(({ quality }) => quality), expected: [] })
}
