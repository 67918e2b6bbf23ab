import { certifiedWorld, fingerprintOf, type Step } from '@minutier/testing'
import { test } from 'tap'
import { answerTo, itemsOf, reportOf, type TransmissionStatus, unansweredItems } from '../../src/transmission/state.ts'
import { acknowledge, batchId, cancel, close, deposited, first, generated, ingest, list, open, results, second, third } from './batch.ts'

function after(...steps: readonly Step[]) {
  const world = certifiedWorld()
  for (const step of steps) {
    const done = step(world)
    if (typeof done === 'object' && done.outcome === 'refused') throw new Error(JSON.stringify(done.refusal))
  }
  return world.folded('transmission', batchId).state
}

const answeredAll = (accepted: readonly string[], rejected: readonly string[]) => [
  results({ accepted, rejected }),
  ingest(accepted.length, 0, rejected.length),
]
const partial = [results({ accepted: [first] }), ingest(1, 0, 0)]

/** The rows of the exchange reference, 6.10. */
const rows: readonly (readonly [TransmissionStatus, string, readonly Step[]])[] = [
  ['opened', 'opened and filled', [open(), list(first)]],
  ['generated', 'its items and fingerprint fixed', generated],
  ['cancelled', 'cancelled while it is filled', [open(), cancel]],
  ['cancelled', 'cancelled before the deposit', [...generated, cancel]],
  ['deposited', 'deposited', deposited],
  ['acknowledged', 'received', [...deposited, acknowledge()]],
  ['rejected', 'refused whole', [...deposited, acknowledge(false)]],
  ['accepted', 'all accepted', [...deposited, acknowledge(), ...answeredAll([first, second, third], [])]],
  ['accepted', 'a report may come before the acknowledgement', [...deposited, ...answeredAll([first, second, third], [])]],
  ['accepted', 'already known is a success', [...deposited, results({ alreadyKnown: [first, second, third] }), ingest(0, 3, 0)]],
  ['partiallyRejected', 'some rejected', [...deposited, ...answeredAll([first], [second, third])]],
  ['rejected', 'all rejected', [...deposited, ...answeredAll([], [first, second, third])]],
  ['deposited', 'a report that leaves some pending', [...deposited, ...partial]],
  ['acknowledged', 'the same, once received', [...deposited, acknowledge(), ...partial]],
  [
    'partiallyRejected',
    'a second report settles the rest',
    [...deposited, ...partial, results({ rejected: [second, third] }, 'T-2'), ingest(0, 0, 2, 'T-2')],
  ],
  ['deposited', 'results that no end has confirmed', [...deposited, results({ accepted: [first, second, third] })]],
  ['closed', 'never answered', [...deposited, close]],
  ['closed', 'not wholly answered', [...deposited, acknowledge(), ...partial, close]],
]
for (const [status, how, steps] of rows) {
  test(`${status}: ${how}`, (t) => {
    t.equal(after(...steps).status, status)
    t.end()
  })
}

test('what makes the file again is kept', (t) => {
  t.match(after(...generated), {
    certification: 'RNCP36582',
    cdcSchemaVersion: '3.0.0',
    idFlux: 'FLUX-1',
    openedAt: '2022-07-01T08:00:00.000Z',
    outputFingerprint: fingerprintOf('batch'),
  })
  t.strictSame(itemsOf(after(...generated)), [first, second, third])
  t.end()
})

test('answers count once their report is closed; what was not answered is pending', (t) => {
  const listed = after(...deposited, results({ accepted: [first], rejected: [second] }))
  t.equal(answerTo(listed, first), undefined)
  t.strictSame(unansweredItems(listed), [first, second, third])
  const closed = after(...deposited, results({ accepted: [first], rejected: [second] }), ingest(1, 0, 1))
  t.match(answerTo(closed, first), { result: 'accepted', code: null, message: null })
  t.match(answerTo(closed, second), { result: 'rejected', code: 'E042', message: { eventId: /^[0-9a-f-]{36}$/, commitment: /^hmac/ } })
  t.strictSame(unansweredItems(closed), [third])
  t.match(reportOf(closed, 'T-1'), { fingerprint: fingerprintOf('report'), counts: { accepted: 1, rejected: 1 } })
  t.equal(reportOf(closed, 'constructor').fingerprint, null)
  t.end()
})
