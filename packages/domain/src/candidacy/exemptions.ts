import type { Candidacy } from './state.ts'

/** The event that exempts a candidate from a part of an épreuve, or from the whole of it; null where none does. */
export function exemptionFrom(candidacy: Candidacy, epreuve: string, part: string): string | null {
  const found = candidacy.exemptions.find((one) => one.epreuve === epreuve && (one.part === null || one.part === part))
  return found?.eventId ?? null
}
