import type { Acquisition, Candidacy } from '@minutier/domain'

/** A fact on its day, and the rank of the event that says it. */
export interface Dated {
  readonly on: string
  readonly rank: number
}

/**
 * What reports tell of one candidacy: where it stands once its corrections are in place, and the rank of each event behind it. Ids and
 * codes, never a name.
 */
export interface Journey {
  readonly candidacyId: string
  readonly personId: string
  readonly certification: string
  readonly route: Candidacy['route']
  readonly centreSiret: string
  readonly status: Candidacy['status']
  readonly opened: Dated
  /** Enrolment; of a VAE candidacy, admissibility: `deemed` when silence granted it. */
  readonly entered: (Dated & { readonly deemed: boolean }) | null
  readonly trainingStartsOn: string | null
  readonly initiative: string | null
  /** Withdrawn or abandoned, and not resumed. */
  readonly left: Dated | null
  /** Blocs acquired, in the order of their codes. */
  readonly blocs: readonly (Dated & { readonly bloc: string; readonly how: Acquisition })[]
  /** Defence, or VAE interview, of the attempt that stands. */
  readonly heardOn: string | null
  readonly award: (Dated & { readonly juryId: string }) | null
  /** Oldest first; the last one is the present one. */
  readonly certificates: readonly JourneyCertificate[]
  /** Where the present certificate is in its sending to the Caisse des Dépôts. */
  readonly passage: Candidacy['passage'] & { readonly rank: number | null; readonly code: string | null }
  readonly surveys: readonly JourneySurvey[]
  /** Measures granted and not withdrawn: the measure, never its reason. */
  readonly measures: readonly JourneyMeasure[]
  readonly vae: JourneyVae | null
}

export interface JourneyCertificate {
  readonly number: string
  readonly issued: Dated
  readonly revoked: Dated | null
}

export interface JourneySurvey {
  readonly surveyId: string
  readonly milestone: '6m' | '24m'
  readonly sent: Dated
  readonly state: 'sent' | 'answered' | 'closed'
  /** The last answer; null for who did not answer. */
  readonly answer: (Dated & { readonly situation: string; readonly eventId: string }) | null
}

export interface JourneyMeasure {
  readonly epreuve: string
  readonly type: string
  readonly normalMinutes: number | null
  readonly grantedMinutes: number | null
  /** A doctor's request was seen. */
  readonly medical: boolean
  readonly rank: number
}

export interface JourneyVae {
  /** Receipt of the feasibility file, and whether the certification or blocs were asked. */
  readonly received: Dated
  readonly target: string
  readonly incomplete: Dated | null
  /** Where the term of the answer begins: the receipt, or that of what completed the file. */
  readonly termFrom: string
  readonly answer: (Dated & { readonly kind: 'granted' | 'refused' | 'deemed' }) | null
  readonly deposits: readonly Dated[]
  /** Interviews held, with the deposit before each. */
  readonly interviews: readonly (Dated & { readonly depositedOn: string | null; readonly juryId: string })[]
  /** Outcomes that stand, oldest first. */
  readonly outcomes: readonly (Dated & { readonly kind: 'total' | 'partial' | 'refused'; readonly juryId: string })[]
  /** Interviews missed without an excuse. */
  readonly absences: readonly Dated[]
}
