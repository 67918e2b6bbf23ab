import { idOf } from '@minutier/testing'
import { test } from 'tap'
import {
  assessed,
  briefedMspr,
  compliantDossier,
  constitutedJury,
  convening,
  decided,
  decidedOnFile,
  enrolledCandidate,
  exemptedPart,
  exemptionFrom,
  finallyAssessed,
  fourBlocs,
  fullOnFile,
  fullSuccess,
  grantedAccommodation,
  heardFinal,
  issued,
  msprDefence,
  msprJury,
  on,
  onFile,
  openStory,
  readyForTheJury,
  recorded,
  requestedAccommodation,
  ruleOf,
  sealedMinutes,
  sealedMspr,
  sessionDay,
  submittedWork,
} from './cast/index.ts'

const third = [
  { type: 'extraTime', epreuve: 'mspr:RNCP36582BC01', part: 'preparation', normalMinutes: 1800, grantedMinutes: 2400 },
  { type: 'extraTime', epreuve: 'mspr:RNCP36582BC01', part: 'oral', normalMinutes: 30, grantedMinutes: 40 },
  { type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 },
]

test('S4: a third more time on an MSPR and on the final épreuve, of which the candidate needs only the normal time', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await enrolledCandidate(play, 'Ménagée')
  const asked = await requestedAccommodation(play, candidacyId)
  const tooMuch = [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 61 }]
  const grant = { accommodationId: asked, effectiveOn: '2023-10-02' }
  const beyond = await play.attempt('GrantAccommodation', candidacyId, { ...grant, measures: tooMuch }, on(play, '2023-10-02'))
  t.match(beyond, { refusal: { rule: 'H1', expected: 60 } }, '61 minutes for 45 are more than a third')
  await play.run('GrantAccommodation', candidacyId, { ...grant, measures: third }, on(play, '2023-10-02'))
  const accommodationIds = [asked]

  const day = '2023-11-06'
  const msprId = await briefedMspr(play, { bloc: 'RNCP36582BC01', day })
  await play.run('FormMsprTeam', msprId, { candidacyIds: [candidacyId] }, on(play, day))
  const preparation = { fromOn: day, untilOn: day, accommodationIds }
  const longer = play.attempt('RecordMsprPreparation', msprId, { ...preparation, allottedMinutes: 2401 }, on(play, day))
  t.equal(await ruleOf(longer), 'H1')
  await play.run('RecordMsprPreparation', msprId, { ...preparation, allottedMinutes: 2400 }, on(play, day))
  await submittedWork(play, msprId, candidacyId, day)
  await play.run('ConstituteMsprJury', msprId, { members: await msprJury(play) }, on(play, day))
  const defended = await msprDefence(play, msprId, { day, plannedMinutes: 40, actualMinutes: 30, accommodationIds })
  await play.run('RecordMsprDefence', msprId, defended, on(play, day))
  await assessed(play, msprId, candidacyId, { bloc: 'RNCP36582BC01', day })
  await sealedMspr(play, msprId, day)
  await fourBlocs(play, [candidacyId], { without: ['RNCP36582BC01'] })
  await compliantDossier(play, candidacyId)
  const juryId = await constitutedJury(play)
  const time = { plannedMinutes: 60, accommodationIds }
  await heardFinal(play, juryId, candidacyId, { convened: time, held: { ...time, actualMinutes: 45 } })
  await decided(play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  await issued(play, candidacyId)
  t.match(await play.state('candidacy', candidacyId), { certificate: { state: 'issued' } })
})

