import { maxDepth } from './limits.ts'

/**
 * The first thing in `value` that JSON would lose or change (`undefined`, NaN, -0, a bigint, a Date, a cycle, an integer beyond 2^53 - 1,
 * a lone surrogate), as a path from `value` and a reason; undefined when there is none. What a store gives back must equal what it was given.
 */
export function fault(value: unknown, depth = 0): string | undefined {
  switch (typeof value) {
    case 'string':
      return value.isWellFormed() ? undefined : ': a lone surrogate'
    case 'number':
      return numberFault(value)
    case 'boolean':
      return undefined
    case 'object':
      if (value === null) return undefined
      if (depth >= maxDepth) return `: more than ${maxDepth} levels, or a cycle`
      if (Array.isArray(value)) return arrayFault(value, depth + 1)
      return isPlain(value) ? memberFault(value, depth + 1) : ': an object that is not plain JSON'
    default:
      return `: ${typeof value}`
  }
}

function numberFault(value: number): string | undefined {
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? ': -0' : undefined
  if (!Number.isFinite(value)) return ': not a finite number'
  return Number.isInteger(value) ? ': an integer beyond 2^53 - 1' : undefined
}

function arrayFault(values: readonly unknown[], depth: number): string | undefined {
  for (let index = 0; index < values.length; index++) {
    const found = fault(values[index], depth)
    if (found !== undefined) return `[${index}]${found}`
  }
}

function memberFault(members: Record<string, unknown>, depth: number): string | undefined {
  for (const name in members) {
    if (!name.isWellFormed()) return ': a lone surrogate in a member name'
    const found = fault(members[name], depth)
    if (found !== undefined) return `.${name}${found}`
  }
}

/** An object literal, or what JSON.parse makes: not a Date, a Map or an instance of a class. */
export function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}
