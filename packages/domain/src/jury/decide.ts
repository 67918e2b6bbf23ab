import { say } from '../kernel/judgment.ts'
import type { Maker, Makers } from '../making.ts'
import { explained } from '../rulebook/explain.ts'

/** Who signed the minutes is known from the signatures, in the order in which they came. */
const sealMinutes: Maker = (input, { target: { state } }) => {
  const signedIds = 'signatures' in state ? Object.keys(state.signatures) : []
  if (signedIds.length > 0) return [{ type: 'MinutesSealed', data: { ...input, signedIds } }]
  const found = say('aucune signature', 'no signature')
  const expected = say('plus de la moitié des membres', 'more than half of the members')
  return { outcome: 'refused', refusal: explained({ code: 'RULE_G3', rule: 'G3', found, expected }, null) }
}

export const juryMakers: Makers = { SealMinutes: sealMinutes }
