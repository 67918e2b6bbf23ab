import {
  alix,
  apprentice,
  candidacyOf,
  constitutedJury,
  convened,
  convenedForVae,
  decidedWithoutFinal,
  decisionOf,
  depositedVae,
  dossierCompliant,
  havingJury,
  idOf,
  interviewed,
  juryId,
  maxOutsider,
  missed,
  olgaAlternate,
  readyToDecideVae,
  replacement,
  type Step,
  sealedJury,
  somebody,
  together,
  verifiedVae,
} from '@minutier/testing'
import t from 'tap'
import { alertsOf } from './alerts-of.ts'

const session = `jury-${juryId()}`

t.test('V5: the alert counts three months from the deposit, and names the end of the last month', async (t) => {
  const { on, lines, behind } = await alertsOf(t, verifiedVae())
  t.strictSame(await lines('2024-03-15', 'juryVaeTerm'), [])
  t.strictSame(await lines('2024-03-16', 'juryVaeTerm'), ['soon 2024-04-15 30'])
  t.strictSame(await lines('2024-04-15', 'juryVaeTerm'), ['soon 2024-04-15 0'])
  t.strictSame(await lines('2024-04-16', 'juryVaeTerm'), ['late 2024-04-15 -1'])
  const [alert] = await on('2024-04-16', 'juryVaeTerm')
  t.match(alert, { subject: `candidacy-${candidacyOf(alix)}`, text: { en: /have the jury sit by 15 April 2024; after 30 April 2024/ } })
  t.strictSame(behind(alert), ['ValidationFileReceived'])
  const [unverified] = await (await alertsOf(t, depositedVae())).on('2024-04-16', 'juryVaeTerm')
  t.match(unverified?.text.en, /verify it/)
})

t.test('V5: who is convened is waited for until that day', async (t) => {
  const day = '2024-04-10'
  const { lines, on } = await alertsOf(t, verifiedVae(), constitutedJury({ day }), convenedForVae(alix, { day }))
  t.strictSame(await lines(day, 'juryVaeTerm'), [])
  t.strictSame(await lines('2024-04-11', 'juryVaeTerm'), ['soon 2024-04-15 4'], 'nobody was heard')
  t.match((await on('2024-04-11', 'juryVaeTerm'))[0]?.text.en, /convened and not heard/)
  const heard = await alertsOf(t, verifiedVae(), constitutedJury({ day }), convenedForVae(alix, { day }), interviewed(alix, { day }))
  t.strictSame(await heard.on('2024-05-20', 'juryVaeTerm'), [])
  const absent = await alertsOf(
    t,
    verifiedVae(),
    constitutedJury({ day }),
    convenedForVae(alix, { day }),
    missed('RecordAbsence', alix, { day }),
  )
  t.strictSame(await absent.lines('2024-04-11', 'juryVaeTerm'), ['soon 2024-04-15 4'])
})

const deliberatedVae = together(verifiedVae(), constitutedJury(), readyToDecideVae())
const decidedVae = together(deliberatedVae, decidedWithoutFinal(alix, {}, { outcome: 'refused', blocs: [] }), sealedJury())
const notified: Step = (world) => {
  world.at('2024-04-02')
  return world.attempt('NotifyDecision', juryId(), { decisionEventId: decisionOf(world), notifiedOn: '2024-04-02', channel: 'letter' })
}

t.test('V6: fifteen days from the deliberation, sealed or not', async (t) => {
  for (const [text, type, steps] of [
    [/scellez le procès-verbal/, ['DeliberationHeld'], deliberatedVae],
    [/notifiez la décision/, ['DeliberationHeld', 'JuryDecisionRecorded'], decidedVae],
  ] as const) {
    const { on, lines, behind } = await alertsOf(t, steps)
    t.strictSame(await lines('2024-03-25', 'juryVaeNotification'), [])
    t.strictSame(await lines('2024-03-26', 'juryVaeNotification'), ['soon 2024-04-02 7'])
    t.strictSame(await lines('2024-04-02', 'juryVaeNotification'), ['soon 2024-04-02 0'])
    t.strictSame(await lines('2024-04-03', 'juryVaeNotification'), ['late 2024-04-02 -1'])
    const [alert] = await on('2024-04-03', 'juryVaeNotification')
    t.match(alert, { subject: session, about: candidacyOf(alix), text: { fr: text } })
    t.strictSame(behind(alert), type)
  }
})

