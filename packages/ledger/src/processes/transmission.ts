import {
  type Answer,
  type Entry,
  type Folded,
  type NewFact,
  type Passage,
  passageOf,
  reportOf,
  type Transmission,
  unansweredItems,
} from '@minutier/domain'
import { candidacyOf } from './candidacy.ts'
import { type Carrier, type Carry, text } from './carry.ts'

/** What became of a batch is told to the candidacies that it holds, and a revocation to the batch that is about to be sent. */

/**
 * Each passage is settled where it is still reserved by this batch: what a crash left is finished, what is done is passed over. A batch
 * may hold 200,000 of them: what tells them apart is made once a result, not once a passage.
 */
export function settlement(batchId: string, result: 'accepted' | 'alreadyKnown' | 'rejected' | 'released', code: string | null = null) {
  return (target: Folded): NewFact[] => {
    const certificateNumber = passageIn(target, batchId)?.certificateNumber
    if (!certificateNumber) return []
    return [{ type: 'PassageSettled', data: { batchId, certificateNumber, result, ...(code !== null && { code }) } }]
  }
}

/** The passage of a candidacy that a batch holds; undefined when it holds none. */
function passageIn(target: Folded, batchId: string): Passage | undefined {
  const { passage, formerPassages } = candidacyOf(target)
  return [passage, ...formerPassages].find((one) => one.state === 'reserved' && one.batchId === batchId)
}

const settleAnswered: Carrier = ({ entry, id, after }) => {
  const { answers } = reportOf(transmissionOf(after), text(entry.data['idTraitement']))
  const settlements = new Map<string, Carry['facts']>()
  const factsOf = ({ result, code }: Answer): Carry['facts'] => {
    const key = `${result} ${code}`
    const facts = settlements.get(key) ?? settlement(id, result, code)
    settlements.set(key, facts)
    return facts
  }
  return answers.pages.flatMap((page) =>
    page.map((answer): Carry => ({ kind: 'candidacy', id: answer.candidacyId, facts: factsOf(answer) })),
  )
}

/** Cancelled, closed or refused whole: what was not answered is free again. */
const release: Carrier = ({ id, after }) => {
  const facts = settlement(id, 'released')
  return unansweredItems(transmissionOf(after)).map((candidacyId): Carry => ({ kind: 'candidacy', id: candidacyId, facts }))
}

export const transmissionCarriers: Readonly<Record<string, Carrier>> = {
  CdcReportIngested: settleAnswered,
  CdcBatchCancelled: release,
  CdcBatchClosed: release,
  CdcBatchAcknowledged: (cause, sources) => (cause.entry.data['accepted'] === true ? [] : release(cause, sources)),
}

/** A certificate is revoked that a batch holds: the batch is not deposited any more. */
const tellBatch: Carrier = ({ entry, id, before }) => {
  const certificateNumber = text(entry.data['certificateNumber'])
  const { state, batchId } = passageOf(candidacyOf(before), certificateNumber)
  if (state !== 'reserved' || batchId === null) return []
  return [
    {
      kind: 'transmission',
      id: batchId,
      facts: (target) => {
        const { status, revoked } = transmissionOf(target)
        const beforeDeposit = status === 'opened' || status === 'generated'
        return beforeDeposit && !revoked.includes(id) ? [{ type: 'CdcBatchItemRevoked', data: { candidacyId: id, certificateNumber } }] : []
      },
    },
  ]
}

/** The carriers of a candidacy, with what a batch has to know of it. */
export function tellingBatches(carriers: Readonly<Record<string, Carrier>>): Readonly<Record<string, Carrier>> {
  const { CertificateRevoked: revoked } = carriers
  return { ...carriers, CertificateRevoked: (cause, sources) => [...(revoked?.(cause, sources) ?? []), ...tellBatch(cause, sources)] }
}

export function transmissionOf({ state }: Pick<Folded, 'state'>): Transmission {
  if (!('idFlux' in state)) throw new TypeError('a transmission was expected')
  return state
}

export function openingOf({ history }: Pick<Folded, 'history'>): Entry | undefined {
  return history.find(({ type }) => type === 'CdcBatchOpened')
}
