import { define } from '../command.ts'

/** Corrections, in any stream but the register, where the revision must stay the counter (certification reference, 5.7 and 5.9). */
export const correctionCommands = define(['candidacy', 'jury', 'mspr', 'certification', 'partner', 'person'], {
  RectifyFact: 'FactRectified',
  AnnulFact: 'FactAnnulled',
})