test('S5: a doctor asks for 90 minutes for the defence', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Convalescent')
  const measure = { type: 'extraTime', epreuve: 'final', normalMinutes: 45 }
  await grantedAccommodation(play, candidacyId, { day: '2024-05-13', measures: [{ ...measure, grantedMinutes: 60 }] })
  const day = '2024-05-20'
  const accommodationId = await requestedAccommodation(play, candidacyId, day)
  const grant = { accommodationId, effectiveOn: day, measures: [{ ...measure, grantedMinutes: 90 }] }
  const bare = play.attempt('GrantAccommodation', candidacyId, grant, on(play, day))
  t.equal(await ruleOf(bare), 'H2', 'without the reference of the doctor’s request')
  await play.run('GrantAccommodation', candidacyId, { ...grant, medicalRequestId: idOf('medical request') }, on(play, day))

  const juryId = await constitutedJury(play)
  const time = { plannedMinutes: 90, accommodationIds: [accommodationId] }
  const uncited = play.attempt('ConveneCandidate', juryId, { ...convening(candidacyId), plannedMinutes: 90 }, on(play, sessionDay))
  t.equal(await ruleOf(uncited), 'F2', 'a grant that is not cited gives no time')
  await heardFinal(play, juryId, candidacyId, { convened: time, held: { ...time, actualMinutes: 88 } })
  await decided(play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  t.match(await play.state('candidacy', candidacyId), { status: 'awarded' })
})

test('S6: exempted from the written part, heard without a dossier, certified', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await enrolledCandidate(play, 'Sans-écrit')
  await fourBlocs(play, [candidacyId])
  await exemptedPart(play, candidacyId, { epreuve: 'final', part: 'written', day: '2024-05-06' })
  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'compliant', dossier: null } })
  const juryId = await constitutedJury(play)
  await heardFinal(play, juryId, candidacyId)
  await decided(play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(play, juryId)
  await issued(play, candidacyId)
  t.match(await play.state('candidacy', candidacyId), { certificate: { state: 'issued' } })
})

test('S6: exempted from the oral part, decided on the file with an assessment, certified', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Sans-oral')
  await exemptedPart(play, candidacyId, { epreuve: 'final', part: 'oral', day: '2024-05-13' })
  const juryId = await constitutedJury(play)
  const heard = play.attempt('ConveneCandidate', juryId, convening(candidacyId), on(play, sessionDay))
  t.equal(await ruleOf(heard), 'G1', 'nobody is heard who is exempted from it')
  await play.run('ConveneCandidate', juryId, onFile(candidacyId), on(play, sessionDay))
  const decision = { ...fullOnFile, finalEpreuve: 'validated' }
  await t.rejects(decided(play, juryId, candidacyId, decision), /G1/, 'the jury has not assessed the dossier')
  await finallyAssessed(play, juryId, candidacyId)
  await decided(play, juryId, candidacyId, decision)
  await sealedMinutes(play, juryId)
  await issued(play, candidacyId)
  t.match(await play.state('candidacy', candidacyId), { certificate: { state: 'issued' }, finalEpreuve: { state: 'validated' } })
  t.equal((await recorded(play, 'DefenceHeld')).length, 0)
})

test('S6: nobody is exempted from the whole final épreuve', async (t) => {
  const play = await openStory(t)
  const { candidacyId } = await readyForTheJury(play, 'Sans-épreuve')
  const day = '2024-05-13'
  const accommodationId = await requestedAccommodation(play, candidacyId, day)
  const both = [exemptionFrom('final', 'written'), exemptionFrom('final', 'oral')]
  const refused = play.attempt('GrantAccommodation', candidacyId, { accommodationId, measures: both, effectiveOn: day }, on(play, day))
  t.equal(await ruleOf(refused), 'C2')
  await grantedAccommodation(play, candidacyId, { day: '2024-05-14', measures: [exemptionFrom('final', 'oral')] })
  const second = { accommodationId, measures: [exemptionFrom('final', 'written')], effectiveOn: '2024-05-14' }
  t.equal(await ruleOf(play.attempt('GrantAccommodation', candidacyId, second, on(play, '2024-05-14'))), 'C2', 'nor by two grants')
  t.match(await play.state('candidacy', candidacyId), { finalEpreuve: { state: 'compliant' } })
  const juryId = await constitutedJury(play)
  const early = play.attempt('ConveneCandidate', juryId, onFile(candidacyId), on(play, sessionDay))
  t.equal(await ruleOf(early), 'G1', 'a grant that is not used exempts from nothing')
  await t.rejects(decidedOnFile(play, candidacyId, { day: sessionDay }), /G1/)
})
