import type { Bars } from '../document.ts'
import { type Canvas, inside, tagged } from './canvas.ts'
import type { Piece } from './pieces.ts'
import { colours, shades, styles } from './style.ts'
import { heightOf, linesOf, shown, widthOf, write } from './text.ts'

const bar = { height: 10, gap: 1.5 }
const groupGap = 9
const labelGap = 10
const swatch = 7
/** Of the whole width, for the labels at the left. */
const widestLabel = 0.32

/** A chart: one figure for each page that it takes. A chart of more series than there are shades repeats them. */
export function barsPieces(canvas: Canvas, chart: Bars): Piece[] {
  const { frame } = canvas
  const { title, alt, labels, series } = chart
  const layout = layoutOf(canvas, chart)
  const most = Math.max(1, Math.floor((frame.bottom - frame.top - layout.above) / layout.groupHeight))
  return Array.from({ length: Math.ceil(labels.length / most) }, (_, page) => {
    const from = page * most
    const shownLabels = labels.slice(from, from + most)
    const height = layout.above + shownLabels.length * layout.groupHeight
    const element = inside(canvas.root, canvas.doc.struct('Figure', { alt: page === 0 ? alt : `${alt} (suite)` }))
    return {
      before: 14,
      height,
      draw(y) {
        tagged(element, () => {
          const under = write(canvas, linesOf(canvas, title, styles.h3, frame.width), styles.h3, { x: frame.left, width: frame.width }, y)
          if (series.length > 1) drawLegend(canvas, chart, under + 2)
          shownLabels.forEach((_, at) => {
            drawGroup(canvas, chart, layout, from + at, y + layout.above + at * layout.groupHeight)
          })
        })
      },
    }
  })
}

type Layout = ReturnType<typeof layoutOf>

function layoutOf(canvas: Canvas, { title, labels, series, most }: Bars) {
  const { frame } = canvas
  const width = (text: string) => widthOf(canvas, shown(text, styles.barText.face), styles.barText)
  const room = Math.min(Math.max(0, ...labels.map(width)), frame.width * widestLabel)
  const lines = labels.map((label) => linesOf(canvas, label, styles.barText, room))
  const bars = series.length * bar.height + (series.length - 1) * bar.gap
  const titleHeight = heightOf(linesOf(canvas, title, styles.h3, frame.width), styles.h3)
  const left = frame.left + room + labelGap
  const texts = Math.max(0, ...series.flatMap((one) => one.texts.map(width)))
  return {
    room,
    lines,
    left,
    length: frame.right - left - texts - 6,
    whole: most ?? Math.max(1, ...series.flatMap(({ values }) => values.map((value) => value ?? 0))),
    bars,
    groupHeight: Math.max(bars, ...lines.map((one) => heightOf(one, styles.barText))) + groupGap,
    above: titleHeight + 8 + (series.length > 1 ? styles.barText.leading + 6 : 0),
  }
}

function drawLegend(canvas: Canvas, { series }: Bars, y: number): void {
  let x = canvas.frame.left
  series.forEach(({ name }, at) => {
    const text = shown(name, styles.barText.face)
    canvas.doc.rect(x, y + (styles.barText.leading - swatch) / 2, swatch, swatch).fill(shade(at))
    write(canvas, [text], styles.barText, { x: x + swatch + 5, width: canvas.frame.width }, y)
    x += swatch + 5 + widthOf(canvas, text, styles.barText) + 16
  })
}

function drawGroup(canvas: Canvas, { series }: Bars, layout: Layout, group: number, y: number): void {
  const { doc, frame } = canvas
  const { left, room, bars } = layout
  const lines = layout.lines[group] ?? []
  const middle = y + bars / 2 - heightOf(lines, styles.barText) / 2
  write(canvas, lines, styles.barText, { x: frame.left, width: room, align: 'right' }, Math.max(y, middle))
  doc
    .moveTo(left, y - groupGap / 2)
    .lineTo(left, y + layout.groupHeight - groupGap / 2)
    .lineWidth(0.5)
    .strokeColor(colours.rule)
    .stroke()
  series.forEach(({ values, texts }, at) => {
    const top = y + at * (bar.height + bar.gap)
    const length = (Math.min(Math.max(values[group] ?? 0, 0), layout.whole) / layout.whole) * layout.length
    if (length > 0) doc.rect(left, top, length, bar.height).fill(shade(at))
    const text = shown(texts[group] ?? '', styles.barText.face)
    write(canvas, [text], styles.barText, { x: left + length + 5, width: frame.width }, top + (bar.height - styles.barText.leading) / 2)
  })
}

function shade(at: number): string {
  return shades[at % shades.length] ?? colours.accent
}
