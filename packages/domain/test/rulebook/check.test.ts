import { test } from 'tap'
import { checkRulebook } from '../../src/rulebook/check.ts'
import { type Registration, registrationOf } from '../../src/rulebook/fiche.ts'
import { rncp36582Fiche, rncp36582Rulebook } from '../../src/rulebook/rncp36582.ts'
import { bloc, brief, otherRulebook, problemsOf, refusedFor, rule, without } from './refusals.ts'

const fiche = registrationOf(rncp36582Fiche)

test('a rulebook of another certification passes: jury of four, five blocs, no final épreuve, an order between blocs', (t) => {
  t.match(checkRulebook(structuredClone(otherRulebook)), { ok: true })
  t.equal(otherRulebook.jury.size, 4)
  t.equal(otherRulebook.blocs.length, 5)
  t.equal(otherRulebook.finalEpreuve, null)
  t.ok(otherRulebook.conditions.blocOrder.length > 0)
  t.notOk(otherRulebook.rules.some(({ id }) => id === 'B1'))
  t.end()
})

test('schema: a value out of its type is told with its path, in both languages', (t) => {
  const problems = problemsOf((rulebook) => Object.assign(rulebook.mspr, { defenceMinutes: '30' }))
  t.strictSame(brief(problems), ['schema mspr.defenceMinutes'])
  t.match(problems[0], { message: /expected number/, messageFr: /nombre attendu/ })
  t.end()
})

test('schema: an unknown field, a missing one, and what is no object at all', (t) => {
  t.strictSame(brief(problemsOf((rulebook) => Object.assign(rulebook.jury, { colour: 'blue' }))), ['schema jury'])
  t.strictSame(brief(problemsOf((rulebook) => Reflect.deleteProperty(rulebook, 'vae'))), ['schema vae'])
  const nothing = checkRulebook(null)
  t.strictSame(nothing.ok ? [] : brief(nothing.problems), ['schema'])
  t.end()
})

test('schema: messages of our own have their French', (t) => {
  const problems = problemsOf((rulebook) => {
    rulebook.mspr.team = { min: 5, max: 4 }
    rulebook.certification = '36582'
    rulebook.version = 'one'
    Object.assign(rulebook.equivalences[0] ?? {}, { bloc: 'BC04' })
    rulebook.prerequisites.commission = ['the boss']
  })
  t.equal(problems.length, 5)
  for (const { path, message, messageFr } of problems) t.not(message, messageFr, path)
  t.end()
})

refusedFor(
  'B1: an order between blocs',
  (rulebook) => rulebook.conditions.blocOrder.push({ first: bloc(1), second: bloc(2) }),
  'forbiddenCondition conditions.blocOrder B1',
)
refusedFor(
  'B3: a prerequisite of a bloc',
  (rulebook) => rulebook.conditions.blocPrerequisites.push({ bloc: bloc(1), evidence: ['diploma'] }),
  'forbiddenCondition conditions.blocPrerequisites B3',
)
refusedFor(
  'B4: an acquired bloc that expires',
  (rulebook) => (rulebook.conditions.blocValidityMonths = 60),
  'forbiddenCondition conditions.blocValidityMonths B4',
)
refusedFor(
  'P5: evidence asked of a VAE candidate',
  (rulebook) => rulebook.conditions.vaePrerequisites.push('diploma'),
  'forbiddenCondition conditions.vaePrerequisites P5',
)
refusedFor(
  'P5: a prerequisite of entry read on the VAE route',
  (rulebook) => rule(rulebook, 'P1').for.push('V'),
  'forbiddenCondition rules[32].for P5',
)
refusedFor(
  'J4: a jury that does not sit for VAE',
  (rulebook) => (rulebook.jury.routes = ['FI', 'CA', 'FC', 'CQ']),
  'routeWithoutJury jury.routes J4',
)

test('the same conditions pass in a rulebook that has no such entry', (t) => {
  const changed = problemsOf((rulebook) => {
    without(rulebook, 'B1', 'B3', 'B4', 'P5')
    rulebook.conditions.blocOrder.push({ first: bloc(1), second: bloc(2) })
    rulebook.conditions.blocPrerequisites.push({ bloc: bloc(1), evidence: ['diploma'] })
    rulebook.conditions.blocValidityMonths = 60
    rulebook.conditions.vaePrerequisites.push('diploma')
  })
  t.strictSame(brief(changed), [])
  t.end()
})

function disagrees(name: string, registration: Partial<Registration>, ...expected: string[]) {
  test(`refused beside the register: ${name}`, (t) => {
    t.strictSame(brief(problemsOf(() => {}, rncp36582Rulebook, { ...fiche, ...registration })), expected)
    t.end()
  })
}

disagrees('another certification', { certification: 'RNCP99999' }, 'foreignCertification certification')
disagrees('another certifier', { certifierSirets: ['12345678200010'] }, 'foreignCertifier certifierSiret')
disagrees('a bloc that the register lacks', { blocs: fiche.blocs.slice(1) }, 'notInRegister blocs[0].code')
disagrees('a bloc left out', { blocs: [...fiche.blocs, 'RNCP36582BC05'] }, 'leftOut blocs')
disagrees('a competence that the register lacks', { competences: fiche.competences.slice(1) }, 'notInRegister blocs[0].competences[0].code')
disagrees('a competence left out', { competences: [...fiche.competences, 'A5C1'] }, 'leftOut blocs')
disagrees('a route that the register closes', { openRoutes: ['FI', 'CA', 'FC', 'VAE'] }, 'closedRoute jury.routes[3]')
disagrees('J4: an open route without the jury', { openRoutes: [...fiche.openRoutes, 'CL'] }, 'routeWithoutJury jury.routes J4')

test('an open route without a jury is refused without J4 too, but not by it', (t) => {
  const problems = problemsOf((rulebook) => without(rulebook, 'J4'), rncp36582Rulebook, {
    ...fiche,
    openRoutes: [...fiche.openRoutes, 'CL'],
  })
  t.strictSame(brief(problems), ['routeWithoutJury jury.routes'])
  t.match(problems[0], { message: /open route CL/, messageFr: /voie ouverte CL/ })
  t.end()
})
