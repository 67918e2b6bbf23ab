import { rncp36582Rulebook } from '@minutier/domain'
import type { JourneyVae, SessionDecision } from '@minutier/read-models'
import t from 'tap'
import type { Followed } from '../../src/statistics/facts.ts'
import { countFiles, medianTenths } from '../../src/vae/count.ts'
import { journeyOf } from '../support/journeys.ts'

let rank = 0
const on = (day: string) => ({ on: day, rank: ++rank })

function file(
  name: string,
  vae: Partial<JourneyVae> & { readonly termFrom?: string },
  decisions: readonly SessionDecision[] = [],
): Followed {
  const whole: JourneyVae = {
    received: on('2024-01-15'),
    target: 'certification',
    incomplete: null,
    termFrom: '2024-01-15',
    answer: null,
    deposits: [],
    interviews: [],
    outcomes: [],
    absences: [],
    ...vae,
  }
  return { journey: journeyOf(name, { route: 'VAE', vae: whole }), decisions }
}

const answer = (kind: 'granted' | 'refused' | 'deemed', day: string) => ({ answer: { ...on(day), kind } })
const interview = (depositedOn: string, day: string) => ({ interviews: [{ ...on(day), depositedOn, juryId: 'a jury' }] })
const decision = (deliberatedOn: string, notifiedOn: string | null): SessionDecision => ({
  candidacyId: 'x',
  eventId: `${deliberatedOn} ${notifiedOn}`,
  object: 'vae',
  outcome: 'total',
  ...on(deliberatedOn),
  deliberatedOn,
  notified: notifiedOn === null ? null : on(notifiedOn),
})
const count = (...files: readonly Followed[]) => countFiles(files, () => rncp36582Rulebook)
const sizes = (counts: ReturnType<typeof count>) => Object.fromEntries(Object.entries(counts).map(([key, all]) => [key, all.length]))

t.test('answers: two months from the receipt, or from what completed the file; silence apart', (t) => {
  const counts = count(
    file('a', answer('granted', '2024-03-15')),
    file('b', answer('granted', '2024-03-16')),
    file('c', { ...answer('refused', '2024-04-01'), incomplete: on('2024-02-01'), termFrom: '2024-02-10' }),
    file('d', answer('deemed', '2024-03-15')),
    file('e', {}),
  )
  t.match(sizes(counts), { received: 5, incomplete: 1, granted: 2, refusedFiles: 1, deemed: 1, answersLate: 1 })
  t.strictSame(counts.answerDays, [60, 61, 51], '2024 is a leap year')
  t.equal(medianTenths(counts.answerDays), 600)
  t.end()
})

t.test('juries: before the end of the third month after that of the deposit', (t) => {
  const counts = count(
    file('a', interview('2024-05-13', '2024-08-31')),
    file('b', interview('2024-05-13', '2024-09-01')),
    file('c', { absences: [on('2024-07-02')] }),
  )
  t.match(sizes(counts), { interviews: 2, juriesLate: 1, absent: 1 })
  t.strictSame(counts.juryDays, [110, 111])
  t.equal(medianTenths(counts.juryDays), 1105, 'the mean of the two in the middle')
  t.end()
})

t.test('notifications: fifteen days from the deliberation; what was not notified is not in time', (t) => {
  const counts = count(
    file('a', { outcomes: [{ ...on('2024-07-02'), kind: 'total', juryId: 'j' }] }, [decision('2024-07-02', '2024-07-17')]),
    file('b', { outcomes: [{ ...on('2024-07-02'), kind: 'partial', juryId: 'j' }] }, [decision('2024-07-02', '2024-07-18')]),
    file('c', { outcomes: [{ ...on('2024-07-02'), kind: 'refused', juryId: 'j' }] }, [decision('2024-07-02', null)]),
  )
  t.match(sizes(counts), { decisions: 3, notifiedInTime: 1, total: 1, partial: 1, refused: 1 })
  t.end()
})

t.test('a median of nothing is nothing', (t) => {
  t.equal(medianTenths([]), null)
  t.equal(medianTenths([3]), 30)
  t.end()
})
