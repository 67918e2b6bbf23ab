import { type Fiche, rncp36582Fiche, rncp36582Rulebook } from '@minutier/domain'
import { test } from 'tap'
import { rereadingsOf } from '../../src/fiche/rereading.ts'
import { readXml, rncp99999Xml } from './exports.ts'

const { openData } = (await readXml(rncp99999Xml)).fiche

/** RNCP36582 with these texts beside its facts. */
function withTexts(texts: Readonly<Record<string, string>>): Fiche {
  if (!openData) throw new TypeError('the fixture is of open data')
  return { ...rncp36582Fiche, openData: { ...openData, texts: { ...texts } } }
}

const jury =
  '<p>Le jury est composé de trois membres&nbsp;:</p> - Un membre interne à l’organisme certificateur de la direction Innovation &amp; Pédagogie ou le directeur/la directrice du centre de formation ou son représentant'
const rules = (recorded: Fiche, file: Fiche) =>
  rereadingsOf(rncp36582Rulebook, recorded, file).map(({ rule, stands }) => `${rule} ${stands}`)

test('a sentence is found through HTML, entities, apostrophes and spaces', (t) => {
  const now = withTexts({ 'SI_JURY_FI/COMPOSITION': `${jury}.` })
  t.strictSame(rules(withTexts({ 'SI_JURY_FI/COMPOSITION': jury }), now), ['J1 true', 'J2 true'])
  t.end()
})

test('a sentence that leaves words out is held by each text that has a part of it', (t) => {
  const text = 'Dossier avec CV. Sélection : un dossier de candidature avec CV et lettre de motivation'
  const other = 'des tests de positionnement puis un entretien individuel de sélection'
  const recorded = withTexts({ A: text, B: other })
  t.strictSame(rereadingsOf(rncp36582Rulebook, recorded, withTexts({ A: `${text}.`, B: other })), [
    { rule: 'P4', sentence: rncp36582Rulebook.rules.find(({ id }) => id === 'P4')?.sentence, texts: ['A'], stands: true },
  ])
  t.strictSame(rules(recorded, withTexts({ B: other })), ['P4 false'])
  t.end()
})

test('texts that stay, and texts that hold no sentence, ask for nothing', (t) => {
  t.strictSame(rules(withTexts({ A: jury, B: 'x' }), withTexts({ A: jury, B: 'y', C: 'z' })), [])
  t.end()
})

test('where no text was kept, the rules whose sentence is nowhere in the new texts', (t) => {
  const found = rereadingsOf(rncp36582Rulebook, rncp36582Fiche, withTexts({ A: jury }))
  t.notOk(found.some(({ rule }) => ['J1', 'J2'].includes(rule)))
  t.ok(found.some(({ rule, stands, texts }) => rule === 'J3' && !stands && texts.length === 0))
  t.notOk(
    found.some(({ rule }) => rule === 'V2'),
    'a rule of law quotes no fiche',
  )
  t.end()
})
