import { createHash } from 'node:crypto'

export type Json = string | number | boolean | null | readonly Json[] | { readonly [member: string]: Json }

/** JSON whose members are in the order of their names, so that the same content is the same bytes. */
export function sortedJson(value: Json): string {
  return JSON.stringify(inOrder(value))
}

function inOrder(value: unknown): unknown {
  // Long lists are of numbers: they stay as they are.
  if (Array.isArray(value)) return value.some((member) => typeof member === 'object') ? value.map(inOrder) : value
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(byName)
      .map(([name, member]) => [name, inOrder(member)]),
  )
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** SHA-256 of a text in UTF-8, in hex. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}
