import { declaration, main } from './text.ts'

/** How a cell looks: its place in the list of formats below. */
export const style = {
  text: 1,
  integer: 2,
  day: 3,
  rate: 4,
  header: 5,
  title: 6,
  subtitle: 7,
  wrapped: 8,
  figureText: 9,
  flag: 10,
} as const

/** A decimal number's format, by its decimals. */
export const mostDecimals = 9
export function decimalStyle(decimals: number): number {
  return 11 + Math.min(decimals, mostDecimals)
}

const font = (extra: string) => `<font>${extra}<name val="Calibri"/><family val="2"/></font>`
const size = (points: number) => `<sz val="${points}"/>`
const numberFormat = (id: number, code: string) => `<numFmt numFmtId="${id}" formatCode="${code}"/>`
/** Applied when not 0: each is its place in its list. */
const format = ({ number = 0, font = 0, fill = 0, border = 0, align = '' }) =>
  `<xf numFmtId="${number}" fontId="${font}" fillId="${fill}" borderId="${border}" xfId="0" applyNumberFormat="1" applyFont="1"` +
  ` applyFill="1" applyBorder="1"${align === '' ? '/>' : ` applyAlignment="1"><alignment ${align}/></xf>`}`
const list = (name: string, items: readonly string[]) => `<${name} count="${items.length}">${items.join('')}</${name}>`

const asText = 49
const asInteger = 1
const asDay = 164
const asRate = 165
const asDecimal = 166
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, at) => at)

export const stylesPart =
  `${declaration}<styleSheet xmlns="${main}">` +
  list('numFmts', [
    numberFormat(asDay, 'yyyy-mm-dd'),
    numberFormat(asRate, '0.0 %'),
    ...upTo(mostDecimals).map((decimals) => numberFormat(asDecimal + decimals, `0${decimals === 0 ? '' : '.'}${'0'.repeat(decimals)}`)),
  ]) +
  list('fonts', [font(size(11)), font(`<b/>${size(11)}`), font(`<b/>${size(16)}`), font(`<b/>${size(13)}`)]) +
  list('fills', [
    '<fill><patternFill patternType="none"/></fill>',
    '<fill><patternFill patternType="gray125"/></fill>',
    '<fill><patternFill patternType="solid"><fgColor rgb="FFE8ECF2"/><bgColor indexed="64"/></patternFill></fill>',
  ]) +
  list('borders', [
    '<border><left/><right/><top/><bottom/><diagonal/></border>',
    '<border><left/><right/><top/><bottom style="thin"><color rgb="FF8A94A6"/></bottom><diagonal/></border>',
  ]) +
  list('cellStyleXfs', ['<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>']) +
  list('cellXfs', [
    format({}),
    format({ number: asText }),
    format({ number: asInteger }),
    format({ number: asDay, align: 'horizontal="center"' }),
    format({ number: asRate }),
    format({ number: asText, font: 1, fill: 2, border: 1, align: 'vertical="center" wrapText="1"' }),
    format({ number: asText, font: 2 }),
    format({ number: asText, font: 3 }),
    format({ number: asText, align: 'vertical="top" wrapText="1"' }),
    format({ number: asText, align: 'horizontal="right"' }),
    format({ number: asText, align: 'horizontal="center"' }),
    ...upTo(mostDecimals).map((decimals) => format({ number: asDecimal + decimals })),
  ]) +
  list('cellStyles', ['<cellStyle name="Normal" xfId="0" builtinId="0"/>']) +
  '</styleSheet>'
