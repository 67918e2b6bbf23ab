import type { Route } from '../kernel/scalars.ts'
import type { Accommodation, Exemption } from './accommodation.ts'
import { type Award, type Certificate, noCertificate, noPassage, type Passage } from './certificate.ts'
import type { Survey } from './survey.ts'

export { type Award, type Certificate, noCertificate } from './certificate.ts'

/** Where a training candidacy stands (certification reference, 4.1). */
export type TrainingStatus = 'applied' | 'exceptionPending' | 'refused' | 'admitted' | 'enrolled' | 'withdrawn' | 'awarded'
/** Where a VAE candidacy stands (4.2); `refused` and `awarded` are shared words with another meaning of refused: the jury's. */
export type VaeStatus =
  | 'received'
  | 'incomplete'
  | 'complete'
  | 'admissible'
  | 'inadmissible'
  | 'deposited'
  | 'flagged'
  | 'verified'
  | 'convened'
  | 'heard'
  | 'awarded'
  | 'partial'
  | 'refused'
  | 'abandoned'
  | 'stale'
export type CandidacyStatus = 'none' | TrainingStatus | VaeStatus

export type Acquisition = 'mspr' | 'equivalence' | 'exemption' | 'carriedOver' | 'vae'

export interface BlocState {
  readonly state: 'open' | 'inMspr' | 'acquired'
  /** MSPR in which the bloc is being assessed, or by which it was acquired. */
  readonly msprId: string | null
  readonly acquiredOn: string | null
  /** The event of this stream by which it was acquired, how, and the event of another stream behind it (`causationId`). */
  readonly by: { readonly eventId: string; readonly how: Acquisition; readonly causeId: string | null } | null
  /** MSPR that ended without the bloc: as many attempts. */
  readonly failedIn: readonly string[]
}

export const openBloc: BlocState = { state: 'open', msprId: null, acquiredOn: null, by: null, failedIn: [] }

export interface Dossier {
  readonly pages: number
  readonly fingerprint: string
  readonly submittedOn: string
  readonly eventId: string
}

export interface FinalEpreuve {
  readonly state: 'none' | 'submitted' | 'returned' | 'compliant' | 'convened' | 'heard' | 'validated' | 'notValidated'
  readonly dossier: Dossier | null
  /** Session that hears or heard the candidate. */
  readonly juryId: string | null
  readonly heardOn: string | null
  /** Parts from which the candidate is exempted in this attempt, with the event of each exemption. */
  readonly exempted: { readonly written: string | null; readonly oral: string | null }
  /** Heard, or exempted from the oral: the jury decides on the file when the candidate was exempted. */
  readonly decidedOnFile: boolean
  /** Sessions whose results stand, oldest first; the last one's is that of this attempt once it is decided. */
  readonly decidedBy: readonly string[]
  /** What carried the result of this attempt here: the sealing of the session's minutes. */
  readonly causeId: string | null
  readonly decidedOn: string | null
}

export const noFinalEpreuve: FinalEpreuve = {
  state: 'none',
  dossier: null,
  juryId: null,
  heardOn: null,
  exempted: { written: null, oral: null },
  decidedOnFile: false,
  decidedBy: [],
  causeId: null,
  decidedOn: null,
}

export interface Prerequisite {
  readonly ground: 'P1' | 'P2' | 'P3'
  /** Code of what proves it; null for an exceptional admission. */
  readonly evidence: string | null
  readonly eventId: string
}

export interface Admission {
  readonly pieces: readonly string[]
  readonly positioningTest: string | null
  readonly selectionInterview: string | null
  /** Grounds verified; `P3` once a commission granted the exceptional admission. Values of the two steps above are event ids. */
  readonly prerequisites: readonly Prerequisite[]
  readonly exceptional: 'none' | 'requested' | 'granted' | 'refused'
  /** The decision that stands: the admission or its refusal, the commission's included (G7). */
  readonly decisionEventId: string | null
  /** Day of the latest step: no later one is dated before it (G13). */
  readonly latestOn: string
}

