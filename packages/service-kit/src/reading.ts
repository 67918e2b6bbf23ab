import {
  type Caller,
  centreOf,
  dayOf,
  type Folded,
  grantRuns,
  type Ledger,
  ofOwnCandidacies,
  type Role,
  type Snapshot,
} from '@minutier/ledger'
import type { Reading } from './config.ts'
import { KitError } from './errors.ts'

/**
 * Who may read what (certification reference, 5.11), in one place. A registrar reads its own centre's candidacies and MSPR and the
 * sessions in which its candidates are convened; an auditor every event while a grant runs, and no name; a regulator reports only; a
 * data protection officer persons and who read them; an operator the log and health.
 */
const readers: Readonly<Record<Reading, readonly Role[]>> = {
  candidacy: ['certifier', 'registrar', 'jury-secretary', 'auditor'],
  mspr: ['certifier', 'registrar', 'jury-secretary', 'auditor'],
  jury: ['certifier', 'registrar', 'jury-secretary', 'auditor'],
  register: ['certifier', 'auditor'],
  certification: ['certifier', 'registrar', 'jury-secretary', 'auditor'],
  partner: ['certifier', 'registrar', 'jury-secretary', 'auditor'],
  person: ['certifier', 'registrar', 'jury-secretary', 'dpo'],
  accesses: ['dpo'],
  document: ['certifier'],
  events: ['certifier', 'auditor'],
  // What was generated for somebody, and what is behind its figures.
  report: ['certifier', 'registrar', 'auditor', 'regulator'],
  transmission: ['certifier'],
  survey: ['certifier', 'registrar'],
}

/** @throws KIT_FORBIDDEN */
export function assertReader(reading: Reading, { role }: Caller): void {
  if (!readers[reading].includes(role)) throw new KitError('KIT_FORBIDDEN')
}

/**
 * The stream, if the caller may see it; what does not exist and what is not theirs are answered alike.
 * @throws KIT_NOT_FOUND, KIT_FORBIDDEN
 */
export async function loadForReader(ledger: Ledger, stream: string, caller: Caller): Promise<Folded> {
  // Before anything is looked up: without a grant nothing tells what exists.
  await assertReadsEverything(ledger, caller)
  const folded = await ledger.load(stream)
  if (!folded || folded.revision === -1) throw new KitError('KIT_NOT_FOUND')
  await assertReach(ledger, folded, caller)
  return folded
}

async function assertReach(ledger: Ledger, folded: Folded, caller: Caller): Promise<void> {
  const snapshot = await ledger.snapshots([])
  if (caller.role === 'auditor') return assertGrant(folded, caller, ledger, snapshot)
  if (caller.role !== 'registrar') return
  const { partner } = caller
  if (partner === undefined) throw new KitError('KIT_NOT_FOUND')
  if (folded.kind === 'certification' || folded.kind === 'partner') return
  if (folded.kind === 'person' && (await ofOwnCandidacies(folded, partner, snapshot))) return
  if (folded.kind === 'jury' && (await convenesOwn(folded, partner, snapshot))) return
  if (centreOf(folded.state) !== partner) throw new KitError('KIT_NOT_FOUND')
}

async function convenesOwn({ state }: Folded, partner: string, { load }: Snapshot): Promise<boolean> {
  const convened = 'candidates' in state ? Object.keys(state.candidates) : []
  for (const candidacyId of convened) {
    if (centreOf((await load(`candidacy-${candidacyId}`)).state) === partner) return true
  }
  return false
}

/** An auditor reads while an AccessGranted of the certification names them and runs. */
async function assertGrant({ state, stream }: Folded, caller: Caller, ledger: Ledger, { load }: Snapshot): Promise<void> {
  const code = 'certification' in state && typeof state.certification === 'string' ? state.certification : certificationIn(stream)
  if (code !== null && !runsFor(await load(`certification-${code}`), caller, ledger.now())) throw new KitError('KIT_FORBIDDEN')
}

/**
 * The whole log is for whoever may read every event: an auditor needs a grant that runs.
 * @throws KIT_FORBIDDEN
 */
export async function assertReadsEverything(ledger: Ledger, caller: Caller): Promise<void> {
  if (caller.role !== 'auditor') return
  const snapshot = await ledger.snapshots([])
  const certifications = new Set<string>()
  for await (const page of ledger.store.readAllPages({ filter: { streams: ['certification-'] } })) {
    for (const { stream } of page) certifications.add(stream)
  }
  for (const stream of certifications) {
    if (runsFor(await snapshot.load(stream), caller, ledger.now())) return
  }
  throw new KitError('KIT_FORBIDDEN')
}

function runsFor({ state }: Folded, { actor, role }: Caller, now: string): boolean {
  return 'grants' in state && grantRuns(state, { actor, role }, dayOf(now))
}

function certificationIn(stream: string): string | null {
  return /^(?:certification|register)-(RNCP[0-9]+)/.exec(stream)?.[1] ?? null
}
