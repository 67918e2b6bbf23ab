import type { Journey, SessionDecision } from '@minutier/read-models'
import t from 'tap'
import { measuresFor } from '../../src/statistics/columns.ts'
import { countPromotion, rateOf } from '../../src/statistics/count.ts'
import type { Followed } from '../../src/statistics/facts.ts'
import { hiddenCells } from '../../src/statistics/masks.ts'
import { endOfYear, promotionYear } from '../../src/statistics/promotion-year.ts'
import { journeyOf } from '../support/journeys.ts'

const blocs = ['BC01', 'BC02']
let rank = 100

/** Somebody certified on a day, with their answers at six months. */
function holder(name: string, awardedOn: string, answers: readonly string[] = [], change: Partial<Journey> = {}): Followed {
  const surveys = answers.map((situation, at) => ({
    surveyId: `${name} ${at}`,
    milestone: '6m' as const,
    sent: { on: awardedOn, rank: ++rank },
    state: 'answered' as const,
    answer: { on: awardedOn, rank: ++rank, situation, eventId: name },
  }))
  const award = { on: awardedOn, rank: ++rank, juryId: 'a jury' }
  const certificates = [{ number: name, issued: { on: awardedOn, rank: ++rank }, revoked: null }]
  return { journey: journeyOf(name, { award, certificates, surveys, ...change }), decisions: [decision(name, 'full', awardedOn)] }
}

function decision(candidacyId: string, outcome: SessionDecision['outcome'], on: string): SessionDecision {
  return { candidacyId, outcome, on, deliberatedOn: on, rank: ++rank, eventId: `${candidacyId} ${on}`, object: 'final', notified: null }
}

const decided = (name: string, outcome: SessionDecision['outcome'], on: string, change: Partial<Journey> = {}): Followed => ({
  journey: journeyOf(name, change),
  decisions: [decision(name, outcome, on)],
})

t.test('insertion: ten holders, eight answer, one is neutralised: five of seven are employed, four in the target job', async (t) => {
  const all = [
    ...['a', 'b', 'c', 'd'].map((name) => holder(name, '2024-07-02', ['targetJob'])),
    holder('e', '2024-07-02', ['otherJob']),
    // The last answer counts: no job any more.
    holder('f', '2024-07-02', ['targetJob', 'notEmployed']),
    holder('g', '2024-07-02', ['notEmployed']),
    holder('h', '2024-07-02', ['neutralised']),
    holder('i', '2024-07-02'),
    holder('j', '2024-07-02'),
    // Of another year, and revoked: in no rate of this one.
    holder('k', '2023-07-02', ['targetJob']),
    holder('l', '2024-07-02', ['targetJob'], {
      certificates: [{ number: 'l', issued: { on: '2024-07-10', rank: 9_998 }, revoked: { on: '2024-09-01', rank: 9_999 } }],
    }),
  ]
  const counts = await countPromotion(all, 2024, 1, blocs)
  const told = Object.fromEntries(
    measuresFor(blocs).map(({ column, of }) => {
      const value = of(counts)
      return [column.key, 'numerator' in value ? rateOf(value.numerator.value, value.denominator.value) : value.value]
    }),
  )
  t.match(told, {
    NOMBRE_CERTIFIES: 10,
    repondants_6m: 8,
    neutralises_6m: 1,
    en_emploi_6m: 5,
    metier_vise_6m: 4,
    TAUX_INSERTION_GLOBAL_6MOIS: 714,
    TAUX_INSERTION_METIER_6MOIS: 571,
    TAUX_INSERTION_METIER_2ANS: null,
    taux_reponse_6m: 800,
    taux_reponse_24m: 0,
    presentes: 11,
    retires: 1,
    taux_reussite: 909,
  })
})

