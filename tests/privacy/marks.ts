/** Names that nobody has: whatever is found of them was written by the server, in whichever form text may lie on a disk. */

const accented = 'Zzmarqué-Ünïcœur'
/** Of both forms of the name, and of none of our own words. */
const core = 'Zzmarqu'
/** A name that could pass for a code: no accent, no space. */
export const codeLike = 'ZzmarquExemple'

let count = 0

/** Composed and decomposed in turn, with a number, so that no two people share a name. */
export function mark(): string {
  count += 1
  return `${accented.normalize(count % 2 === 0 ? 'NFC' : 'NFD')} ${count}`
}

const texts = [core, core.toLowerCase(), core.toUpperCase()]
const needles: readonly Buffer[] = texts.flatMap((text) => {
  const bytes = Buffer.from(text, 'utf8')
  const utf16 = Buffer.from(text, 'utf16le')
  const base64 = [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    // Only the characters that the name alone decides.
    return Buffer.from(encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)))
  })
  return [bytes, utf16, Buffer.from(utf16).swap16(), ...base64, Buffer.from(bytes.toString('hex'))]
})

/** Whether a mark is in these bytes. */
export function isMarked(bytes: Buffer | string): boolean {
  const searched = typeof bytes === 'string' ? Buffer.from(bytes) : bytes
  return needles.some((needle) => searched.includes(needle))
}

/** The names of members that hold what a person typed, or that tell them. */
const telling = new Set(['familyName', 'usageName', 'givenName', 'job', 'expertise', 'locality', 'reference', 'note', 'title', 'text'])

/** The same body with a mark wherever free text may stand, and the free text that it might also have had. */
export function planted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(planted)
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).map(([name, member]) => [
    name,
    telling.has(name) && typeof member === 'string' ? mark() : planted(member),
  ])
  const body = Object.fromEntries(members)
  return 'reference' in body ? { ...body, note: mark(), documents: [{ title: mark(), fingerprint: '0'.repeat(64) }] } : body
}
