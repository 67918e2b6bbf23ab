import { rulebookInForce } from '../certification/state.ts'
import { type Judgment, refused, say } from '../kernel/judgment.ts'
import type { Reads } from '../reads.ts'
import type { Rulebook } from './schema.ts'

/** The rulebook in force on a legal day, or why there is none (G14). */
export function rulebookFor(
  certification: string,
  day: string,
  reads: Reads,
): { rulebook: Rulebook; version: string } | { refusal: Judgment } {
  if (certification === '') return { refusal: refused('G1', { found: say('aucune certification', 'no certification'), expected: opened }) }
  const registration = reads.certification(certification)
  const inForce = rulebookInForce(registration, day)
  if (inForce) return { rulebook: reads.rulebook(inForce.fingerprint), version: inForce.version }
  const versions = registration.rulebooks.map(({ version, effectiveOn }) => `${version} (${effectiveOn})`)
  return { refusal: refused('G14', { found: `${certification} ${day}`, expected: versions }) }
}

/** The fact that opened the stream may have been annulled since. */
const opened = say('un fait qui ouvre ce flux et nomme sa certification', 'a fact that opens this stream and names its certification')
