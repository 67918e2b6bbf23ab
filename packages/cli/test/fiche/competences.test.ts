import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { givenCompetences, listedCompetences } from '../../src/fiche/competences.ts'
import { FicheError } from '../../src/fiche/errors.ts'
import { rncp99999RulebookPath } from './exports.ts'

const bloc = (number: number, list = '') => ({ code: `RNCP99999BC0${number}`, title: 'Bloc', list })
const codes = (...lists: readonly string[]) => {
  const found = listedCompetences(lists.map((list, at) => bloc(at + 1, list)))
  return found && [...found.values()].map(({ activity, codes }) => `${activity}: ${codes.join(' ')}`)
}

test('codes at the start of their lines, in HTML or not, behind a bullet or not', (t) => {
  t.strictSame(codes('A1C1 - un\nsuite du texte A1C9\n- A1C2. deux', '<ul><li>A2C1 un</li><li>•&nbsp;A2C2 deux</li></ul>A2C3 – trois'), [
    'A1: A1C1 A1C2',
    'A2: A2C1 A2C2 A2C3',
  ])
  t.end()
})

test('with any doubt there are none', (t) => {
  t.equal(codes('Composer le programme'), undefined, 'no code')
  t.equal(codes('A1C1 un A1C2 deux\nA1C3 trois'), undefined, 'one in the middle of a line, so a gap')
  t.equal(codes('A1C2 deux\nA1C1 un'), undefined, 'out of order')
  t.equal(codes('A1C1 un', 'deux'), undefined, 'a bloc without')
  t.equal(codes('A1C1 un\nA2C1 deux'), undefined, 'two activities in a bloc')
  t.equal(codes('A1C1 un', 'A1C1 un'), undefined, 'an activity in two blocs')
  t.equal(codes('A1C1X un'), undefined, 'part of a word')
  t.end()
})

test('a million signs that open no tag are read in no time', (t) => {
  const before = performance.now()
  t.equal(codes('<'.repeat(1_000_000)), undefined)
  t.equal(codes('&nbsp;'.repeat(170_000)), undefined)
  t.ok(performance.now() - before < 2000)
  t.end()
})

const refusal = (doing: () => unknown) => {
  try {
    doing()
    return 'accepted'
  } catch (error) {
    return error instanceof FicheError ? error.code : error
  }
}

test('--competences: each bloc and its codes, no other bloc, one activity a bloc', (t) => {
  const given = (document: unknown) => givenCompetences('competences', document, [bloc(1), bloc(2)])
  const whole = { RNCP99999BC01: ['A1C1', 'A1C3'], RNCP99999BC02: ['A4C1'] }
  t.strictSame(given(whole).get('RNCP99999BC02'), { activity: 'A4', codes: ['A4C1'] })
  t.equal(
    refusal(() => given({ ...whole, RNCP99999BC03: ['A3C1'] })),
    'FICHE_COMPANION_FOREIGN',
  )
  t.equal(
    refusal(() => given({ RNCP99999BC01: ['A1C1'] })),
    'FICHE_COMPANION_ABSENT',
  )
  for (const wrong of [null, [], { ...whole, RNCP99999BC02: [] }, { ...whole, RNCP99999BC02: ['C1'] }, { RNCP99999BC01: ['A1C1', 'A1C1'] }])
    t.equal(
      refusal(() => given(wrong)),
      'FICHE_COMPANION_SHAPE',
      JSON.stringify(wrong),
    )
  t.end()
})

test('--rulebook: the codes of its blocs', (t) => {
  const rulebook: unknown = JSON.parse(readFileSync(rncp99999RulebookPath, 'utf8'))
  const five = [1, 2, 3, 4, 5].map((number) => bloc(number))
  t.strictSame(givenCompetences('rulebook', rulebook, five).get('RNCP99999BC05'), { activity: 'A5', codes: ['A5C1', 'A5C2'] })
  t.equal(
    refusal(() => givenCompetences('rulebook', rulebook, five.slice(1))),
    'FICHE_COMPANION_FOREIGN',
  )
  t.equal(
    refusal(() => givenCompetences('rulebook', { format: 'x' }, five)),
    'FICHE_COMPANION_RULEBOOK',
  )
  t.end()
})
