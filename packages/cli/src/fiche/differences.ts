import { z } from 'zod'

/** A field of the document, by its path, as it is recorded and as the file says it; null where one does not say it. */
export interface Difference {
  readonly field: string
  readonly old: string | null
  readonly new: string | null
}

/**
 * Field by field, in the document's order. Entries of a list are told by their code or number, so that a change of order shows nothing.
 * `moved`: fields that were changed by other events since the recorded document was imported.
 */
export function differencesOf(recorded: unknown, file: unknown, moved: Readonly<Record<string, string>> = {}): Difference[] {
  const before = new Map([...flattened(recorded), ...Object.entries(moved)])
  const after = flattened(file)
  return [...new Set([...after.keys(), ...before.keys()])]
    .map((field) => ({ field, old: before.get(field) ?? null, new: after.get(field) ?? null }))
    .filter((one) => one.old !== one.new)
}

const members = z.record(z.string(), z.unknown())

/** By what an entry of a list is told from the others. */
const keys = ['code', 'siret', 'certification'] as const

function flattened(value: unknown, path = ''): Map<string, string> {
  if (Array.isArray(value)) return flattenedList(value, path)
  const { data } = members.safeParse(value)
  if (!data) return new Map(value === undefined || value === null ? [] : [[path, String(value)]])
  return new Map(
    Object.entries(data)
      .filter(([name]) => path !== '' || name !== 'format')
      .flatMap(([name, member]) => [...flattened(member, path === '' ? name : `${path}/${name}`)]),
  )
}

function flattenedList(list: readonly unknown[], path: string): Map<string, string> {
  const entries = list.map((one) => members.safeParse(one).data)
  if (entries.every((one) => one === undefined)) return new Map(list.length === 0 ? [] : [[path, list.map(String).toSorted().join(' ')]])
  const seen = new Map<string, number>()
  return new Map(
    entries.flatMap((one = {}, at) => {
      const name = keys.find((candidate) => one[candidate] !== undefined)
      const key = name === undefined ? String(at + 1) : String(one[name])
      const rank = (seen.get(key) ?? 0) + 1
      seen.set(key, rank)
      // The key is in the path already, where there is anything else to say.
      const rest = Object.entries(one).filter(([member]) => member !== name)
      const said = rest.length === 0 ? one : Object.fromEntries(rest)
      return [...flattened(said, `${path}[${key}]${rank === 1 ? '' : `[${rank}]`}`)]
    }),
  )
}
