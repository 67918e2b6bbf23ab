import type { SourceTree } from './workspace.ts'

const lineLimit = 400
const usualLimit = 220

/** The habit: no source file over 400 lines, nine in ten under 220. Tests and data are not counted. */
export function checkFileSizes(tree: SourceTree): readonly string[] {
  const sizes = [...tree]
    .filter(([file]) => /^(packages|services)\/[^/]+\/src\/.*\.ts$/.test(file))
    .map(([file, text]) => ({ file, lines: linesOf(text) }))
  const long = sizes.filter(({ lines }) => lines >= usualLimit).sort((a, b) => b.lines - a.lines)
  const tooLong = long
    .filter(({ lines }) => lines > lineLimit)
    .map(({ file, lines }) => `${file} has ${lines} lines: more than ${lineLimit}`)
  if (long.length * 10 <= sizes.length) return tooLong
  const list = long.map(({ file, lines }) => `${file} ${lines}`).join(', ')
  return [...tooLong, `${long.length} of ${sizes.length} files have ${usualLimit} lines or more, over one in ten: ${list}`]
}

function linesOf(text: string): number {
  return text.split('\n').length - (text.endsWith('\n') ? 1 : 0)
}
