import { foldHistory } from '../fold.ts'
import { judged } from '../kernel/judgment.ts'
import type { Maker, Makers } from '../making.ts'
import { parseStream } from '../streams.ts'
import { personEvents } from './events.ts'
import { recordedBefore } from './judge/identity.ts'
import { standingFact } from './state.ts'

/** A rectification names what it supersedes: in each of its categories the fact that stands, read from the person's own history. */
const rectify: Maker = (input, { target }) => {
  const facts = personEvents.IdentityRectified.shape.facts.parse(input['facts'])
  const person = foldHistory('person', target.history)
  const categories = facts.map(({ category }) => category)
  const possible = judged(recordedBefore(person, parseStream(target.stream)?.id ?? '', categories))
  if (possible.outcome === 'refused') return possible
  const supersedes = categories.flatMap((category) => {
    const fact = standingFact(person, category)
    return fact ? [{ eventId: fact.eventId, category }] : []
  })
  return [{ type: 'IdentityRectified', data: { ...input, supersedes } }]
}

export const personMakers: Makers = { RectifyIdentity: rectify }
