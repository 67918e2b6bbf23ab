import { certifiedWorld } from '@minutier/testing'
import { test } from 'tap'
import { record } from '../../src/decide.ts'
import { advance, emptyStream } from '../../src/fold.ts'
import { itemsOf } from '../../src/transmission/state.ts'
import { batchId, certification } from './batch.ts'

const pages = 200
const candidacyId = (at: number) => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
const page = (at: number) => Array.from({ length: 1000 }, (_, place) => candidacyId(at * 1000 + place))

test('200,000 passages are listed, answered and folded without copying them at each event', (t) => {
  const world = certifiedWorld()
  let count = 0
  const draft = (role: 'certifier' | 'process') => ({
    occurredAt: world.now,
    recordedAt: world.now,
    actor: candidacyId(0),
    role,
    commandId: candidacyId(1),
    commandMac: null,
    correlationId: null,
    causationId: null,
    nextId: () => candidacyId(900_000_000 + ++count),
  })
  let batch = emptyStream('transmission', `transmission-${batchId}`)
  const add = (type: string, data: Record<string, unknown>, role: 'certifier' | 'process' = 'process') => {
    const decision = record([{ type, data }], batch, draft(role), world.sources)
    if (decision.outcome === 'refused') throw new Error(JSON.stringify(decision.refusal).slice(0, 300))
    batch = advance(
      batch,
      decision.events.map(({ entry }) => entry),
    )
  }
  const began = performance.now()
  add('CdcBatchOpened', { certification, cdcSchemaVersion: '1.1.2', action: 'creation', idFlux: 'FLUX-1' }, 'certifier')
  for (let at = 0; at < pages; at++) add('CdcBatchItemsListed', { candidacyIds: page(at) })
  add('CdcBatchGenerated', { passageCount: pages * 1000, outputFingerprint: '0'.repeat(64) })
  add('CdcBatchDeposited', { depositedOn: '2022-07-01' }, 'certifier')
  for (let at = 0; at < pages; at++)
    add('CdcResultsListed', { idTraitement: 'T-1', accepted: page(at), alreadyKnown: [], rejected: [] }, 'certifier')
  const counts = { acceptedCount: pages * 1000, knownCount: 0, rejectedCount: 0 }
  add('CdcReportIngested', { idTraitement: 'T-1', reportFingerprint: '1'.repeat(64), ...counts })
  const decided = performance.now()
  const folded = advance(emptyStream('transmission', batch.stream), batch.history)
  const ended = performance.now()
  t.equal(folded.state.status, 'accepted')
  t.equal(itemsOf(folded.state).length, pages * 1000)
  t.comment(`decided in ${Math.round(decided - began)} ms, folded in ${Math.round(ended - decided)} ms`)
  t.end()
})
