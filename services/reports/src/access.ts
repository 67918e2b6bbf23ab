import { dayOf, type Entry, grantRuns, streamOf } from '@minutier/domain'
import { type callerOf, invalidField, KitError } from '@minutier/service-kit'
import type { Ledger } from './conformity/at-size.ts'

type Caller = ReturnType<typeof callerOf>

/**
 * The certification on which a report is asked, the ledger's only one when none is named. An auditor and a regulator need a grant that
 * runs: without one nothing tells what exists.
 * @throws KIT_FORBIDDEN, KIT_NOT_FOUND, KIT_REQUEST_INVALID
 */
export async function readable(
  ledger: Ledger,
  caller: Caller,
  named: string | undefined,
): Promise<{ readonly certification: string; readonly history: readonly Entry[] }> {
  const certification = named ?? (await onlyOne(ledger))
  const folded = certification === undefined ? undefined : await ledger.load(streamOf('certification', certification))
  const state = folded && 'grants' in folded.state ? folded.state : undefined
  const needsGrant = caller.role === 'auditor' || caller.role === 'regulator'
  if (needsGrant && !(state && grantRuns(state, caller, dayOf(ledger.now())))) throw new KitError('KIT_FORBIDDEN')
  if (certification === undefined) throw new KitError('KIT_REQUEST_INVALID', { fields: [invalidField('certification')] })
  if (!folded || folded.revision === -1) throw new KitError('KIT_NOT_FOUND')
  return { certification, history: folded.history }
}

/** Undefined when there are several, or none. */
async function onlyOne({ store }: Pick<Ledger, 'store'>): Promise<string | undefined> {
  const prefix = streamOf('certification', '')
  const codes = new Set<string>()
  for await (const events of store.readAllPages({ filter: { streams: [prefix] } })) {
    for (const { stream } of events) codes.add(stream.slice(prefix.length))
  }
  return codes.size === 1 ? [...codes][0] : undefined
}

/** The centre whose rows a caller is given: a registrar's own, whatever is asked of another. @throws KIT_FORBIDDEN */
export function partnerFor({ role, partner }: Caller, asked: string | undefined): string | null {
  if (role !== 'registrar') return asked ?? null
  if (partner === undefined || (asked !== undefined && asked !== partner)) throw new KitError('KIT_FORBIDDEN')
  return partner
}
