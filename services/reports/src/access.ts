import { type Certification, dayOf, type Entry, grantRuns, streamOf } from '@minutier/domain'
import { type callerOf, invalidField, KitError } from '@minutier/service-kit'
import type { Ledger } from './making/report.ts'

interface Readable {
  readonly certification: string
  readonly history: readonly Entry[]
  /** Kinds whose named form is granted; null for who needs no grant. */
  readonly grantedNames: readonly string[] | null
}

type Caller = ReturnType<typeof callerOf>

/**
 * The certification on which a report is asked, the ledger's only one when none is named. An auditor and a regulator need a grant that
 * runs: without one nothing tells what exists.
 * @throws KIT_FORBIDDEN, KIT_NOT_FOUND, KIT_REQUEST_INVALID
 */
export async function readable(ledger: Ledger, caller: Caller, named: string | undefined): Promise<Readable> {
  const certification = named ?? (await onlyOne(ledger))
  const folded = certification === undefined ? undefined : await ledger.load(streamOf('certification', certification))
  const state = folded && 'grants' in folded.state ? folded.state : undefined
  const needsGrant = caller.role === 'auditor' || caller.role === 'regulator'
  const today = dayOf(ledger.now())
  if (needsGrant && !(state && grantRuns(state, caller, today))) throw new KitError('KIT_FORBIDDEN')
  if (certification === undefined) throw new KitError('KIT_REQUEST_INVALID', { fields: [invalidField('certification')] })
  if (!folded || folded.revision === -1) throw new KitError('KIT_NOT_FOUND')
  return { certification, history: folded.history, grantedNames: needsGrant ? grantedNames(state, caller, today) : null }
}

/** Kinds of report of which a caller's grants, those that run, give the named form. */
function grantedNames(state: Certification | undefined, { actor, role }: Caller, today: string): readonly string[] {
  return Object.values(state?.grants ?? {})
    .filter((grant) => state && grantRuns({ grants: { grant } }, { actor, role }, today))
    .flatMap(({ namedReports }) => namedReports)
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