t.test('a person is counted once a column, by the last decision that is no adjournment', async (t) => {
  const failed: Followed = { journey: journeyOf('one'), decisions: [decision('one', 'failed', '2024-03-04')] }
  const again = { ...holder('two', '2024-09-02'), journey: { ...holder('two', '2024-09-02').journey, personId: failed.journey.personId } }
  const counts = await countPromotion(
    [failed, again, decided('three', 'adjourned', '2024-03-04'), decided('four', 'refused', '2024-12-31')],
    2024,
    1,
    blocs,
  )
  t.equal(counts.presented.value, 2)
  t.equal(counts.failed.value, 1, 'the one who was refused on the last day of the year')
  t.equal(counts.holders.value, 1)
  t.equal((await countPromotion([decided('four', 'refused', '2024-12-31')], 2025, 1, blocs)).presented.value, 0)
})

t.test('a bloc gained in the year by who is not certified at its end', async (t) => {
  const gained = (how: Journey['blocs'][number]['how'], on = '2024-05-06') => [{ bloc: 'BC01', on, how, rank: ++rank }]
  const all = [
    decided('a', 'partial', '2024-06-03', { blocs: gained('mspr') }),
    decided('b', 'partial', '2024-06-03', { blocs: gained('carriedOver') }),
    decided('c', 'partial', '2024-06-03', { blocs: gained('mspr', '2023-05-06') }),
    holder('d', '2024-07-02', [], { blocs: gained('mspr') }),
    holder('e', '2025-07-02', [], { blocs: gained('equivalence') }),
  ]
  t.equal((await countPromotion(all, 2024, 1, blocs)).blocs.get('BC01')?.value, 2, 'a, and e who is certified the year after')
  t.equal((await countPromotion(all, 2025, 1, blocs)).blocs.get('BC01')?.value, 0)
})

t.test('rates are rounded half up in whole numbers, and none is divided by nothing', async (t) => {
  t.strictSame([rateOf(1, 3), rateOf(2, 3), rateOf(1, 16), rateOf(1, 2000), rateOf(0, 7), rateOf(0, 0)], [333, 667, 63, 1, 0, null])
})

t.test('a year that does not begin in January is named by its end', async (t) => {
  t.equal(promotionYear('2024-08-31', 9), 2024)
  t.equal(promotionYear('2024-09-01', 9), 2025)
  t.equal(promotionYear('2024-12-31', 1), 2024)
  t.equal(endOfYear(2025, 9), '2025-08-31')
  t.equal(endOfYear(2024, 1), '2024-12-31')
  t.equal(endOfYear(2024, 3), '2024-02-29')
})

t.test('for a regulator, figures about fewer than five are hidden, and what would give them away', async (t) => {
  const many = Array.from({ length: 20 }, (_, at) => holder(`many ${at}`, '2024-07-02', ['targetJob']))
  const few = Array.from({ length: 3 }, (_, at) => decided(`few ${at}`, 'failed', '2024-06-03', { route: 'FC' }))
  const measures = measuresFor(blocs)
  const rows = new Map([
    ['toutes', await countPromotion([...many, ...few], 2024, 1, blocs)],
    ['CA', await countPromotion(many, 2024, 1, blocs)],
    ['FC', await countPromotion(few, 2024, 1, blocs)],
  ])
  const hidden = hiddenCells(rows, 'toutes', measures)
  const isHidden = (row: string, column: string) => hidden.has(`${row} ${column}`)
  t.ok(isHidden('FC', 'echecs'))
  t.ok(isHidden('toutes', 'echecs'), 'all of them are of one route: the total would tell')
  t.ok(isHidden('FC', 'presentes'))
  t.ok(isHidden('CA', 'presentes'), 'the others of the column leave no difference')
  t.ok(isHidden('toutes', 'taux_reussite'), 'with the official count it would tell who was decided on')
  for (const row of rows.keys()) t.notOk(isHidden(row, 'NOMBRE_CERTIFIES'), 'official counts are told')
  t.notOk(isHidden('toutes', 'repondants_6m'))
  const nobody = hiddenCells(new Map([['toutes', await countPromotion([], 2024, 1, blocs)]]), 'toutes', measures)
  t.equal(nobody.size, 0, 'nobody is no few')
})
