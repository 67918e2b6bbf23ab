import { createHmac, type KeyObject } from 'node:crypto'
import { canonical } from './canonical.ts'
import type { commandKeys } from './command-keys.ts'
import { sameText } from './commitment.ts'
import { assertTime, shift } from './time.ts'

export type MacVerdict = 'same' | 'different' | 'unknown-key'

/** The keyed hash of a command's body: recognises the same command id with another body, and tells an outsider nothing. */
export function commandMacs(keys: ReturnType<typeof commandKeys>) {
  /**
   * 64 hex digits over a body that is already RFC 8785 text. Some microseconds; the first of a year also writes a key.
   * @param at when the command is recorded, UTC
   */
  function commandMacOfText(body: string, at: string): string {
    assertTime(at)
    return mac(keys.keyFor(at.slice(0, 4)), body)
  }

  /**
   * Compares a repeated command with what was recorded at `at`. `unknown-key`: the key of that time is destroyed, so the command's id
   * alone decides.
   */
  function verifyCommandMacOfText(body: string, expected: string, at: string): MacVerdict {
    assertTime(at)
    // First, since it also takes up a key that another process has made for that year.
    const state = keys.stateOf(at.slice(0, 4))
    if (keys.existing().some((key) => sameText(mac(key, body), expected))) return 'same'
    // What was recorded in the first hours of January may come from a command of December, under the key of that year.
    const judged = state === 'usable' && keys.stateOf(shift(at, -24).slice(0, 4)) !== 'destroyed'
    return judged ? 'different' : 'unknown-key'
  }

  return {
    commandMacOfText,
    verifyCommandMacOfText,
    /** The same of any JSON body. @throws VAULT_INVALID_PAYLOAD, VAULT_TOO_DEEP */
    commandMac: (body: unknown, at: string): string => commandMacOfText(canonical(body), at),
    verifyCommandMac: (body: unknown, expected: string, at: string): MacVerdict => verifyCommandMacOfText(canonical(body), expected, at),
  }
}

function mac(key: KeyObject, body: string): string {
  return createHmac('sha256', key).update(body).digest('hex')
}
