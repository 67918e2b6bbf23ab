import { readFileSync } from 'node:fs'
import { test } from 'tap'
import type { Problem } from '../../src/rulebook/check/problem.ts'
import { checkRulebook } from '../../src/rulebook/check.ts'
import type { Registration } from '../../src/rulebook/fiche.ts'
import { rncp36582Rulebook } from '../../src/rulebook/rncp36582.ts'
import { type Rule, type Rulebook, rulebookSchema } from '../../src/rulebook/schema.ts'

/** The rulebook of an invented certification: jury of four, five blocs, no final épreuve, an order between blocs. */
export const otherRulebook = rulebookSchema.parse(JSON.parse(readFileSync(new URL('rncp99999.json', import.meta.url), 'utf8')))

/** Problems of the rulebook of RNCP36582, or of another, once changed. */
export function problemsOf(
  change: (rulebook: Rulebook) => unknown,
  rulebook: Rulebook = rncp36582Rulebook,
  registration?: Registration,
): readonly Problem[] {
  const changed = structuredClone(rulebook)
  change(changed)
  const checked = checkRulebook(changed, registration)
  return checked.ok ? [] : checked.problems
}

/** Each problem in short: code, path, and the rule that refuses. */
export function brief(problems: readonly Problem[]): string[] {
  return problems.map(({ code, path, rule = '' }) => `${code} ${path} ${rule}`.trim())
}

/** A test that the rulebook of RNCP36582, so changed, has these problems and no other. */
export function refusedFor(name: string, change: (rulebook: Rulebook) => unknown, ...expected: string[]): void {
  test(`refused: ${name}`, (t) => {
    const problems = problemsOf(change)
    t.strictSame(brief(problems), expected)
    for (const { message, messageFr } of problems) t.notMatch(message + messageFr, /[{}]|undefined/)
    t.end()
  })
}

export function without(rulebook: Rulebook, ...ids: string[]): void {
  rulebook.rules = rulebook.rules.filter(({ id }) => !ids.includes(id))
}

export function rule(rulebook: Rulebook, id: string): Rule {
  const found = rulebook.rules.find((one) => one.id === id)
  if (!found) throw new Error(`no rule ${id}`)
  return found
}

export const bloc = (number: number) => `RNCP36582BC0${number}`
