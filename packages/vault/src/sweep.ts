import { text } from './column.ts'
import type { Context } from './context.ts'
import { VaultError } from './errors.ts'
import type { Facts, FactTrace } from './facts.ts'
import { assertTime, shift } from './time.ts'

const PAGE = 200
/** An append in flight may still bring the event: nothing younger is ever swept. */
const YOUNGEST_HOURS = 1

type Parts = { context: Context; facts: Facts }

export function sweeping({ context, facts }: Parts) {
  const { db, tx, now } = context
  const swept = db.prepare("SELECT value FROM vault WHERE name = 'swept_to'")
  const setSwept = db.prepare(
    "INSERT INTO vault (name, value) VALUES ('swept_to', ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
  )
  const removeUnusedKeys = db.prepare(`DELETE FROM person_keys WHERE person_id = ?
    AND NOT EXISTS (SELECT 1 FROM facts WHERE facts.person_id = person_keys.person_id)`)

  /**
   * Removes sealed rows whose event never came: sealing precedes appending, and an append may be refused or die. Goes on where the
   * last run stopped, since an event that is known stays known.
   * @param isEventKnown must throw when it cannot tell: false deletes
   * @param olderThan UTC; at least one hour ago. @throws VAULT_INVALID_TIME
   */
  async function sweepOrphans(
    isEventKnown: (eventId: string) => boolean | Promise<boolean>,
    olderThan: string,
    { signal }: { signal?: AbortSignal } = {},
  ): Promise<{ examined: number; swept: number }> {
    assertTime(olderThan)
    if (olderThan > shift(now(), -YOUNGEST_HOURS)) throw new VaultError('VAULT_INVALID_TIME')
    const total = { examined: 0, swept: 0 }
    let after = sweptTo()
    // A row sealed while the clock was ahead stays too young for long: those behind it are examined, but the next run starts at it.
    let firstYoung = Number.POSITIVE_INFINITY
    for (let rows = facts.traces(after, PAGE); rows.length > 0; rows = facts.traces(after, PAGE)) {
      const old = rows.filter(({ sealedAt }) => sealedAt < olderThan)
      firstYoung = Math.min(firstYoung, rows.find(({ sealedAt }) => sealedAt >= olderThan)?.position ?? firstYoung)
      const orphans: FactTrace[] = []
      for (const row of old) {
        signal?.throwIfAborted()
        if (!(await isEventKnown(row.eventId))) orphans.push(row)
      }
      after = rows.at(-1)?.position ?? after
      total.swept += remove(orphans, Math.min(after, firstYoung - 1))
      total.examined += old.length
    }
    return total
  }

  function sweptTo(): number {
    const row = swept.get()
    return row ? Number(text(row, 'value')) : 0
  }

  function remove(orphans: FactTrace[], sweptTo: number): number {
    return tx.write(() => {
      const removed = orphans.filter(({ position }) => facts.remove(position))
      for (const { personId } of removed) removeUnusedKeys.run(personId)
      setSwept.run(String(sweptTo))
      return removed.length
    })
  }

  return { sweepOrphans }
}
