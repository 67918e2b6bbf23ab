import { test } from 'tap'
import { plannedTimeChecks } from '../../src/candidacy/requirements.ts'
import { noCandidacy } from '../../src/candidacy/state.ts'
import { rncp36582Rulebook as rulebook } from '../../src/rulebook/rncp36582.ts'

const granted = {
  state: 'granted' as const,
  receivedOn: '2024-01-08',
  measures: [{ type: 'extraTime', epreuve: 'final', part: 'oral', normalMinutes: 45, grantedMinutes: 60 }],
  medicalRequestId: null,
  effectiveOn: '2024-05-30',
  used: false,
  eventId: 'grant',
}
const planned = (day: string) =>
  plannedTimeChecks({
    candidacies: [{ ...noCandidacy, accommodations: { one: { ...noCandidacy.accommodations['one'], ...granted } } }],
    accommodationIds: ['one'],
    rulebook,
    epreuve: 'final',
    normalMinutes: 45,
    plannedMinutes: 60,
    day,
  }).filter(({ holds }) => !holds)

test('H3: a grant counts for an épreuve of the day on which it takes effect', (t) => {
  t.strictSame(planned('2024-05-30'), [])
  t.end()
})

test('H3: a grant that takes effect after the épreuve founds nothing in it', (t) => {
  t.match(
    planned('2024-05-29').map(({ rule }) => rule),
    ['H3'],
  )
  t.end()
})
