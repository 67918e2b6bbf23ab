import type { AccessLog, Outcome } from './access-log.ts'
import { type Json, payloadBytes } from './canonical.ts'
import { assertCategory, type Category } from './categories.ts'
import { sameBytes, sameText } from './commitment.ts'
import type { Context } from './context.ts'
import { commitmentOfPlaintext, type Envelopes, payloadOf } from './envelope.ts'
import { isVaultError, VaultError } from './errors.ts'
import type { FactRow, Facts } from './facts.ts'
import type { GroupCommit } from './group-commit.ts'
import { assertFactId, assertId, assertReader, type FactId, type Reader } from './names.ts'

/** A fact to read; with the commitment of its event, what is read is checked against it. */
export type FactToOpen = FactId & { commitment?: string }
export type Opened = { outcome: 'opened'; payload: Json } | { outcome: 'missing' | 'mismatch' }
/** The commitments of the known events, by their ids. */
export type Committed = ReadonlyMap<string, string>

type Parts = { context: Context; group: GroupCommit; facts: Facts; envelopes: Envelopes; accesses: AccessLog }
type Asked = { eventId: string | null; personId: string; category: Category }

/** The door to personal data: whatever leaves the vault was first written, durably, into the access log. */
export function reading({ context, group, facts, envelopes, accesses }: Parts) {
  let comparisons = 0

  /**
   * The payload of one fact.
   * @throws VAULT_MISSING (never sealed, or erased: the same answer), VAULT_MISMATCH
   */
  function open({ reader, ...fact }: FactToOpen & { reader: Reader }): Json {
    return payloadIn(openMany([fact], reader)[0])
  }

  /** Several facts, in the order asked, for one commit of the access log: a page of names. */
  function openMany(wanted: readonly FactToOpen[], reader: Reader): Opened[] {
    wanted.forEach(assertFactId)
    assertReader(reader)
    if (wanted.length === 0) return []
    return context.tx.write(() => wanted.map((fact) => openLogged(fact, reader)))
  }

  /**
   * The newest fact of a category, by order of sealing; undefined if there is none. With `committed`, what is read is checked, and a
   * row whose event is not known is passed over: it may have been sealed for an event that never came. Those who read at the same time
   * share one commit of the access log.
   * @throws VAULT_MISMATCH
   */
  async function current(personId: string, category: Category, reader: Reader, committed?: Committed) {
    assertId(personId)
    assertCategory(category)
    assertReader(reader)
    const known = facts.newest(personId, category, committed?.keys())
    const commitment = known && committed?.get(known.eventId)
    const read = (): Opened => {
      if (!known) return logged({ eventId: null, personId, category }, { outcome: 'missing' }, reader)
      const fact = { eventId: known.eventId, personId, category }
      return openLogged(commitment === undefined ? fact : { ...fact, commitment }, reader)
    }
    let opened: Opened | undefined
    await group.add(() => {
      opened = read()
    }, 0)
    return known && { eventId: known.eventId, sealedAt: known.sealedAt, payload: payloadIn(opened) }
  }

  function openLogged(fact: FactToOpen, reader: Reader): Opened {
    return logged(fact, unseal(facts.find(fact), fact.commitment), reader)
  }

  function logged({ eventId, personId, category }: Asked, opened: Opened, { actor, role, purpose }: Reader): Opened {
    accesses.append({ at: context.now(), actor, role, purpose, personId, category, eventId, outcome: opened.outcome })
    return opened
  }

  function unseal(row: FactRow | undefined, commitment: string | undefined): Opened {
    if (!row) return { outcome: 'missing' }
    try {
      const plaintext = envelopes.unseal(row)
      const kept = commitment === undefined || sameText(commitmentOfPlaintext(plaintext), commitment)
      return kept ? { outcome: 'opened', payload: payloadOf(plaintext) } : { outcome: 'mismatch' }
    } catch (error) {
      if (isVaultError(error) && error.code === 'VAULT_MISMATCH') return { outcome: 'mismatch' }
      throw error
    }
  }

  /**
   * Does a repeated command bring the payload that is sealed? Nothing is disclosed, so nothing is logged; it is counted.
   * @throws VAULT_MISMATCH for a row that does not decrypt
   */
  function matches({ payload, ...fact }: FactId & { payload: unknown }): 'same' | 'different' | 'absent' {
    assertFactId(fact)
    const bytes = payloadBytes(payload)
    comparisons += 1
    const row = facts.find(fact)
    if (!row) return 'absent'
    return sameBytes(envelopes.unseal(row).payload, bytes) ? 'same' : 'different'
  }

  /** What the vault alone can say of a commitment; erased, superseded and left over need the events. Counted, not logged. */
  function state(eventId: string, personId: string, category: Category, commitment: string): Outcome {
    const fact = { eventId, personId, category }
    assertFactId(fact)
    comparisons += 1
    return unseal(facts.find(fact), commitment).outcome
  }

  /**
   * Whether each fact that is sealed under an event is one that the event committed to; none where nothing is sealed. For whoever checks a
   * whole vault against a whole log. Counted, not logged.
   */
  function sealedUnder(eventId: string, commitments: readonly string[]): Outcome[] {
    assertId(eventId)
    const rows = facts.underEvent(eventId)
    comparisons += rows.length
    return rows.map((row) => {
      const outcomes = commitments.map((commitment) => unseal(row, commitment).outcome)
      return outcomes.includes('opened') ? 'opened' : 'mismatch'
    })
  }

  return { open, openMany, current, matches, state, sealedUnder, comparisons: () => comparisons }
}

function payloadIn(opened: Opened | undefined): Json {
  if (opened?.outcome === 'opened') return opened.payload
  throw new VaultError(opened?.outcome === 'mismatch' ? 'VAULT_MISMATCH' : 'VAULT_MISSING')
}
