/** What a file may ask of this machine. The real export is 0.5 GB of XML in a zip, its fiches some hundred kilobytes each. */
export const limits = {
  /** Characters of one text, comment or tag. */
  element: 1024 ** 2,
  /** Characters of one fiche, its tags included: one fiche is held at a time. */
  fiche: 8 * 1024 ** 2,
  depth: 32,
  zipEntries: 16,
  /** Bytes of XML in a zip. */
  xml: 4 * 1024 ** 3,
  /** Bytes of XML for one of zip, above `ratioFrom`: deflate makes about fifteen of the real export. */
  ratio: 100,
  ratioFrom: 1024 ** 2,
} as const
