import type { Evolvers } from '../kernel/event.ts'
import type { PersonFacts } from './events.ts'
import type { Person } from './state.ts'

interface NewFacts {
  readonly facts: readonly { readonly category: string; readonly factCommitment: string }[]
}
type Erasure = Pick<PersonFacts['PersonalDataPurged'], 'categories' | 'keyDestroyed'>
type RequestState = Person['erasureRequests'][string]['state']

/** What each recorded event makes of a person. Total: what was recorded is never refused again. */
export const personEvolvers: Evolvers<Person, PersonFacts> = {
  IdentityRecorded: (state, event, { id }) => recorded(state, event, id),
  IdentityRectified: (state, event, { id }) => recorded(supersede(state, event.supersedes), event, id),
  CandidacyNoted: (state, { candidacyId, certification }) => ({
    ...state,
    candidacies: [...state.candidacies, { candidacyId, certification }],
  }),
  VaeFileReserved: (state, { candidacyId, certification, year, target }) => ({
    ...state,
    vaeFiles: [...state.vaeFiles, { candidacyId, certification, year, target, released: false }],
  }),
  VaeFileReleased: (state, { candidacyId }) => ({
    ...state,
    vaeFiles: state.vaeFiles.map((file) => (file.candidacyId === candidacyId ? { ...file, released: true } : file)),
  }),
  CertificateClaimed: (state, { candidacyId, certification }, { id }) => ({
    ...state,
    claims: [...state.claims, { candidacyId, certification, eventId: id }],
  }),
  CertificateClaimReleased: (state, event) => ({
    ...state,
    claims: state.claims.filter((claim) => claim.candidacyId !== event.candidacyId || claim.certification !== event.certification),
  }),
  BlocHeld: (state, { candidacyId, bloc, acquiredOn }, { id, causationId }) => ({
    ...state,
    holdings: [...state.holdings, { candidacyId, bloc, acquiredOn, eventId: id, causeId: causationId, endedOn: null }],
  }),
  BlocHoldingEnded: (state, { candidacyId, bloc, endedOn }) => ({
    ...state,
    holdings: state.holdings.map((held) =>
      held.candidacyId === candidacyId && held.bloc === bloc && held.endedOn === null ? { ...held, endedOn } : held,
    ),
  }),
  PersonalDataExported: (state) => state,
  ErasureRequested: (state, { requestId, categories }, { actor }) => ({
    ...state,
    erasureRequests: { ...state.erasureRequests, [requestId]: { requestedBy: actor, categories, state: 'requested' } },
  }),
  ErasureRefused: (state, { requestId }) => answered(state, requestId, 'refused'),
  PersonalDataErased: (state, event, { occurredAt }) => erase(answered(state, event.requestId, 'done'), event, occurredAt),
  PersonalDataPurged: (state, event, { occurredAt }) => erase(state, event, occurredAt),
  NirRecorded: (state) => ({ ...state, nirRecorded: true }),
  NirPurged: (state) => ({ ...state, nirRecorded: false }),
  HistoryReplayed: (state) => state,
}

/** A category recorded anew after its erasure is there again. */
function recorded(state: Person, { facts }: NewFacts, eventId: string): Person {
  const categories = facts.map(({ category }) => category)
  return {
    ...state,
    known: true,
    facts: [...state.facts, ...facts.map((fact) => ({ ...fact, eventId, superseded: false }))],
    erased: state.erased.filter((category) => !categories.includes(category)),
  }
}

function supersede(state: Person, named: PersonFacts['IdentityRectified']['supersedes']): Person {
  const isNamed = (fact: Person['facts'][number]) => named.some((one) => one.eventId === fact.eventId && one.category === fact.category)
  return { ...state, facts: state.facts.map((fact) => (isNamed(fact) ? { ...fact, superseded: true } : fact)) }
}

/** Partly erased is known without those categories; once the key is destroyed nothing remains. */
function erase(state: Person, { categories, keyDestroyed }: Erasure, at: string): Person {
  const gone: readonly string[] = categories
  return {
    ...state,
    known: state.known && !keyDestroyed,
    facts: keyDestroyed ? [] : state.facts.filter(({ category }) => !gone.includes(category)),
    nirRecorded: state.nirRecorded && !keyDestroyed && !gone.includes('nir'),
    erased: [...new Set([...state.erased, ...gone])],
    erasedAt: keyDestroyed ? at : state.erasedAt,
  }
}

function answered(state: Person, requestId: string, answer: RequestState): Person {
  const request = state.erasureRequests[requestId]
  return request ? { ...state, erasureRequests: { ...state.erasureRequests, [requestId]: { ...request, state: answer } } } : state
}
