/** Streams by kind: `<kind>-<id>` (architecture, decision 3). Ids are random or derived from a command, a code or a fingerprint. */

export const kinds = [
  'candidacy',
  'jury',
  'mspr',
  'certification',
  'partner',
  'person',
  'register',
  'work',
  'transmission',
  'import',
] as const
export type Kind = (typeof kinds)[number]

/** Prefixes of every ledger stream, in the order published with the transparency log. */
export const streamPrefixes: readonly string[] = kinds.map((kind) => `${kind}-`)

export function streamOf(kind: Kind, id: string): string {
  return `${kind}-${id}`
}

export function registerStream(certification: string, year: number): string {
  return `register-${certification}-${year}`
}

/** The kind and the id of a ledger stream; undefined for a stream that is not the ledger's. */
export function parseStream(stream: string): { kind: Kind; id: string } | undefined {
  const dash = stream.indexOf('-')
  const kind = kinds.find((one) => one === stream.slice(0, dash))
  return kind && dash < stream.length - 1 ? { kind, id: stream.slice(dash + 1) } : undefined
}
