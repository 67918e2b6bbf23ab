export const noticeName = 'Notice'
const longest = 31

/** A tab's name for each table: what a spreadsheet allows (31 characters, none of []:*?/\, no apostrophe at an end), none twice. */
export function sheetNames(wished: readonly string[]): string[] {
  const taken = new Set([noticeName.toLowerCase(), 'history'])
  return wished.map((wish) => {
    const name = wish.replaceAll(/[[\]:*?/\\\p{Cc}]/gu, ' ').trim()
    for (let number = 1; ; number += 1) {
      const mark = number === 1 ? '' : ` (${number})`
      const one = (bare(name.slice(0, longest - mark.length)) + mark).trimStart()
      if (one !== '' && !taken.has(one.toLowerCase())) {
        taken.add(one.toLowerCase())
        return one
      }
    }
  })
}

function bare(name: string): string {
  return name.toWellFormed().replaceAll(/^['\s]+|['\s]+$/g, '')
}

/** A sheet's name in a formula. */
export function quotedName(name: string): string {
  return `'${name.replaceAll("'", "''")}'`
}
