import type { Rulebook } from '../schema.ts'
import { type Problem, problem, repeated } from './problem.ts'

const accommodationTypes = ['extraTime', 'conditions', 'spreading', 'adaptation', 'exemption', 'other']

/** Parts of an épreuve, by kind: those that the deciders know how to do without. A VAE has its file and its interview, both needed (V1). */
const epreuveParts = {
  final: ['written', 'oral'],
  mspr: ['written', 'preparation', 'teamwork', 'oral'],
  vae: [],
} as const satisfies Record<keyof Rulebook['accommodation']['parts'], readonly string[]>

const kinds = ['final', 'mspr', 'vae'] as const

/** Types of accommodation and parts of an épreuve, and the grounds of admission: codes on which the deciders act. */
export function codeProblems({ accommodation, prerequisites }: Rulebook): Problem[] {
  const { types, parts } = accommodation
  return [
    ...repeated(types, (index) => `accommodation.types[${index}]`),
    ...unknown(types, accommodationTypes, 'unknownAccommodation', 'accommodation.types'),
    ...kinds.flatMap((kind) => unknown(parts[kind], epreuveParts[kind], 'unknownPart', `accommodation.parts.${kind}`)),
    ...kinds.flatMap((kind) => repeated(parts[kind], (index) => `accommodation.parts.${kind}[${index}]`)),
    ...repeated(
      prerequisites.grounds.map(({ ground }) => ground),
      (index) => `prerequisites.grounds[${index}].ground`,
    ),
    ...repeated(prerequisites.commission, (index) => `prerequisites.commission[${index}]`),
  ]
}

function unknown(
  found: readonly string[],
  known: readonly string[],
  code: 'unknownAccommodation' | 'unknownPart',
  path: string,
): Problem[] {
  return found.flatMap((one, index) =>
    known.includes(one) ? [] : [problem(code, `${path}[${index}]`, { found: one, expected: known.join(', ') || '–' })],
  )
}