t.test('V6: a decision that was notified, or annulled, is due no more', async (t) => {
  t.strictSame(await (await alertsOf(t, decidedVae, notified)).on('2024-04-20', 'juryVaeNotification'), [])
  const annulled: Step = (world) => {
    world.at('2024-03-25')
    const decisionEventId = decisionOf(world)
    const reason = { reason: 'juryIrregular', authority: 'certifier', finalEpreuveStands: false }
    world.run('RequestDecisionAnnulment', juryId(), { decisionEventId, ...reason })
    const requestEventId = world.last('DecisionAnnulmentRequested').id
    return world.attempt('AnnulDecision', juryId(), { decisionEventId, requestEventId }, { actor: idOf('another certifier') })
  }
  t.strictSame(await (await alertsOf(t, decidedVae, annulled)).on('2024-04-20', 'juryVaeNotification'), [])
  const bo = 'Bo Exemple'
  const both = together(
    verifiedVae(),
    (world) => void somebody(world, bo),
    verifiedVae(bo),
    constitutedJury(),
    ...[alix, bo].flatMap((name) => [readyToDecideVae(name), decidedWithoutFinal(name, {}, { outcome: 'refused', blocs: [] })]),
    sealedJury(),
  )
  const due = await (await alertsOf(t, both, annulled)).on('2024-04-20', 'juryVaeNotification')
  t.strictSame(
    due.map(({ about }) => about),
    [candidacyOf(bo)],
    'of the same session, the one that stands',
  )
})

const recused = (fields: object = {}) => havingJury('RecuseJuryMember', { memberId: idOf(maxOutsider), reason: 'memberRequest', ...fields })
const replaced = havingJury('ReplaceJuryMember', {
  memberId: idOf(maxOutsider),
  reason: 'memberRequest',
  replacement: replacement(olgaAlternate),
})
const waiting = together(apprentice(), dossierCompliant(), constitutedJury(), convened())

t.test('juryShort: fewer may sit than the rulebook says, for a candidate who waits', async (t) => {
  t.strictSame(await (await alertsOf(t, waiting)).on('2024-03-18', 'juryShort'), [], 'whole')
  const { on, lines, behind } = await alertsOf(t, waiting, recused())
  const [alert] = await on('2024-03-18', 'juryShort')
  t.match(alert, { severity: 'wrong', subject: session, days: 0, text: { en: /2 members of 3 may sit for 1 candidate/ } })
  t.strictSame(behind(alert), ['JuryConstituted', 'CandidateConvened', 'JuryMemberRecused'])
  t.strictSame(await lines('2024-03-20', 'juryShort'), ['wrong 2024-03-18 -2'])
  t.strictSame(await (await alertsOf(t, waiting, recused(), replaced)).on('2024-03-18', 'juryShort'), [])
  const forAnother = await alertsOf(t, waiting, recused({ candidacyId: idOf('another candidacy') }))
  t.strictSame(await forAnother.on('2024-03-18', 'juryShort'), [], 'recused for somebody else')
  const own = await alertsOf(t, waiting, recused({ candidacyId: candidacyOf(alix) }))
  t.equal((await own.on('2024-03-18', 'juryShort')).length, 1)
  const nobody = await alertsOf(t, constitutedJury(), recused())
  t.strictSame(await nobody.on('2024-03-18', 'juryShort'), [], 'nobody waits')
  const absent = await alertsOf(t, waiting, missed('RecordAbsence'), recused())
  t.strictSame(await absent.on('2024-03-18', 'juryShort'), [], 'who was absent does not wait')
  const over = await alertsOf(t, waiting, recused(), havingJury('CancelJurySession', { reason: 'juryIncomplete' }))
  t.strictSame(await over.on('2024-03-18', 'juryShort'), [])
})

t.test('juryShort: a recusal that is annulled leaves nobody short', async (t) => {
  const annulled: Step = (world) => {
    const correctedEventId = world.last('JuryMemberRecused').id
    return world.attempt('AnnulFact', juryId(), { correctedEventId, reason: 'typingError', authority: 'certifier' })
  }
  const { on } = await alertsOf(t, waiting, recused(), annulled)
  t.strictSame(await on('2024-03-18', 'juryShort'), [])
})