export interface Enrolment {
  readonly enrolledOn: string
  readonly trainingStartsOn: string | null
  readonly targetBlocs: readonly string[]
  readonly eventId: string
}

export interface VaeFileState {
  readonly target: 'certification' | 'blocs'
  readonly targetBlocs: readonly string[]
  readonly companionId: string | null
  readonly receivedOn: string
  /** Start of the two months of V4: the receipt of the file, or of what completed it. */
  readonly termRunsFrom: string
  readonly admissibleOn: string | null
  /** Deposit of the validation file under way. */
  readonly validationFileReceivedOn: string | null
  readonly juryId: string | null
  readonly heardOn: string | null
  /** Sessions whose outcomes stand, oldest first: the last one's is that of the latest file decided. */
  readonly decidedBy: readonly string[]
  /** Day of the latest step of the procedure: no later one is dated before it (G13). */
  readonly latestOn: string
}

/** One person × one certification × one journey. */
export interface Candidacy {
  /** Uuid of the stream; empty until the first event. */
  readonly id: string
  readonly personId: string
  readonly certification: string
  readonly route: Route
  readonly centreSiret: string
  readonly territory: string
  readonly status: CandidacyStatus
  /** State to which a resumption returns, from `withdrawn` or `stale`; of an abandoned candidacy, where it stood. */
  readonly resumesTo: CandidacyStatus | null
  /** Day of the withdrawal, of the abandonment or of the declaration that it is stale. */
  readonly leftOn: string | null
  readonly openedOn: string
  readonly admission: Admission
  readonly enrolment: Enrolment | null
  readonly vae: VaeFileState | null
  /** By full code; a bloc that is not here is open. */
  readonly blocs: Readonly<Record<string, BlocState>>
  readonly finalEpreuve: FinalEpreuve
  readonly accommodations: Readonly<Record<string, Accommodation>>
  readonly exemptions: readonly Exemption[]
  readonly award: Award | null
  readonly certificate: Certificate
  /** Certificates revoked, oldest first: history is kept (G10). */
  readonly formerCertificates: readonly Certificate[]
  /** Of the certificate that was sent, or excluded, last. */
  readonly passage: Passage
  /** Of those before it, which may still be answered. */
  readonly formerPassages: readonly Passage[]
  readonly surveys: Readonly<Record<string, Survey>>
}

export const noCandidacy: Candidacy = {
  id: '',
  personId: '',
  certification: '',
  route: 'FI',
  centreSiret: '',
  territory: '',
  status: 'none',
  resumesTo: null,
  leftOn: null,
  openedOn: '',
  admission: {
    pieces: [],
    positioningTest: null,
    selectionInterview: null,
    prerequisites: [],
    exceptional: 'none',
    decisionEventId: null,
    latestOn: '',
  },
  enrolment: null,
  vae: null,
  blocs: {},
  finalEpreuve: noFinalEpreuve,
  accommodations: {},
  exemptions: [],
  award: null,
  certificate: noCertificate,
  formerCertificates: [],
  passage: noPassage,
  formerPassages: [],
  surveys: {},
}

export function blocOf(candidacy: Candidacy, bloc: string): BlocState {
  return candidacy.blocs[bloc] ?? openBloc
}

/** The state that counts for rules: what a withdrawn or stale candidacy will return to. */
export function underlyingStatus(candidacy: Candidacy): CandidacyStatus {
  return candidacy.resumesTo ?? candidacy.status
}

/** The candidacy in another state; one that was left gets there when it is resumed. */
export function movedTo(candidacy: Candidacy, status: CandidacyStatus): Candidacy {
  return candidacy.resumesTo === null ? { ...candidacy, status } : { ...candidacy, resumesTo: status }
}

/** Blocs of the rulebook that the candidate does not have, in its order. */
export function missingBlocs(candidacy: Candidacy, blocs: readonly { readonly code: string }[]): string[] {
  return blocs.filter(({ code }) => blocOf(candidacy, code).state !== 'acquired').map(({ code }) => code)
}
