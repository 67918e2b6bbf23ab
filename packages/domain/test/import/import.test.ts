import { type Entry, isImported } from '@minutier/domain'
import {
  approval,
  attempting,
  awardedTraining,
  certifiedWorld,
  enrolled,
  fingerprintOf,
  given,
  idOf,
  knownSignatory,
  type Step,
  together,
} from '@minutier/testing'
import { test } from 'tap'

const importId = idOf('an import')

function start(reason = 'takeover', day = '2024-04-01'): Step {
  return (world) => world.at(day).attempt('StartImport', importId, { fileFingerprint: fingerprintOf('a file'), kind: 'commands', reason })
}

function complete(acceptedCount: number, refusedCount: number): Step {
  return (world) => world.attempt('CompleteImport', importId, { acceptedCount, refusedCount })
}

/** An issuance approved with the number that was printed before there was a ledger. */
function approving(correlationId?: string, externalNumber = 'EX-2019/0042'): Step {
  const acting = correlationId === undefined ? {} : { correlationId }
  return (world) => {
    knownSignatory(world)
    return attempting('ApproveIssuance', '2024-04-02', approval({ externalNumber }), undefined, acting)(world)
  }
}

test('an import is started, and ends with its counts', given(start()).when(complete(10, 2)).then({ acceptedCount: 10, refusedCount: 2 }))
test(
  'G1: an import is started once',
  given(start())
    .when(start())
    .thenRefused('G1', { found: 'started', expected: ['none'] }),
)
test('G1: an import that was not started does not end', given().when(complete(1, 0)).thenRefused('G1'))
test('an import that was taken up again ends again', given(start(), complete(10, 2)).when(complete(12, 0)).then({ acceptedCount: 12 }))
test('G14: the reason of an import is of the list', given().when(start('boredom')).thenRefused('G14'))
test(
  'G9: an auditor brings nothing',
  given()
    .when((world) =>
      world.attempt(
        'StartImport',
        importId,
        { fileFingerprint: fingerprintOf('a file'), kind: 'commands', reason: 'takeover' },
        { role: 'auditor' },
      ),
    )
    .thenRefused('G9'),
)

test(
  'G4: a number printed before is accepted from an import',
  given(enrolled(), awardedTraining(), start())
    .when(approving(importId))
    .then({ type: 'IssuanceApproved', externalNumber: 'EX-2019/0042' }),
)
test(
  'G4: a number of the register’s own shape is refused, from an import too',
  given(enrolled(), awardedTraining(), start()).when(approving(importId, 'RNCP36582-2024-000012')).thenRefused('G4'),
)
test('G4: a number printed before is refused elsewhere', given(enrolled(), awardedTraining()).when(approving()).thenRefused('G4'))
test(
  'G4: a number printed before is refused under an import that was never started',
  given(enrolled(), awardedTraining())
    .when(approving(idOf('no import')))
    .thenRefused('G4'),
)

test('what has a started import as its correlation came by it', (t) => {
  const world = certifiedWorld()
  together(start())(world)
  const by = (correlationId: string | null, day = '2023-01-05'): Pick<Entry, 'correlationId' | 'occurredAt'> => ({
    correlationId,
    occurredAt: `${day}T10:00:00.000Z`,
  })
  t.equal(isImported(by(importId), world.sources), true)
  t.equal(isImported(by(idOf('another')), world.sources), false)
  t.equal(isImported(by(null), world.sources), false)
  t.equal(isImported(by(importId, '2024-04-02'), world.sources), false, 'what happened since could have been recorded in its time')
  t.end()
})
