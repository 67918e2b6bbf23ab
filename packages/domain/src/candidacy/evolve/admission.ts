import type { Envelope, Evolvers } from '../../kernel/event.ts'
import { dayOf } from '../../kernel/time.ts'
import { parseStream } from '../../streams.ts'
import type { admissionEvents, CandidacyFacts } from '../events.ts'
import { type Admission, type Candidacy, movedTo, noCandidacy } from '../state.ts'

/** The way into a training: application, prerequisites, tests, interview, decision (certification reference, 4.1). */
export const admissionEvolvers = {
  ApplicationReceived: (_, event, envelope) => ({
    ...noCandidacy,
    id: candidacyIdOf(envelope),
    personId: event.personId,
    certification: event.certification,
    route: event.route,
    centreSiret: event.centreSiret,
    territory: event.territory,
    status: 'applied',
    openedOn: dayOf(envelope.occurredAt),
    admission: { ...noCandidacy.admission, pieces: event.pieces, latestOn: dayOf(envelope.occurredAt) },
  }),
  ApplicationCompleted: (candidacy, { pieces }, envelope) =>
    stepped(candidacy, envelope, { pieces: [...new Set([...candidacy.admission.pieces, ...pieces])] }),
  PrerequisiteVerified: (candidacy, { ground, evidence }, envelope) =>
    stepped(candidacy, envelope, { prerequisites: [...candidacy.admission.prerequisites, { ground, evidence, eventId: envelope.id }] }),
  ExceptionalAdmissionRequested: (candidacy, _, envelope) =>
    movedTo(stepped(candidacy, envelope, { exceptional: 'requested' }), 'exceptionPending'),
  ExceptionalAdmissionGranted: (candidacy, _, envelope) => {
    const prerequisites = [...candidacy.admission.prerequisites, { ground: 'P3' as const, evidence: null, eventId: envelope.id }]
    return movedTo(stepped(candidacy, envelope, { exceptional: 'granted', prerequisites }), 'applied')
  },
  ExceptionalAdmissionRefused: (candidacy, _, envelope) =>
    movedTo(stepped(candidacy, envelope, { exceptional: 'refused', decisionEventId: envelope.id }), 'refused'),
  PositioningTestTaken: (candidacy, _, envelope) => stepped(candidacy, envelope, { positioningTest: envelope.id }),
  SelectionInterviewHeld: (candidacy, _, envelope) => stepped(candidacy, envelope, { selectionInterview: envelope.id }),
  AdmissionGranted: (candidacy, _, envelope) => movedTo(stepped(candidacy, envelope, { decisionEventId: envelope.id }), 'admitted'),
  AdmissionRefused: (candidacy, _, envelope) => movedTo(stepped(candidacy, envelope, { decisionEventId: envelope.id }), 'refused'),
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof admissionEvents>

/** The id of a candidacy is its stream's: the events that open one do not repeat it. */
export function candidacyIdOf({ stream }: Envelope): string {
  return parseStream(stream)?.id ?? ''
}

function stepped(candidacy: Candidacy, { occurredAt }: Envelope, step: Partial<Admission>): Candidacy {
  return { ...candidacy, admission: { ...candidacy.admission, ...step, latestOn: dayOf(occurredAt) } }
}
