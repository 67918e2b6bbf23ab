import { alix, apprentice, candidacyOf, certifierSiret, having, havingNote, idOf } from '@minutier/testing'
import t from 'tap'
import { alertsOf } from './alerts-of.ts'

const refused = havingNote('EffectRefused', '2024-01-15', { effect: 'HearingScheduled', rule: 'G1' })
const withdrawal = { effectiveOn: '2024-01-22', reason: 'contractEnded' }

t.test('effectRefused: until a person acts in the stream', async (t) => {
  const { on, behind } = await alertsOf(t, apprentice(), refused)
  const [alert, ...others] = await on('2024-01-16', 'effectRefused')
  t.match(alert, { severity: 'wrong', subject: `candidacy-${candidacyOf(alix)}`, certification: 'RNCP36582', centreSiret: certifierSiret })
  t.match(alert?.text.en, /HearingScheduled, rule G1/)
  t.strictSame([behind(alert), others], [['EffectRefused'], []])
  const acted = await alertsOf(t, apprentice(), refused, having('WithdrawEnrolment', '2024-01-22', withdrawal))
  t.strictSame(await acted.on('2024-01-23', 'effectRefused'), [])
})

t.test('effectRefused: what a process notes is no act, unless it is that effect', async (t) => {
  const noted = havingNote('MsprAssigned', '2024-01-22', { msprId: idOf('mspr'), bloc: 'RNCP36582BC01' })
  t.equal((await (await alertsOf(t, apprentice(), refused, noted)).on('2024-01-23', 'effectRefused')).length, 1)
  const assigned = havingNote('EffectRefused', '2024-01-15', { effect: 'MsprAssigned', rule: 'G1' })
  t.strictSame(await (await alertsOf(t, apprentice(), assigned, noted)).on('2024-01-23', 'effectRefused'), [])
  t.equal((await (await alertsOf(t, apprentice(), refused, assigned)).on('2024-01-23', 'effectRefused')).length, 2, 'each for itself')
})

t.test('effectRefused: in a stream that is of no certification', async (t) => {
  const { on } = await alertsOf(t, apprentice(), (world) => {
    world.note('person', idOf(alix), { type: 'EffectRefused', data: { effect: 'BlocHeld', rule: 'B4' } })
  })
  t.match(await on('2024-01-23', 'effectRefused'), [{ subject: `person-${idOf(alix)}`, certification: null, centreSiret: null }])
})
