import { type Check, need, say } from '../../../kernel/judgment.ts'
import type { Deliberation } from '../../state.ts'

/** G1: more votes for than against. `casting`: the president of a VAE jury breaks a tie (law, secondary), where anybody voted; in training a tie carries nothing. */
export function majority(deliberation: Deliberation | null, casting = false): Check {
  const { forCount, againstCount, presidentId } = deliberation ?? { forCount: 0, againstCount: 0, presidentId: null }
  const broken = casting && presidentId !== null && forCount === againstCount && forCount > 0
  return need('G1', forCount > againstCount || broken, {
    found: { forCount, againstCount },
    expected: say('plus de voix pour que contre', 'more votes for than against'),
  })
}
