import type { Position } from './port.ts'

const zeros = '0'.repeat(20)

/** Twenty digits, zero-padded: text order is number order. */
export function padded(value: number | bigint): Position {
  const digits = String(value)
  const text = zeros.slice(digits.length) + digits
  if (isPadded(text)) return text
  throw new RangeError('a position has at most 20 digits')
}

function isPadded(text: string): text is Position {
  return text.length === 20
}

/** Is the text a position of either store (twenty digits, or `commit/prepare` of twenty each)? For borders where positions arrive as text. */
export function isPosition(text: unknown): text is Position {
  return typeof text === 'string' && /^\d{20}(?:\/\d{20})?$/.test(text)
}
