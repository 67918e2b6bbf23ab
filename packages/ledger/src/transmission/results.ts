import {
  code,
  fingerprint,
  instant,
  mostIdsListed,
  mostRejectionsListed,
  type NewFact,
  type ReportedResult,
  streamOf,
  uuid,
} from '@minutier/domain'
import type { FactToSeal } from '@minutier/vault'
import { z } from 'zod'
import type { Execution } from '../execution.ts'
import { candidacyOf } from '../processes/candidacy.ts'

const rejection = z.strictObject({
  candidacyId: uuid,
  code,
  /** As the Caisse des Dépôts wrote it: it may quote a name, and goes to the vault. */
  message: z.string().trim().min(1).max(4000),
})

/** A processing report as it was read: the candidacies that its technical ids name, by result. */
export const reportToIngest = z.strictObject({
  /** Of the command. */
  id: uuid,
  batchId: uuid,
  idTraitement: z.string(),
  /** SHA-256 of the file. */
  reportFingerprint: fingerprint,
  accepted: z.array(uuid),
  alreadyKnown: z.array(uuid),
  rejected: z.array(rejection),
  occurredAt: instant.optional(),
})
export type ReportToIngest = z.infer<typeof reportToIngest>

export interface ResultOf extends ReportedResult {
  readonly rejection: z.infer<typeof rejection> | null
}

export function resultsOf({ accepted, alreadyKnown, rejected }: ReportToIngest): ResultOf[] {
  return [
    ...accepted.map((candidacyId): ResultOf => ({ candidacyId, result: 'accepted', rejection: null })),
    ...alreadyKnown.map((candidacyId): ResultOf => ({ candidacyId, result: 'alreadyKnown', rejection: null })),
    ...rejected.map((one): ResultOf => ({ candidacyId: one.candidacyId, result: 'rejected', rejection: one })),
  ]
}

/** Results by what one event lists: rejections apart, since each has its commitment. */
export function pagesOf(results: readonly ResultOf[]): ResultOf[][] {
  const { rejected = [], others = [] } = Object.groupBy(results, ({ rejection }) => (rejection ? 'rejected' : 'others'))
  return [...cut(others, mostIdsListed), ...cut(rejected, mostRejectionsListed)]
}

function cut(results: readonly ResultOf[], size: number): ResultOf[][] {
  return Array.from({ length: Math.ceil(results.length / size) }, (_, at) => results.slice(at * size, (at + 1) * size))
}

type Message = Omit<FactToSeal, 'eventId'> & { readonly commitment: string }

/** The messages of a page's rejections, committed to: the candidate's, erased with their identity. */
export async function messagesOf({ snapshots, vault }: Execution, page: readonly ResultOf[]): Promise<ReadonlyMap<string, Message>> {
  const snapshot = await snapshots([])
  const messages = new Map<string, Message>()
  for (const { rejection: rejected } of page) {
    if (!rejected) continue
    const { candidacyId, message } = rejected
    const { personId } = candidacyOf(await snapshot.load(streamOf('candidacy', candidacyId)))
    const payload = { text: message }
    messages.set(candidacyId, { ...vault.commitment(payload), payload, personId, category: 'identity' })
  }
  return messages
}

/** A page as an event lists it. */
export function listedFact(idTraitement: string, page: readonly ResultOf[], messages: ReadonlyMap<string, Message>): NewFact {
  const idsOf = (result: ResultOf['result']) => page.filter((one) => one.result === result).map(({ candidacyId }) => candidacyId)
  const rejected = page.flatMap(({ rejection: one }) =>
    one ? [{ candidacyId: one.candidacyId, code: one.code, messageCommitment: messages.get(one.candidacyId)?.commitment }] : [],
  )
  return {
    type: 'CdcResultsListed',
    data: { idTraitement, accepted: idsOf('accepted'), alreadyKnown: idsOf('alreadyKnown'), rejected },
  }
}

export function messageRows(page: readonly ResultOf[], messages: ReadonlyMap<string, Message>): (eventId: string) => FactToSeal[] {
  return (eventId) =>
    page.flatMap(({ candidacyId }) => {
      const message = messages.get(candidacyId)
      if (!message) return []
      const { personId, category, payload, salt } = message
      return [{ eventId, personId, category, payload, salt }]
    })
}
