import canonicalize from 'canonicalize'
import { VaultError } from './errors.ts'

export type Json = null | boolean | number | string | Json[] | { [name: string]: Json }

/** What a payload may measure: bytes of its canonical form, and levels of nesting. */
export const MAX_PAYLOAD_BYTES = 65_536
export const MAX_DEPTH = 32

type Rules = { text: (value: string) => string; budget: number }

/**
 * RFC 8785 text of a JSON value, with the refusals that RFC 8785 leaves open: unsafe integers, `undefined`, a `__proto__` member,
 * objects with behaviour. Text is not normalised here.
 * @throws VAULT_INVALID_PAYLOAD, VAULT_TOO_DEEP
 */
export function canonical(value: unknown): string {
  return write(copy(value, 0, { text: wellFormed, budget: Number.POSITIVE_INFINITY }))
}

/**
 * The payload as it will be sealed: a fresh copy whose every text is in Unicode NFC, since RFC 8785 does not normalise and two
 * spellings of one name would give two commitments.
 * @throws VAULT_INVALID_PAYLOAD, VAULT_TOO_DEEP, VAULT_TOO_LARGE
 */
export function normalise(payload: unknown): Json {
  return copy(payload, 0, { text: (value) => wellFormed(value).normalize('NFC'), budget: MAX_PAYLOAD_BYTES })
}

/** Canonical UTF-8 of a normalised payload: what is committed to, and encrypted. */
export function payloadBytes(payload: unknown): Buffer {
  const bytes = Buffer.from(write(normalise(payload)), 'utf8')
  if (bytes.length > MAX_PAYLOAD_BYTES) throw new VaultError('VAULT_TOO_LARGE')
  return bytes
}

function write(value: Json): string {
  const text = canonicalize(value)
  if (text === undefined) throw new VaultError('VAULT_INVALID_PAYLOAD')
  return text
}

function copy(value: unknown, depth: number, rules: Rules): Json {
  if (depth > MAX_DEPTH) throw new VaultError('VAULT_TOO_DEEP')
  spend(rules, 1)
  switch (typeof value) {
    case 'string':
      return copyText(value, rules)
    case 'number':
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
        throw new VaultError('VAULT_INVALID_PAYLOAD')
      return value
    case 'boolean':
      return value
    case 'object':
      if (value === null) return null
      return Array.isArray(value) ? Array.from(value, (item) => copy(item, depth + 1, rules)) : copyMembers(value, depth, rules)
    default:
      throw new VaultError('VAULT_INVALID_PAYLOAD')
  }
}

function copyMembers(value: object, depth: number, rules: Rules): Json {
  const prototype: unknown = Object.getPrototypeOf(value)
  if (prototype !== Object.prototype && prototype !== null) throw new VaultError('VAULT_INVALID_PAYLOAD')
  const members: { [name: string]: Json } = {}
  for (const [key, member] of Object.entries(value)) {
    const name = copyText(key, rules)
    // Two names may become one in NFC: the second would silently replace the first.
    if (name === '__proto__' || Object.hasOwn(members, name)) throw new VaultError('VAULT_INVALID_PAYLOAD')
    members[name] = copy(member, depth + 1, rules)
  }
  return members
}

function copyText(value: string, rules: Rules): string {
  spend(rules, value.length)
  return rules.text(value)
}

function wellFormed(value: string): string {
  if (!value.isWellFormed()) throw new VaultError('VAULT_INVALID_PAYLOAD')
  return value
}

/** Stops a huge payload early; what counts in the end is the length of the canonical bytes. */
function spend(rules: Rules, amount: number): void {
  rules.budget -= amount
  if (rules.budget < 0) throw new VaultError('VAULT_TOO_LARGE')
}
