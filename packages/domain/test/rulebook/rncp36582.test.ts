import { readFileSync } from 'node:fs'
import { test } from 'tap'
import { checkRulebook } from '../../src/rulebook/check.ts'
import { registrationOf } from '../../src/rulebook/fiche.ts'
import { rncp36582Fiche as fiche, rncp36582Rulebook as rulebook } from '../../src/rulebook/rncp36582.ts'
import { everyCommand } from './commands.ts'

const collapsed = (text: string) => text.replace(/\s+/g, ' ')
const ficheText = readFileSync(new URL('fiche-rncp36582.txt', import.meta.url), 'utf8')
const page = collapsed(ficheText)
const attested = page.slice(page.indexOf('Compétences attestées :'), page.indexOf("Modalités d'évaluation :"))

test('the rulebook and its fiche agree, and every check passes', (t) => {
  t.match(checkRulebook(structuredClone(rulebook), registrationOf(fiche)), { ok: true })
  t.end()
})

test('41 rules in the order of the tables, each once', (t) => {
  const ids = 'J1 J2 J3 J4 J5 J6 B1 B2 B3 B4 C1 C2 F1 F2 F3 M1 M2 M3 M4 H1 H2 H3 H4 V1 V2 V3 V4 V5 V6 A1 A2 A3 P1 P2 P3 P4 P5 W1 W2 W3 E1'
  t.equal(rulebook.rules.map(({ id }) => id).join(' '), ids)
  t.equal(rulebook.rules.length, 41)
  t.end()
})

test('every sentence of the fiche is found in it, piece by piece; those of the law name an article', (t) => {
  const quoted = rulebook.rules.filter(({ source }) => source.kind === 'fiche')
  for (const { id, sentence } of quoted) for (const piece of sentence.split(' […] ')) t.ok(page.includes(piece), `${id}: ${piece}`)
  const ofLaw = rulebook.rules.filter(({ source }) => source.kind === 'law')
  t.strictSame(
    ofLaw.map(({ id }) => id),
    ['J6', 'V2', 'V3', 'V4', 'V5', 'V6', 'A3', 'W2', 'W3'],
  )
  for (const { id, source } of ofLaw) t.match(source.reference, /^Code du travail, (?:art\.|chapitre) [LR]6\d{3}/, id)
  t.equal(quoted.length + ofLaw.length, 41)
  t.end()
})

test('every rule of the fiche says under which heading its sentence stands', (t) => {
  for (const { id, source } of rulebook.rules) {
    if (source.kind !== 'fiche') continue
    const heading = /^Fiche RNCP36582, rubrique « ([^»]+) »/.exec(source.reference)?.[1]
    t.ok(heading && page.includes(heading), `${id}: ${heading}`)
  }
  t.end()
})

test('every guard is a command, and R guards the proposal of a rulebook', (t) => {
  for (const { id, guards } of rulebook.rules) for (const guard of guards) t.ok(everyCommand.has(guard), `${id}: ${guard}`)
  t.strictSame(
    rulebook.rules.filter((rule) => rule.for.includes('R')).map(({ id }) => id),
    ['J4', 'B1', 'B3', 'B4', 'P5'],
  )
  t.end()
})

test('strength: three permits, two motives with their waivers, the rest hard', (t) => {
  const of = (strength: string) => rulebook.rules.filter((rule) => rule.strength === strength)
  t.strictSame(
    of('permit').map(({ id }) => id),
    ['B1', 'B3', 'P5'],
  )
  t.strictSame(
    of('motive').map(({ id, waivers }) => [id, waivers?.length]),
    [
      ['V5', 7],
      ['V6', 5],
    ],
  )
  t.equal(of('hard').length, 36)
  t.end()
})

