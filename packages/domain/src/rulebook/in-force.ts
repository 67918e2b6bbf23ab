import { rulebookInForce } from '../certification/state.ts'
import { type Judgment, refused } from '../kernel/judgment.ts'
import type { Reads } from '../reads.ts'
import type { Rulebook } from './schema.ts'

/** The rulebook in force on a legal day, or why there is none (G14). */
export function rulebookFor(
  certification: string,
  day: string,
  reads: Reads,
): { rulebook: Rulebook; version: string } | { refusal: Judgment } {
  const registration = reads.certification(certification)
  const inForce = rulebookInForce(registration, day)
  if (inForce) return { rulebook: reads.rulebook(inForce.fingerprint), version: inForce.version }
  const versions = registration.rulebooks.map(({ version, effectiveOn }) => `${version} (${effectiveOn})`)
  return { refusal: refused('G14', { found: `${certification} ${day}`, expected: versions }) }
}
