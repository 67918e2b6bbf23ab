import assert from 'node:assert/strict'
import fc from 'fast-check'
import { test } from 'tap'
import { addDays, addMonths, dayOf, daysBetween, endOfMonthAfter, legalDay, yearOf } from '../../src/kernel/time.ts'

test('the legal day is the civil day in Paris: 23:30 UTC is tomorrow there', (t) => {
  t.equal(dayOf('2025-07-01T23:30:00.000Z'), '2025-07-02', 'in summer, two hours ahead')
  t.equal(dayOf('2025-01-01T23:30:00.000Z'), '2025-01-02', 'in winter, one hour ahead')
  t.equal(dayOf('2025-07-01T22:00:00.000Z'), '2025-07-02', 'midnight in summer')
  t.equal(dayOf('2025-07-01T21:59:59.999Z'), '2025-07-01')
  t.equal(dayOf('2025-01-01T23:00:00.000Z'), '2025-01-02', 'midnight in winter')
  t.equal(dayOf('2025-01-01T22:59:59.999Z'), '2025-01-01')
  t.equal(dayOf('2024-12-31T23:30:00.000Z'), '2025-01-01', 'the year too')
  t.end()
})
test('the nights on which the clocks change', (t) => {
  t.equal(dayOf('2025-03-29T22:59:59.999Z'), '2025-03-29')
  t.equal(dayOf('2025-03-29T23:00:00.000Z'), '2025-03-30', 'still in winter time')
  t.equal(dayOf('2025-03-30T21:59:59.999Z'), '2025-03-30', 'already in summer time: a day of 23 hours')
  t.equal(dayOf('2025-03-30T22:00:00.000Z'), '2025-03-31')
  t.equal(dayOf('2025-10-25T22:00:00.000Z'), '2025-10-26', 'still in summer time')
  t.equal(dayOf('2025-10-26T22:59:59.999Z'), '2025-10-26', 'back in winter time: a day of 25 hours')
  t.equal(dayOf('2025-10-26T23:00:00.000Z'), '2025-10-27')
  t.end()
})
test('a term in months ends on the same day number, or the last of a shorter month (note e)', (t) => {
  t.equal(addMonths('2025-05-15', 2), '2025-07-15')
  t.equal(addMonths('2025-01-31', 1), '2025-02-28')
  t.equal(addMonths('2024-01-31', 1), '2024-02-29')
  t.equal(addMonths('2024-12-31', 2), '2025-02-28')
  t.equal(addMonths('2025-07-31', 2), '2025-09-30')
  t.equal(addMonths('2025-02-28', 2), '2025-04-28', 'not the last day of the longer month')
  t.equal(addMonths('2024-02-29', 12), '2025-02-28')
  t.equal(addMonths('2025-03-31', -1), '2025-02-28')
  t.end()
})
test('the last day of the third calendar month after a deposit (V5)', (t) => {
  t.equal(endOfMonthAfter('2025-01-01', 3), '2025-04-30')
  t.equal(endOfMonthAfter('2025-01-31', 3), '2025-04-30')
  t.equal(endOfMonthAfter('2024-11-30', 3), '2025-02-28')
  t.equal(endOfMonthAfter('2023-11-02', 3), '2024-02-29')
  t.equal(endOfMonthAfter('2025-05-15', 0), '2025-05-31')
  t.end()
})
test('days are added across the change of clocks', (t) => {
  t.equal(addDays('2025-03-29', 2), '2025-03-31')
  t.equal(addDays('2025-10-25', 15), '2025-11-09')
  t.equal(addDays('2025-01-01', -1), '2024-12-31')
  t.equal(daysBetween('2025-03-29', '2025-03-31'), 2)
  t.equal(daysBetween('2025-10-27', '2025-10-25'), -2)
  t.equal(yearOf('2025-12-31'), 2025)
  t.end()
})

const days = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
test('days and months keep their order, and count back', (t) => {
  const property = fc.property(days, days, fc.integer({ min: 0, max: 48 }), (one, other, months) => {
    const [first = '', second = ''] = [one, other].toSorted()
    assert.ok(addMonths(first, months) <= addMonths(second, months))
    assert.ok(addMonths(first, months) <= endOfMonthAfter(first, months))
    assert.equal(addDays(first, daysBetween(first, second)), second)
  })
  t.doesNotThrow(() => fc.assert(property))
  t.end()
})

test('an event’s own field gives its legal day', (t) => {
  const occurredAt = '2025-07-01T10:00:00.000Z'
  const of = (type: string, fields: Readonly<Record<string, unknown>>) => legalDay({ type, ...fields }, occurredAt)
  t.equal(of('CandidateEnrolled', { enrolledOn: '2025-06-01', trainingStartsOn: '2025-09-01' }), '2025-06-01')
  t.equal(of('AdmissibilityDeemedGranted', { termOn: '2025-06-02' }), '2025-06-02')
  t.equal(of('JurySessionOpened', { sessionOn: '2025-09-30' }), '2025-09-30')
  t.equal(of('MsprPreparationRecorded', { fromOn: '2025-06-01', untilOn: '2025-06-05' }), '2025-06-05')
  t.equal(of('PartnerHabilitated', { fromOn: '2025-06-01', untilOn: '2025-06-05' }), '2025-07-01', 'another untilOn is data only')
  t.equal(of('CandidateConvened', { plannedOn: '2025-09-30' }), '2025-07-01', 'so is what is planned')
  t.equal(of('HearingCompleted', { heardOn: '2025-06-30' }), '2025-07-01', 'and what is only noted')
  t.equal(legalDay({ type: 'DossierSubmitted', pages: 55 }, '2025-07-01T23:30:00.000Z'), '2025-07-02', 'else the day of its instant')
  t.end()
})
test('the first of several in the order of the reference', (t) => {
  const fields = { effectiveOn: '2025-01-02', decidedOn: '2025-01-03', receivedOn: '2025-01-04', issuedOn: '2025-01-05' }
  t.equal(legalDay({ type: 'X', ...fields }, '2025-07-01T10:00:00.000Z'), '2025-01-02')
  t.equal(legalDay({ type: 'X', ...fields, enrolledOn: '2025-01-01' }, '2025-07-01T10:00:00.000Z'), '2025-01-01')
  t.end()
})
