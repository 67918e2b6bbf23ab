import type { HouseContext, Judges } from '../aggregate.ts'
import { judged, need, say } from '../kernel/judgment.ts'
import { parseStream } from '../streams.ts'
import type { RegisterFacts } from './events.ts'
import type { Register } from './state.ts'

/** G4: the revision is the counter, so that numbers are unique and without a gap in any store; one number a cause. */
export const registerJudges: Judges<Register, RegisterFacts, HouseContext> = {
  CertificateNumberAssigned: ({ certificateNumber }, { assigned }, { envelope }) => {
    const expected = numberAt(envelope.stream, assigned.length)
    const { causationId } = envelope
    const before = causationId === null ? undefined : assigned.find(({ causeId }) => causeId === causationId)
    return judged(
      need('G4', certificateNumber === expected, { found: certificateNumber, expected }),
      need('G7', !before, {
        found: before?.certificateNumber ?? null,
        expected: say('un numéro par cause', 'one number a cause'),
      }),
    )
  },
}

/** The number that a register gives at a revision: `<code>-<year>-<revision + 1, six digits>`. */
export function numberAt(stream: string, revision: number): string {
  return `${parseStream(stream)?.id}-${String(revision + 1).padStart(6, '0')}`
}
