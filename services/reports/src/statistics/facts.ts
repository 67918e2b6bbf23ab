import type { Journey, Session, SessionDecision } from '@minutier/read-models'
import { journeysAt, sessionsAt } from '@minutier/read-models'
import type { Making } from '../making/report.ts'

/** What statistics are counted from: every journey, with the decisions that stand on it, oldest first. */
export interface Followed {
  readonly journey: Journey
  readonly decisions: readonly SessionDecision[]
}

/** Journeys of the report, of one centre where it is asked; `where`: those of which nothing of interest is said are passed over. */
export async function followed(
  { readModels, ledger, size, parameters, signal, progress }: Making,
  where: (json: string) => boolean = () => true,
): Promise<readonly Followed[]> {
  const { certification, partner } = parameters
  const sources = { readModels, store: ledger.store }
  const decisions = new Map<string, SessionDecision[]>()
  for await (const page of sessionsAt(sources, { certification, size })) for (const { told } of page) gather(decisions, told)
  const found: Followed[] = []
  for await (const page of journeysAt(sources, { certification, size, where })) {
    signal.throwIfAborted()
    for (const { told: journey } of page) {
      if (partner !== null && journey.centreSiret !== partner) continue
      const own = decisions.get(journey.candidacyId) ?? []
      found.push({ journey, decisions: own.sort((a, b) => (a.on === b.on ? a.rank - b.rank : a.on < b.on ? -1 : 1)) })
    }
    progress(found.length, null)
  }
  return found
}

function gather(decisions: Map<string, SessionDecision[]>, session: Session): void {
  for (const decision of session.decisions) {
    const known = decisions.get(decision.candidacyId)
    if (known) known.push(decision)
    else decisions.set(decision.candidacyId, [decision])
  }
}

/** Certified, and the certificate not revoked: a holder of the promotion. */
export function isHolder({ award, certificates }: Journey): boolean {
  return award !== null && !isWithdrawn({ award, certificates })
}

/** The certificate of the award that stands was revoked. */
function isWithdrawn({ award, certificates }: Pick<Journey, 'award' | 'certificates'>): boolean {
  const last = certificates.at(-1)
  return award !== null && last !== undefined && last.revoked !== null && last.issued.rank > award.rank
}
