import type { DecimalCell, RateCell } from './document.ts'

/** What stands for a figure that is not told, and for a rate without denominator. */
export const maskedText = 'masqué'
export const noDenominator = 'n/a'

/** A rate's percentage as a decimal number. */
export function percentOf(tenths: number): DecimalCell {
  return { kind: 'decimal', value: tenths, decimals: 1 }
}

export function flagText(value: boolean): 'O' | 'N' {
  return value ? 'O' : 'N'
}

/** The digits of a decimal number, all of its decimals written: the integer's own digits, with the mark put in. */
export function decimalText({ value, decimals }: DecimalCell, mark: ',' | '.'): string {
  const digits = String(Math.abs(value)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, digits.length - decimals)
  const sign = value < 0 ? '-' : ''
  return decimals === 0 ? sign + whole : sign + whole + mark + digits.slice(-decimals)
}

/** A share of one, for a spreadsheet's percentage format: 66,7 % is 0.667. */
export function shareText({ tenths }: RateCell): string | null {
  return tenths === null ? null : decimalText({ kind: 'decimal', value: tenths, decimals: 3 }, '.')
}
