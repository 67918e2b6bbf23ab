import { given, idOf } from '@minutier/testing'
import { test } from 'tap'
import { acknowledge, close, deposited, first, generated, ingest, results, second, third } from './batch.ts'

test(
  'results are listed, then confirmed by their counts',
  given(...deposited, results({ accepted: [first], rejected: [second] }), results({ alreadyKnown: [third] }))
    .when(ingest(1, 1, 1))
    .then({ type: 'CdcReportIngested', rejectedCount: 1 }),
)
test(
  'G1: results are those of a deposited batch',
  given(...generated)
    .when(results({ accepted: [first] }))
    .thenRefused('G1', { found: 'generated' }),
)
test(
  'G1: of an acknowledged one too',
  given(...deposited, acknowledge())
    .when(results({ accepted: [first] }))
    .thenAccepted('G1'),
)
test(
  'G1: not of a closed one',
  given(...deposited, close)
    .when(results({ accepted: [first] }))
    .thenRefused('G1', { found: 'closed' }),
)
test(
  'G1: a candidacy of another batch is refused',
  given(...deposited)
    .when(results({ accepted: [first, idOf('candidacy fourth')] }))
    .thenRefused('G1', { found: [idOf('candidacy fourth')] }),
)
test(
  'G7: a candidacy is answered once in a report',
  given(...deposited, results({ accepted: [first] }))
    .when(results({ rejected: [first] }))
    .thenRefused('G7', { found: [first] }),
)
test(
  'G7: and once in all reports',
  given(...deposited, results({ accepted: [first] }), ingest(1, 0, 0))
    .when(results({ alreadyKnown: [first] }, 'T-2'))
    .thenRefused('G7', { found: [first] }),
)
test(
  'G7: the others are answered by another report',
  given(...deposited, results({ accepted: [first] }), ingest(1, 0, 0))
    .when(results({ accepted: [second, third] }, 'T-2'))
    .thenAccepted('G7'),
)
test(
  'G7: results that were never confirmed count for nothing',
  given(...deposited, results({ accepted: [first] }))
    .when(results({ accepted: [first] }, 'T-2'))
    .thenAccepted('G7'),
)
test(
  'G7: a report is read once',
  given(...deposited, results({ accepted: [first] }), ingest(1, 0, 0))
    .when(ingest(1, 0, 0))
    .thenRefused('G7', { found: 'T-1' }),
)
test(
  'G7: nothing is added to it',
  given(...deposited, results({ accepted: [first] }), ingest(1, 0, 0))
    .when(results({ accepted: [second] }))
    .thenRefused('G7', { found: 'T-1' }),
)

const listed = [...deposited, results({ accepted: [first], alreadyKnown: [second], rejected: [third] })]
test(
  'G1: counts that match are accepted',
  given(...listed)
    .when(ingest(1, 1, 1))
    .thenAccepted('G1'),
)
test(
  'G1: another count of the accepted is refused',
  given(...listed)
    .when(ingest(2, 1, 1))
    .thenRefused('G1', { found: 2, expected: 1 }),
)
test(
  'G1: of the known',
  given(...listed)
    .when(ingest(1, 0, 1))
    .thenRefused('G1', { found: 0, expected: 1 }),
)
test(
  'G1: of the rejected',
  given(...listed)
    .when(ingest(1, 1, 3))
    .thenRefused('G1', { found: 3, expected: 1 }),
)
test(
  'G1: a report that lists nothing has no result',
  given(...deposited)
    .when(ingest(0, 0, 0))
    .thenAccepted('G1'),
)
test(
  'G1: no report of what was not deposited',
  given(...generated)
    .when(ingest(0, 0, 0))
    .thenRefused('G1', { found: 'generated' }),
)
