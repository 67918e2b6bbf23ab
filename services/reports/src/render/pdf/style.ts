/** Sizes in points. A4. */
export const paper = { short: 595.28, long: 841.89 }
export const margins = { side: 64, top: 88, bottom: 84 }

export const colours = { ink: '#1b1d21', quiet: '#5b616b', accent: '#1f3d66', rule: '#c6cbd3', faint: '#d9dde4', watermark: '#eceef1' }
/** Of bars: the accent, then paler ones that remain apart when they are printed in grey. */
export const shades = ['#1f3d66', '#7d9cc0', '#c9d6e6']

export type Face = 'text' | 'strong' | 'serif'

export interface TextStyle {
  readonly face: Face
  readonly size: number
  /** From one line to the next. */
  readonly leading: number
  readonly colour: string
}

const text = (face: Face, size: number, leading: number, colour = colours.ink): TextStyle => ({ face, size, leading, colour })

export const styles = {
  title: text('serif', 21, 26, colours.accent),
  subject: text('text', 11, 15, colours.quiet),
  h1: text('serif', 14.5, 19, colours.accent),
  h2: text('strong', 11.5, 15),
  h3: text('strong', 10, 14, colours.quiet),
  body: text('text', 10, 14.5),
  note: text('text', 8.5, 12, colours.quiet),
  label: text('text', 8, 11, colours.quiet),
  value: text('text', 10, 13.5),
  code: text('text', 8, 11),
  tableHead: text('strong', 8.5, 11, colours.accent),
  tableCell: text('text', 9, 12.5),
  strong: text('strong', 10, 13.5),
  barText: text('text', 8, 10),
  running: text('text', 8, 11, colours.quiet),
  caption: text('text', 7, 9, colours.quiet),
} as const satisfies Record<string, TextStyle>
