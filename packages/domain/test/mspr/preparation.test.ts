import { alix, bc01, bo, briefedMspr, enrolled, given, idOf, preparedMspr, rncp36582, teamedMspr } from '@minutier/testing'
import { test } from 'tap'
import { accommodated, accommodationOf, exempted, preparing, three } from './situations.ts'

const epreuve = `mspr:${bc01}`
const solo = { team: [alix] }
const bc02 = { bloc: `${rncp36582}BC02`, ...solo }
/** A third more for BC02's longest time, which its brief need not allot. */
const granted = (grantedMinutes: number, normalMinutes = 1800, of = epreuve) =>
  accommodated(bo, [{ type: 'extraTime', epreuve: of, part: 'preparation', normalMinutes, grantedMinutes }])
const cited = { accommodationIds: [accommodationOf(bo)] }

test(
  'a preparation is recorded',
  given(three, teamedMspr()).when(preparing()).then({ type: 'MsprPreparationRecorded', allottedMinutes: 1800 }),
)

test("M2: the brief's time is accepted", given(three, teamedMspr()).when(preparing()).thenAccepted('M2'))
test(
  'M2: a minute more is refused',
  given(three, teamedMspr())
    .when(preparing({ allottedMinutes: 1801 }))
    .thenRefused('M2', { found: 1801, expected: 1800 }),
)
test(
  'M2: a minute less is refused',
  given(three, teamedMspr())
    .when(preparing({ allottedMinutes: 1799 }))
    .thenRefused('M2', { found: 1799 }),
)
test(
  "M2: for BC02 the time is the brief's, 1,500 minutes here",
  given(enrolled(), teamedMspr(bc02, { preparationMinutes: 1500 }))
    .when(preparing({ allottedMinutes: 1500 }))
    .thenAccepted('M2'),
)
test(
  'M2: for BC02 another time within the bounds is refused',
  given(enrolled(), teamedMspr(bc02, { preparationMinutes: 1500 }))
    .when(preparing({ allottedMinutes: 1800 }))
    .thenRefused('M2', { expected: 1500 }),
)

test(
  'H1: 2,400 minutes granted to one member serve the team',
  given(three, granted(2400), teamedMspr())
    .when(preparing({ allottedMinutes: 2400, ...cited }))
    .thenAccepted('H1', 'M2'),
)
test(
  'H1: the normal time is enough, though more was granted',
  given(three, granted(2400), teamedMspr()).when(preparing(cited)).thenAccepted('H1', 'M2'),
)
test(
  'H1: more than was granted is refused',
  given(three, granted(2000), teamedMspr())
    .when(preparing({ allottedMinutes: 2001, ...cited }))
    .thenRefused('H1', { expected: 2000 }),
)
test(
  'H1: 2,401 minutes are refused',
  given(three, granted(2400), teamedMspr())
    .when(preparing({ allottedMinutes: 2401, ...cited }))
    .thenRefused('H1', { expected: 2400 }),
)
test(
  "H1: a third more is that of the brief's time, not of the longest that the bloc may have",
  given(
    enrolled(),
    enrolled(bo),
    granted(2400, 1800, `mspr:${rncp36582}BC02`),
    teamedMspr({ ...bc02, team: [alix, bo] }, { preparationMinutes: 1260 }),
  )
    .when(preparing({ allottedMinutes: 1681, ...cited }))
    .thenRefused('H1', { expected: 1680 }),
)
test(
  'H1: 1,680 minutes for a brief of 1,260 are accepted',
  given(
    enrolled(),
    enrolled(bo),
    granted(1680, 1260, `mspr:${rncp36582}BC02`),
    teamedMspr({ ...bc02, team: [alix, bo] }, { preparationMinutes: 1260 }),
  )
    .when(preparing({ allottedMinutes: 1680, ...cited }))
    .thenAccepted('H1'),
)
test(
  'H1: time granted to nobody of the team is refused',
  given(three, enrolled('Zoé Exemple'), teamedMspr())
    .when(preparing({ allottedMinutes: 2400, ...cited }))
    .thenRefused('H1'),
)
test(
  'H3: an accommodation that nobody of the team was granted is refused, though only the normal time is planned',
  given(three, teamedMspr())
    .when(preparing(cited))
    .thenRefused('H3', { found: [accommodationOf(bo)] }),
)
test(
  'H3: an accommodation granted to a member is accepted',
  given(three, granted(2400), teamedMspr()).when(preparing(cited)).thenAccepted('H3'),
)
test(
  "H1: a doctor's request goes beyond the third",
  given(
    three,
    accommodated(bo, [{ type: 'extraTime', epreuve, part: 'preparation', normalMinutes: 1800, grantedMinutes: 3000 }], {
      medicalRequestId: idOf('request'),
    }),
    teamedMspr(),
  )
    .when(preparing({ allottedMinutes: 3000, ...cited }))
    .thenWaived('H1'),
)
test(
  'M2: less than the normal time is refused, though more was granted',
  given(three, granted(2400), teamedMspr())
    .when(preparing({ allottedMinutes: 1799, ...cited }))
    .thenRefused('M2'),
)

test(
  'M2: a team wholly exempted from the preparation may take another time',
  given(enrolled(), exempted(alix, epreuve, 'preparation'), teamedMspr(solo))
    .when(preparing({ allottedMinutes: 60 }))
    .thenWaived('M2'),
)
test(
  "M2: one member's exemption does not shorten the team's preparation",
  given(three, exempted(alix, epreuve, 'preparation'), teamedMspr())
    .when(preparing({ allottedMinutes: 60 }))
    .thenRefused('M2'),
)

test('G1: no preparation before the team is formed', given(briefedMspr()).when(preparing()).thenRefused('G1', { found: 'briefed' }))
test('G1: no second preparation', given(three, preparedMspr()).when(preparing()).thenRefused('G1', { found: 'prepared' }))
test(
  'G8: a preparation that is not over is refused',
  given(three, teamedMspr())
    .when(preparing({ untilOn: '2024-01-20' }))
    .thenRefused('G8', { found: '2024-01-20' }),
)
test(
  'G13: a preparation of one day is accepted',
  given(three, teamedMspr())
    .when(preparing({ fromOn: '2024-01-19' }))
    .thenAccepted('G13'),
)
test(
  'G13: a preparation that ends before it begins is refused',
  given(three, teamedMspr())
    .when(preparing({ untilOn: '2024-01-09' }))
    .thenRefused('G13', { found: '2024-01-09', expected: { from: '2024-01-10' } }),
)
test(
  'G13: a preparation that begins before the brief is refused',
  given(three, teamedMspr())
    .when(preparing({ fromOn: '2024-01-07' }))
    .thenRefused('G13', { expected: { from: '2024-01-08' } }),
)

test(
  'H3: a grant that takes effect once the preparation is over is not cited',
  given(
    three,
    teamedMspr(),
    accommodated(bo, [{ type: 'extraTime', epreuve, part: 'preparation', normalMinutes: 1800, grantedMinutes: 2400 }], {
      effectiveOn: '2024-01-20',
    }),
  )
    .when(preparing({ allottedMinutes: 2400, ...cited }))
    .thenRefused('H3', { found: { effectiveOn: '2024-01-20' } }),
)
