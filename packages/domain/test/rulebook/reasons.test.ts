import { test } from 'tap'
import { houseReasons } from '../../src/rulebook/house-reasons.ts'
import { reasonEvents } from '../../src/rulebook/reason-events.ts'
import { rncp36582Rulebook as rulebook } from '../../src/rulebook/rncp36582.ts'
import { reasonTexts } from '../../src/texts/reasons.ts'

const waivers = rulebook.rules.flatMap((rule) => rule.waivers ?? [])
const lists = [...Object.entries(rulebook.reasons), ...Object.entries(houseReasons)]
const used = new Set([...lists.flatMap(([, codes]) => codes), ...waivers])

test('every reason code has a text in both languages', (t) => {
  for (const code of used) t.match(reasonTexts[code], { fr: /\S/, en: /\S/ }, code)
  t.end()
})

test('no text is left without its code, and no two codes say the same', (t) => {
  t.strictSame(
    Object.keys(reasonTexts).filter((code) => !used.has(code)),
    [],
  )
  for (const language of ['fr', 'en'] as const) {
    const said = Object.values(reasonTexts).map((text) => text[language])
    t.strictSame(
      said.filter((text, index) => said.indexOf(text) < index),
      [],
      language,
    )
  }
  t.end()
})

test('codes are camelCase English, no list holds one twice', (t) => {
  for (const code of used) t.match(code, /^[a-z]+(?:[A-Z][a-z]+)*$/, code)
  for (const [event, codes] of lists) t.equal(new Set(codes).size, codes.length, event)
  t.end()
})

test('the rulebook closes the reasons of every event of candidacies, MSPR and juries that carries one', (t) => {
  t.strictSame(Object.keys(rulebook.reasons).toSorted(), Object.keys(reasonEvents).toSorted())
  t.end()
})

test('reasons that the certification reference names', (t) => {
  const named: Record<string, string[]> = {
    HearingMissed: ['absent', 'excused', 'interrupted', 'unconvened', 'cancelled'],
    DefenceInterrupted: ['technical', 'candidate', 'jury', 'overrun'],
    MsprDefenceInterrupted: ['technical', 'candidate', 'jury', 'overrun'],
  }
  for (const [event, codes] of Object.entries(named)) t.strictSame(rulebook.reasons[event], codes, event)
  t.ok(rulebook.reasons['BlocAssessed']?.includes('noIndividualWork'))
  t.ok(rulebook.reasons['MsprTeamMemberExcluded']?.includes('alreadyAcquired'))
  for (const code of ['registrationExpired', 'registrationWithdrawn']) t.ok(rulebook.reasons['AdmissibilityRefused']?.includes(code), code)
  t.end()
})
