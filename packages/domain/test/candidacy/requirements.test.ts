import { rncp36582Rulebook } from '@minutier/domain'
import {
  accommodationIdOf,
  acquiredBlocs,
  apprentice,
  bc01,
  exemptedPart,
  exemption,
  extraTime,
  grantedAccommodation,
  idOf,
  validatedFinal,
} from '@minutier/testing'
import { test } from 'tap'
import {
  actualTimeChecks,
  certificationChecks,
  exemptionFrom,
  holdsBloc,
  missingFor,
  plannedTimeChecks,
} from '../../src/candidacy/requirements.ts'
import { judged } from '../../src/kernel/judgment.ts'
import { after } from './playing.ts'

const rulebook = rncp36582Rulebook
const all = rulebook.blocs.map(({ code }) => code)
const mspr = `mspr:${bc01}`
const doctor = { medicalRequestId: idOf('a doctor’s request') }
const accommodated = (measure: Readonly<Record<string, unknown>>, fields = {}) =>
  after(apprentice(), grantedAccommodation([measure], fields))
const favoured = accommodated(extraTime('final', 60))
const exceptional = accommodated(extraTime('final', 90), doctor)
const ordinary = after(apprentice())

/** What the checks of a time say: `accepted`, or the rule that refuses; waived rules in brackets. */
function verdict(
  plannedMinutes: number,
  candidacies = [ordinary],
  cites = false,
  fields: Partial<Parameters<typeof plannedTimeChecks>[0]> = {},
) {
  const accommodationIds = cites ? [accommodationIdOf()] : []
  const time = { candidacies, accommodationIds, rulebook, epreuve: 'final', normalMinutes: 45, plannedMinutes, ...fields }
  const judgment = judged(plannedTimeChecks(time))
  if (judgment.outcome === 'refused') return judgment.refusal.rule
  return judgment.waived.length > 0 ? `accepted (${judgment.waived.map(({ rule }) => rule).join()})` : 'accepted'
}

test('without an accommodation the planned time is the normal time', (t) => {
  t.same(
    [44, 45, 46].map((minutes) => verdict(minutes)),
    ['F2', 'accepted', 'F2'],
  )
  t.equal(verdict(46, [favoured]), 'F2', 'what is not cited gives nothing')
  t.end()
})

test('an accommodation that is cited gives what was granted, a third at most', (t) => {
  t.same(
    [44, 45, 60, 61].map((minutes) => verdict(minutes, [favoured], true)),
    ['F2', 'accepted', 'accepted', 'H1'],
  )
  t.equal(verdict(60, [accommodated(extraTime('final', 50))], true), 'H1')
  t.end()
})

test('a doctor’s request waives the third, by the event of the grant', (t) => {
  t.same(
    [60, 61, 90, 91].map((minutes) => verdict(minutes, [exceptional], true)),
    ['accepted', 'accepted (H1)', 'accepted (H1)', 'H1'],
  )
  const time = { candidacies: [exceptional], accommodationIds: [accommodationIdOf()], rulebook, epreuve: 'final', normalMinutes: 45 }
  const judgment = judged(plannedTimeChecks({ ...time, plannedMinutes: 90 }))
  t.match(judgment, { waived: [{ rule: 'H1', by: exceptional.accommodations[accommodationIdOf()]?.eventId }], satisfied: ['H3', 'F2'] })
  t.end()
})

test('what was not granted cannot be cited', (t) => {
  t.equal(verdict(45, [ordinary], true), 'H3')
  t.equal(verdict(60, [ordinary], true), 'H1')
  t.equal(verdict(60, [accommodated(extraTime(mspr, 40))], true), 'H1', 'nor is a grant for another épreuve')
  t.equal(verdict(45, [accommodated({ type: 'conditions', epreuve: 'final' })], true), 'accepted', 'one without time may be cited')
  t.end()
})

test('a team has the time of its most favoured member', (t) => {
  const oral = { epreuve: mspr, part: 'oral', normalMinutes: 30 }
  const member = accommodated(extraTime(mspr, 40))
  t.same(
    [40, 41].map((minutes) => verdict(minutes, [ordinary, member], true, oral)),
    ['accepted', 'H1'],
  )
  t.equal(verdict(31, [ordinary], false, oral), 'M3')
  t.end()
})

test('a grant is judged again against the brief of a bloc without a figure', (t) => {
  const bc02 = 'mspr:RNCP36582BC02'
  const member = accommodated(extraTime(bc02, 2400, { part: 'preparation' }))
  const preparation = { epreuve: bc02, part: 'preparation', normalMinutes: 1260 }
  t.same(
    [1260, 1680, 1681].map((minutes) => verdict(minutes, [member], true, preparation)),
    ['accepted', 'accepted', 'H1'],
  )
  t.equal(verdict(2400, [member], true, { ...preparation, normalMinutes: 1800 }), 'accepted')
  t.equal(verdict(1259, [member], false, preparation), 'M2')
  t.end()
})

test('a VAE interview has no set time', (t) => {
  t.equal(verdict(200, [ordinary], false, { epreuve: 'vae' }), 'accepted')
  t.end()
})

test('the actual time is between the normal time less the tolerance and the planned time plus it', (t) => {
  const actual = (actualMinutes: number, plannedMinutes: number) =>
    judged(actualTimeChecks('F2', { normalMinutes: 45, plannedMinutes, actualMinutes, toleranceMinutes: 5 })).outcome
  t.same(
    [39, 40, 50, 51].map((minutes) => actual(minutes, 45)),
    ['refused', 'accepted', 'accepted', 'refused'],
  )
  t.same(
    [40, 65, 66].map((minutes) => actual(minutes, 60)),
    ['accepted', 'accepted', 'refused'],
  )
  t.end()
})

test('what is missing for the certification, and what a decision adds', (t) => {
  const blocs = after(apprentice(), acquiredBlocs())
  t.same(missingFor(ordinary, rulebook), { blocs: all, finalEpreuve: true })
  t.same(missingFor(blocs, rulebook), { blocs: [], finalEpreuve: true })
  t.same(missingFor(after(apprentice(), acquiredBlocs(), validatedFinal()), rulebook), { blocs: [], finalEpreuve: false })
  t.match(judged(certificationChecks(blocs, rulebook)), { refusal: { rule: 'C2' } })
  t.match(judged(certificationChecks(blocs, rulebook, { finalEpreuve: true })), { satisfied: ['C2', 'C1'] })
  t.match(judged(certificationChecks(ordinary, rulebook, { finalEpreuve: true })), { refusal: { rule: 'C1', found: ['final'] } })
  t.end()
})

test('a bloc lapses only where the rulebook says after how many months', (t) => {
  const candidacy = after(apprentice(), acquiredBlocs([bc01]))
  const lapsing = { ...rulebook, conditions: { ...rulebook.conditions, blocValidityMonths: 12 } }
  t.equal(holdsBloc(candidacy, bc01, rulebook, '2099-01-01'), true)
  t.same(
    ['2025-01-26', '2025-01-27'].map((day) => holdsBloc(candidacy, bc01, lapsing, day)),
    [true, false],
  )
  t.end()
})

test('an exemption is from a part, or from the whole', (t) => {
  const candidacy = after(apprentice(), grantedAccommodation([exemption(mspr, 'oral')]), exemptedPart(mspr, 'oral'))
  t.type(exemptionFrom(candidacy, mspr, 'oral'), 'string')
  t.equal(exemptionFrom(candidacy, mspr, 'written'), null)
  t.end()
})
