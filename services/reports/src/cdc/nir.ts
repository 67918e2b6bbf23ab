const shape = /^[12][0-9]{4}(?:2[AB]|[0-9]{2})[0-9]{6}$/

/**
 * The thirteen characters of a NIR that are sent; typed with its key, the key is checked and dropped. Undefined for what is no NIR.
 * Spaces are passed over.
 */
export function nirOf(typed: string): string | undefined {
  const text = typed.replace(/\s/g, '').toUpperCase()
  const nir = text.slice(0, 13)
  if (!shape.test(nir)) return undefined
  if (text.length === 13) return nir
  return text.slice(13) === keyOf(nir) ? nir : undefined
}

/** 97 less the remainder by 97 of the number, in which Corsica's departments read 19 and 18. */
function keyOf(nir: string): string {
  const digits = nir.slice(0, 5) + nir.slice(5, 7).replace('2A', '19').replace('2B', '18') + nir.slice(7)
  return String(97n - (BigInt(digits) % 97n)).padStart(2, '0')
}
