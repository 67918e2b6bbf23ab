import type { Entry } from '../kernel/event.ts'
import { type Bilingual, say } from '../kernel/judgment.ts'
import { correctedFacts } from './history.ts'

const annulDecision = say(
  'demandez l’annulation de la décision, qu’une autre personne confirme',
  'ask for the annulment of the decision, which another person confirms',
)
const revoke = say('demandez la révocation du certificat', 'ask for the revocation of the certificate')
const publish = say('proposez une autre version du règlement', 'propose another version of the rulebook')
const final = say('ce fait ne se défait pas', 'this fact cannot be undone')

/** What seals a decision, or undoes one, is never a mistake to be corrected: there is another way, which takes two people. */
const sealing: Readonly<Record<string, Bilingual>> = {
  MinutesSealed: annulDecision,
  MsprResultsSealed: annulDecision,
  CertificateIssued: revoke,
  RulebookPublished: publish,
  DecisionAnnulled: final,
  CertificateRevoked: final,
  PersonalDataErased: final,
}

/** Decisions, and what seals them: before that they are facts like others. */
const decisions: Readonly<Record<string, string>> = { JuryDecisionRecorded: 'MinutesSealed', BlocAssessed: 'MsprResultsSealed' }

/** What to do instead when a fact is, or belongs to, a sealed decision; null when it may be corrected. */
export function insteadOfCorrecting({ type }: Entry, history: readonly Entry[]): Bilingual | null {
  const instead = sealing[type]
  if (instead) return instead
  const seal = decisions[type]
  return seal !== undefined && correctedFacts(history).some((entry) => entry.type === seal) ? annulDecision : null
}
