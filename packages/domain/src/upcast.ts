import type { Entry } from './kernel/event.ts'

type Data = Readonly<Record<string, unknown>>

/** Present version of an event's schema; 1 for what is not here. */
export const schemaVersions: Readonly<Record<string, number>> = { JurySessionOpened: 2 }

/** How the data of an older version reads in the next one: `upcasts[type][n]` makes version n + 1 of version n. */
const upcasts: Readonly<Record<string, Readonly<Record<number, (data: Data) => Data>>>> = {
  // Version 1, of the pilot, had no mode: its sessions were all held on site.
  JurySessionOpened: { 1: (data) => ({ ...data, mode: 'onSite' }) },
}

export function schemaVersionOf(type: string): number {
  return schemaVersions[type] ?? 1
}

/** The event's data in the present version. A version that is not known is an error: a newer program recorded it. */
export function upcast(entry: Pick<Entry, 'type' | 'schemaVersion' | 'data'>): Data {
  const present = schemaVersionOf(entry.type)
  if (entry.schemaVersion === present) return entry.data
  let data = entry.data
  for (let version = entry.schemaVersion; version !== present; version++) {
    const step = upcasts[entry.type]?.[version]
    if (!step) throw new TypeError(`version ${entry.schemaVersion} of ${entry.type} is unknown here: a newer Minutier recorded it`)
    data = step(data)
  }
  return data
}
