import { globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** The tests that accept and refuse each rule, read from their sources: the title begins with the rule, the body names it. */
export interface RuleTests {
  readonly accepting: readonly string[]
  readonly refusing: readonly string[]
}

const root = join(import.meta.dirname, '../..')
const outcome = /\.then(Accepted|Waived|Refused)\(\s*((?:'[A-Z][0-9]{1,2}'\s*,?\s*)+)/g

export function ruleTests(): Map<string, RuleTests> {
  const found = new Map<string, { accepting: Set<string>; refusing: Set<string> }>()
  for (const file of globSync('packages/domain/test/**/*.test.ts', { cwd: root }).toSorted()) {
    for (const { title, body } of testsOf(readFileSync(join(root, file), 'utf8'))) {
      for (const [, kind, named = ''] of body.matchAll(outcome)) {
        for (const rule of named.match(/[A-Z][0-9]{1,2}/g) ?? []) {
          if (!titleRules(title).includes(rule)) continue
          const tests = found.get(rule) ?? { accepting: new Set(), refusing: new Set() }
          found.set(rule, tests)
          tests[kind === 'Refused' ? 'refusing' : 'accepting'].add(`${title} (${relative('packages/domain/test', file)})`)
        }
      }
    }
  }
  return new Map([...found].map(([rule, { accepting, refusing }]) => [rule, { accepting: [...accepting], refusing: [...refusing] }]))
}

/** `F1: …`, or `F1 V1: …` for a test of two rules. */
function titleRules(title: string): string[] {
  return /^((?:[A-Z][0-9]{1,2}[ ,]*)+):/.exec(title)?.[1]?.match(/[A-Z][0-9]{1,2}/g) ?? []
}

/** Each test's title and what stands until the next one begins. */
function testsOf(source: string): { title: string; body: string }[] {
  const starts = [...source.matchAll(/^\s*(?:t\.)?test\(\s*(['`"])((?:(?!\1).)*)\1/gm)]
  return starts.map((start, at) => ({ title: start[2] ?? '', body: source.slice(start.index, starts[at + 1]?.index ?? source.length) }))
}
