import type { Rulebook } from '../schema.ts'
import { type Problem, problem } from './problem.ts'

/** A section of the document and the rules that read it. `only`: those rules have nothing to judge when the section does not stand. */
interface Section {
  readonly path: string
  readonly rules: readonly string[]
  readonly stands: (rulebook: Rulebook) => boolean
  readonly only: boolean
}

const always = () => true

const sections: readonly Section[] = [
  { path: 'jury.size', rules: ['J1'], stands: always, only: false },
  { path: 'jury.seats', rules: ['J2'], stands: (rulebook) => seats(rulebook, 'internal') > 0, only: true },
  { path: 'jury.seats', rules: ['J3'], stands: (rulebook) => seats(rulebook, 'external') > 0, only: true },
  { path: 'blocs', rules: ['B2', 'C1'], stands: always, only: false },
  { path: 'mspr', rules: ['J5', 'M1', 'M2', 'M3', 'M4'], stands: always, only: false },
  { path: 'finalEpreuve', rules: ['C2', 'F1', 'F2', 'F3'], stands: ({ finalEpreuve }) => finalEpreuve !== null, only: true },
  { path: 'accommodation', rules: ['H1', 'H2', 'H3', 'H4'], stands: always, only: false },
  { path: 'prerequisites.grounds', rules: ['P1'], stands: (rulebook) => hasGround(rulebook, 'P1'), only: true },
  { path: 'prerequisites.grounds', rules: ['P2'], stands: (rulebook) => hasGround(rulebook, 'P2'), only: true },
  { path: 'prerequisites.commission', rules: ['P3'], stands: ({ prerequisites }) => prerequisites.grounds.length > 0, only: true },
  { path: 'prerequisites', rules: ['P4'], stands: hasSteps, only: true },
  { path: 'equivalences', rules: ['E1'], stands: ({ equivalences }) => equivalences.length > 0, only: true },
  // A rulebook with the rules of VAE and no jury for it is refused by J4, or as a route without a jury.
  { path: 'vae', rules: ['J6', 'V1', 'V2', 'V3', 'V4', 'V5', 'V6'], stands: ({ jury }) => jury.routes.includes('VAE'), only: false },
  // The law binds every certification.
  { path: 'registration', rules: ['A1', 'A2', 'A3', 'W1', 'W2', 'W3'], stands: always, only: false },
]

/** A rule is missing where its section stands, and has nothing to judge where it does not. */
export function sectionProblems(rulebook: Rulebook): Problem[] {
  const there = new Set(rulebook.rules.map(({ id }) => id))
  return sections.flatMap(({ path, rules, stands, only }) => {
    if (stands(rulebook)) return rules.flatMap((id) => (there.has(id) ? [] : [problem('missingRule', path, { found: id, rule: id })]))
    if (!only) return []
    return rules.flatMap((id) => (there.has(id) ? [problem('ruleWithoutObject', path, { found: id, rule: id })] : []))
  })
}

function seats({ jury }: Rulebook, wanted: 'internal' | 'external'): number {
  return jury.seats.reduce((sum, { seat, count }) => (seat === wanted ? sum + count : sum), 0)
}

function hasGround({ prerequisites }: Rulebook, wanted: 'P1' | 'P2'): boolean {
  return prerequisites.grounds.some(({ ground }) => ground === wanted)
}

function hasSteps({ prerequisites: { pieces, positioningTest, selectionInterview } }: Rulebook): boolean {
  return pieces.length > 0 || positioningTest || selectionInterview
}