test('what we read rather than found is said: secondary sources, and a remark beside each reading', (t) => {
  const of = (confidence: string) => rulebook.rules.filter((rule) => rule.confidence === confidence)
  t.strictSame(
    of('secondary').map(({ id }) => id),
    ['J6', 'V2', 'V5', 'V6', 'W2'],
  )
  t.strictSame(
    of('ourReading').map(({ id }) => id),
    ['B4', 'P5', 'E1'],
  )
  for (const { id, remark } of of('ourReading')) t.ok(remark, id)
  t.end()
})

test('four blocs of 7, 9, 6 and 13 competences, 35 in all', (t) => {
  t.strictSame(
    rulebook.blocs.map(({ code, activity, competences }) => [code, activity, competences.length]),
    [
      ['RNCP36582BC01', 'A1', 7],
      ['RNCP36582BC02', 'A2', 9],
      ['RNCP36582BC03', 'A3', 6],
      ['RNCP36582BC04', 'A4', 13],
    ],
  )
  for (const { code, title } of rulebook.blocs) t.ok(page.includes(`${code} - ${title}`), code)
  t.end()
})

test('competences are in order, with the titles of « Compétences attestées », whole', (t) => {
  const competences = rulebook.blocs.flatMap((bloc) => bloc.competences)
  t.equal(competences.length, 35)
  const rebuilt = competences.map(({ code, title }) => `${code} ${title}`).join(' ')
  const asPrinted = attested
    .replace('Compétences attestées :', '')
    .replace(/(?: -)? (A\dC\d+)(?:\.| [-–])? /g, ' $1 ')
    .trim()
  t.equal(rebuilt, asPrinted)
  t.end()
})

test('preparation: 30 hours, and 21 to 30 for BC02, whose figure the fiche leaves blank', (t) => {
  t.strictSame(
    rulebook.blocs.map(({ preparationMinutes: { min, max }, remark }) => [min, max, remark]),
    [
      [1800, 1800, undefined],
      [1260, 1800, 'non précisé par la fiche'],
      [1800, 1800, undefined],
      [1800, 1800, undefined],
    ],
  )
  t.end()
})

test('the facts of the fiche are on its page', (t) => {
  const { certifiers, nsf, formacodes, rome, equivalences } = fiche
  const labels = [...nsf, ...formacodes, ...rome].map(({ label }) => label)
  const facts = [fiche.title, ...certifiers.flatMap(({ siret, legalName, tradeName = '' }) => [siret, legalName, tradeName]), ...labels]
  for (const fact of facts) t.ok(page.includes(fact) || page.includes(fact.replaceAll("'", "''")), fact)
  for (const { code } of [...nsf, ...formacodes, ...rome]) t.match(page, new RegExp(`\\b${code} ?:? `), code)
  for (const { certification, title, bloc = '', blocTitle = '' } of equivalences) {
    for (const fact of [certification, title, bloc, blocTitle]) t.ok(page.includes(fact), fact)
  }
  t.ok(page.includes(`Niveau ${fiche.level} `))
  t.ok(page.includes(`/${fiche.ficheNumericId}/`))
  t.ok(page.includes(`Durée de l'enregistrement en années ${fiche.durationYears} `))
  const printed = (day: string) => day.split('-').reverse().join('-')
  t.ok(page.includes(`Date de décision ${printed(fiche.registeredOn)}`))
  t.ok(page.includes(`Date d'échéance de l'enregistrement ${printed(fiche.expiresOn)}`))
  t.end()
})

test('registrationOf gives what CertificationImported carries of a fiche', (t) => {
  const registration = registrationOf(fiche)
  t.match(registration, { certification: 'RNCP36582', ficheNumericId: 22815, level: 7, openRoutes: ['FI', 'CA', 'FC', 'CQ', 'VAE'] })
  t.strictSame(registration.closedTerritories, ['NC', 'PF'])
  t.strictSame(
    registration.blocs,
    rulebook.blocs.map(({ code }) => code),
  )
  t.equal(registration.competences.length, 35)
  t.end()
})
