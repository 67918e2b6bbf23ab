import { dayOf, grantRuns, streamOf } from '@minutier/domain'
import { type callerOf, KitError } from '@minutier/service-kit'
import { partnerFor } from '../access.ts'
import type { Ledger } from '../making/report.ts'
import type { Alert } from './alert.ts'

type Caller = ReturnType<typeof callerOf>

/** Which alerts a caller is shown. */
export type Shown = (alert: Alert) => boolean

/** What is asked of the list. */
export interface Filters {
  readonly certification?: string | undefined
  readonly partner?: string | undefined
  readonly code?: string | undefined
  readonly severity?: string | undefined
}

/**
 * The certifier is shown all, a registrar those of its own centre, a jury secretary those of juries, an auditor those of certifications of
 * which a grant runs. Without one, nothing tells what exists. @throws KIT_FORBIDDEN, KIT_NOT_FOUND
 */
export async function shownTo(ledger: Pick<Ledger, 'load' | 'now' | 'store'>, caller: Caller, filters: Filters): Promise<Shown> {
  const { role } = caller
  if (role !== 'certifier' && role !== 'registrar' && role !== 'jury-secretary' && role !== 'auditor') throw new KitError('KIT_FORBIDDEN')
  const partner = partnerFor(caller, filters.partner)
  const granted = role === 'auditor' ? await grantedTo(ledger, caller) : null
  const { certification } = filters
  if (granted && (granted.size === 0 || (certification !== undefined && !granted.has(certification)))) throw new KitError('KIT_FORBIDDEN')
  if (certification !== undefined && (await ledger.load(streamOf('certification', certification)))?.revision === -1) {
    throw new KitError('KIT_NOT_FOUND')
  }
  return (alert) =>
    (granted === null || (alert.certification !== null && granted.has(alert.certification))) &&
    (role !== 'jury-secretary' || alert.code.startsWith('jury')) &&
    (partner === null || alert.centreSiret === partner) &&
    (certification === undefined || alert.certification === certification) &&
    (filters.code === undefined || alert.code === filters.code) &&
    (filters.severity === undefined || alert.severity === filters.severity)
}

/** Certifications of which a grant of the caller runs today. */
async function grantedTo({ load, now, store }: Pick<Ledger, 'load' | 'now' | 'store'>, caller: Caller): Promise<Set<string>> {
  const granted = new Set<string>()
  const seen = new Set<string>()
  const prefix = streamOf('certification', '')
  for await (const page of store.readAllPages({ filter: { streams: [prefix] } })) for (const { stream } of page) seen.add(stream)
  for (const stream of seen) {
    const state = (await load(stream))?.state
    if (state && 'grants' in state && grantRuns(state, caller, dayOf(now()))) granted.add(stream.slice(prefix.length))
  }
  return granted
}
