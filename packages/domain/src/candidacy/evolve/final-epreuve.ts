import type { Envelope, Evolvers } from '../../kernel/event.ts'
import { dayOf } from '../../kernel/time.ts'
import type { CandidacyFacts, finalEpreuveEvents } from '../events.ts'
import { type Candidacy, type FinalEpreuve, noFinalEpreuve } from '../state.ts'
import { hearingEvolvers } from './hearing.ts'

/** The final épreuve: dossier, hearing, result (certification reference, 4.1). */
export const finalEpreuveEvolvers = {
  ...hearingEvolvers,
  DossierSubmitted: (candidacy, { pages, fingerprint }, { id, occurredAt }) => ({
    ...candidacy,
    finalEpreuve: {
      ...newAttempt(candidacy.finalEpreuve),
      state: 'submitted',
      dossier: { pages, fingerprint, submittedOn: dayOf(occurredAt), eventId: id },
    },
  }),
  DossierDeemedCompliant: (candidacy) => ({ ...candidacy, finalEpreuve: { ...candidacy.finalEpreuve, state: 'compliant' } }),
  DossierReturned: (candidacy) => ({ ...candidacy, finalEpreuve: { ...candidacy.finalEpreuve, state: 'returned' } }),
  FinalEpreuveValidated: (candidacy, event, envelope) => decided(candidacy, 'validated', event, envelope),
  FinalEpreuveNotValidated: (candidacy, event, envelope) => decided(candidacy, 'notValidated', event, envelope),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof finalEpreuveEvents>

/** Exempted from the written part, the candidate has nothing to hand in; from the oral, the jury decides on the file. */
export function exemptedFromPart(final: FinalEpreuve, part: string, eventId: string): FinalEpreuve {
  if (part === 'written') return { ...newAttempt(final), state: 'compliant', exempted: { written: eventId, oral: null } }
  if (part === 'oral') return { ...final, state: 'heard', decidedOnFile: true, exempted: { ...final.exempted, oral: eventId } }
  return final
}

/** The same attempt with its hearing to be held again: a missed one, or one whose decision was annulled. */
export function toBeHeardAgain(final: FinalEpreuve): FinalEpreuve {
  const exempted = { ...final.exempted, oral: null }
  // A dossier whose fact was corrected away leaves nothing to be heard on.
  const state = final.dossier === null && exempted.written === null ? 'none' : 'compliant'
  return { ...final, state, juryId: null, heardOn: null, exempted, decidedOnFile: false, causeId: null, decidedOn: null }
}

function newAttempt({ decidedBy }: FinalEpreuve): FinalEpreuve {
  return { ...noFinalEpreuve, decidedBy }
}

function decided(
  candidacy: Candidacy,
  state: 'validated' | 'notValidated',
  { juryId, decidedOn }: { juryId: string; decidedOn: string },
  { causationId }: Envelope,
): Candidacy {
  const { finalEpreuve } = candidacy
  const decidedBy = [...finalEpreuve.decidedBy, juryId]
  return { ...candidacy, finalEpreuve: { ...finalEpreuve, state, decidedBy, causeId: causationId, decidedOn } }
}
