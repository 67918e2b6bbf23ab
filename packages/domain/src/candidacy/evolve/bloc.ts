import type { Envelope, Evolvers } from '../../kernel/event.ts'
import { dayOf } from '../../kernel/time.ts'
import type { blocEvents, CandidacyFacts } from '../events.ts'
import { type Acquisition, type BlocState, blocOf, type Candidacy, openBloc } from '../state.ts'

/** The blocs of a candidacy, each moving by itself (certification reference, 4.1). */
export const blocEvolvers = {
  BlocCreditedByEquivalence: (candidacy, { bloc }, envelope) =>
    acquired(candidacy, bloc, 'equivalence', dayOf(envelope.occurredAt), envelope),
  BlocCarriedOver: (candidacy, { bloc, acquiredOn }, envelope) => acquired(candidacy, bloc, 'carriedOver', acquiredOn, envelope),
  MsprAssigned: (candidacy, { bloc, msprId }) => withBloc(candidacy, bloc, (before) => ({ ...reopened(before), state: 'inMspr', msprId })),
  // One who acquired the bloc meanwhile is released of nothing.
  MsprReleased: (candidacy, { bloc, msprId }) =>
    withBloc(candidacy, bloc, (before) => (before.state === 'inMspr' && before.msprId === msprId ? reopened(before) : before)),
  BlocValidated: (candidacy, { bloc, decidedOn }, envelope) => acquired(candidacy, bloc, 'mspr', decidedOn, envelope),
  BlocNotValidated: (candidacy, { bloc, msprId }) =>
    withBloc(candidacy, bloc, (before) => ({ ...reopened(before), failedIn: [...before.failedIn, msprId] })),
  BlocRetakeScheduled: (candidacy) => candidacy,
} satisfies Pick<Evolvers<Candidacy, CandidacyFacts>, keyof typeof blocEvents>

export function withBloc(candidacy: Candidacy, bloc: string, change: (before: BlocState) => BlocState): Candidacy {
  return { ...candidacy, blocs: { ...candidacy.blocs, [bloc]: change(blocOf(candidacy, bloc)) } }
}

/** Acquired otherwise than by its MSPR, a bloc also leaves the one in which it was being assessed. */
export function acquired(candidacy: Candidacy, bloc: string, how: Acquisition, on: string, { id, causationId }: Envelope): Candidacy {
  return withBloc(candidacy, bloc, (before) => ({
    ...before,
    state: 'acquired',
    msprId: how === 'mspr' ? before.msprId : null,
    acquiredOn: on,
    by: { eventId: id, how, causeId: causationId },
  }))
}

export function reopened(before: BlocState): BlocState {
  return { ...openBloc, failedIn: before.failedIn }
}
