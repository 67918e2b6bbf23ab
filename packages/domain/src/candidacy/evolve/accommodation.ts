import type { Evolvers } from '../../kernel/event.ts'
import type { Accommodation, Exemption } from '../accommodation.ts'
import type { accommodationEvents, CandidacyFacts } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { acquired } from './bloc.ts'
import { exemptedFromPart } from './final-epreuve.ts'

/** Accommodations, from the request to the exemption that uses one (certification reference, 4.3). */
export const accommodationEvolvers = {
  AccommodationRequested: (candidacy, { accommodationId, receivedOn }, { id }) => ({
    ...candidacy,
    accommodations: {
      ...candidacy.accommodations,
      [accommodationId]: {
        state: 'requested',
        receivedOn,
        measures: [],
        medicalRequestId: null,
        effectiveOn: null,
        used: false,
        eventId: id,
      },
    },
  }),
  AccommodationGranted: (candidacy, { accommodationId, measures, medicalRequestId, effectiveOn }, { id }) =>
    withAccommodation(candidacy, accommodationId, {
      state: 'granted',
      measures,
      medicalRequestId: medicalRequestId ?? null,
      effectiveOn,
      eventId: id,
    }),
  AccommodationRefused: (candidacy, { accommodationId }) => withAccommodation(candidacy, accommodationId, { state: 'refused' }),
  AccommodationWithdrawn: (candidacy, { accommodationId }) => withAccommodation(candidacy, accommodationId, { state: 'withdrawn' }),
  BlocExempted: (candidacy, { accommodationId, bloc, decidedOn }, envelope) => {
    const exemption = { epreuve: `mspr:${bloc}`, part: null, accommodationId, eventId: envelope.id }
    return acquired(exempted(candidacy, exemption), bloc, 'exemption', decidedOn, envelope)
  },
  EpreuvePartExempted: (candidacy, { accommodationId, epreuve, part }, { id }) => {
    const next = exempted(candidacy, { epreuve, part, accommodationId, eventId: id })
    return epreuve === 'final' ? { ...next, finalEpreuve: exemptedFromPart(next.finalEpreuve, part, id) } : next
  },
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof accommodationEvents>

function exempted(candidacy: Candidacy, exemption: Exemption): Candidacy {
  const used = withAccommodation(candidacy, exemption.accommodationId, { used: true })
  return { ...used, exemptions: [...used.exemptions, exemption] }
}

function withAccommodation(candidacy: Candidacy, accommodationId: string, change: Partial<Accommodation>): Candidacy {
  const before = candidacy.accommodations[accommodationId]
  return before ? { ...candidacy, accommodations: { ...candidacy.accommodations, [accommodationId]: { ...before, ...change } } } : candidacy
}
