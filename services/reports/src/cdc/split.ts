/** What one file may hold: bytes, and passages (exchange reference, 6.8). */
export const mostBytes = 200_000_000
export const mostPassages = 200_000

/**
 * Cuts what is to be sent into files, each as full as it may be, in their order: the bytes of each passage, and those of the envelope around
 * them. Answers how many passages each file has.
 */
export function filesOf(
  sizes: Iterable<number>,
  envelopeBytes: number,
  { bytes: limit = mostBytes, passages: most = mostPassages }: { readonly bytes?: number; readonly passages?: number } = {},
): number[] {
  const files: number[] = []
  let passages = 0
  let bytes = envelopeBytes
  for (const size of sizes) {
    if (passages > 0 && (passages === most || bytes + size > limit)) {
      files.push(passages)
      passages = 0
      bytes = envelopeBytes
    }
    passages += 1
    bytes += size
  }
  return passages > 0 ? [...files, passages] : files
}
