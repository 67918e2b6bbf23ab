import { type Check, need, say } from '../../kernel/judgment.ts'
import type { Certification } from '../state.ts'

/** G1: the fiche is imported before anything else is recorded of its certification. */
export function imported({ code }: Certification): Check {
  return need('G1', code !== null, {
    found: say('fiche non importée', 'fiche not imported'),
    expected: say('fiche importée', 'fiche imported'),
    remedy: say('importez d’abord la fiche de la certification', 'first import the certification’s fiche'),
  })
}
