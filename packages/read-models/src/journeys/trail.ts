import { dayOf, type Entry, legalDay } from '@minutier/domain'
import type { Dated, JourneySurvey, JourneyVae } from './journey.ts'

/** What a journey takes from the events of its stream beside the state that they fold to: their ranks, and a few facts no rule reads. */
export interface Trail {
  /** Ranks of the events that may stand behind a fact of the journey, by event id. */
  readonly byEvent: Map<string, number>
  opened: Dated | null
  entered: { rank: number; deemed: boolean; initiative: string | null } | null
  left: number | null
  readonly issued: Map<string, number>
  readonly revoked: Map<string, number>
  passage: { rank: number; code: string | null } | null
  readonly sent: Map<string, number>
  readonly answers: Map<string, NonNullable<JourneySurvey['answer']>>
  incomplete: Dated | null
  answer: JourneyVae['answer']
  readonly deposits: Dated[]
  readonly interviews: JourneyVae['interviews'][number][]
  readonly outcomes: JourneyVae['outcomes'][number][]
  readonly absences: Dated[]
}

export function emptyTrail(): Trail {
  return {
    byEvent: new Map(),
    opened: null,
    entered: null,
    left: null,
    issued: new Map(),
    revoked: new Map(),
    passage: null,
    sent: new Map(),
    answers: new Map(),
    incomplete: null,
    answer: null,
    deposits: [],
    interviews: [],
    outcomes: [],
    absences: [],
  }
}

/** One event more, which corrects nothing. */
export function note(trail: Trail, entry: Entry, rank: number): void {
  notes[entry.type]?.(trail, entry, { on: legalDay({ ...entry.data, type: entry.type }, entry.occurredAt), rank })
}

type Note = (trail: Trail, entry: Entry, dated: Dated) => void

const opened: Note = (trail, _, dated) => {
  trail.opened = dated
}
const cited: Note = (trail, { id }, { rank }) => {
  trail.byEvent.set(id, rank)
}
const left: Note = (trail, _, { rank }) => {
  trail.left = rank
}
const resumed: Note = (trail) => {
  trail.left = null
}
const passed: Note = (trail, { data }, { rank }) => {
  trail.passage = { rank, code: textOf(data, 'code') }
}

function entered(deemed: boolean): Note {
  return (trail, { data }, { rank }) => {
    trail.entered = { rank, deemed, initiative: textOf(data, 'initiative') }
  }
}

function answered(kind: NonNullable<JourneyVae['answer']>['kind']): Note {
  return (trail, entry, dated) => {
    trail.answer = { ...dated, kind }
    if (kind !== 'refused') entered(kind === 'deemed')(trail, entry, dated)
  }
}

function outcome(kind: JourneyVae['outcomes'][number]['kind']): Note {
  return (trail, { data }, dated) => {
    trail.outcomes.push({ ...dated, kind, juryId: textOf(data, 'juryId') ?? '' })
  }
}

const notes: Readonly<Record<string, Note>> = {
  ApplicationReceived: opened,
  FeasibilityFileReceived: opened,
  CandidateEnrolled: (trail, entry, dated) => {
    entered(false)(trail, entry, dated)
    cited(trail, entry, dated)
  },
  EnrolmentWithdrawn: left,
  EnrolmentResumed: resumed,
  VaeAbandoned: left,
  VaeDeclaredStale: left,
  VaeResumed: resumed,
  AccommodationGranted: cited,
  BlocValidated: cited,
  BlocExempted: cited,
  BlocCreditedByEquivalence: cited,
  BlocCarriedOver: cited,
  CertificationAwarded: cited,
  FeasibilityFileDeclaredIncomplete: (trail, _, dated) => {
    trail.incomplete ??= dated
  },
  AdmissibilityGranted: answered('granted'),
  AdmissibilityDeemedGranted: answered('deemed'),
  AdmissibilityRefused: answered('refused'),
  ValidationFileReceived: (trail, _, dated) => {
    trail.deposits.push(dated)
  },
  HearingCompleted: (trail, { data, occurredAt }, { rank }) => {
    const on = textOf(data, 'heardOn') ?? dayOf(occurredAt)
    trail.interviews.push({ on, rank, depositedOn: trail.deposits.at(-1)?.on ?? null, juryId: textOf(data, 'juryId') ?? '' })
  },
  HearingMissed: (trail, { data }, dated) => {
    if (data['reason'] === 'absent') trail.absences.push(dated)
  },
  VaeTotallyValidated: (trail, entry, dated) => {
    outcome('total')(trail, entry, dated)
    cited(trail, entry, dated)
  },
  VaePartiallyValidated: (trail, entry, dated) => {
    outcome('partial')(trail, entry, dated)
    cited(trail, entry, dated)
  },
  VaeRefused: outcome('refused'),
  CertificateIssued: (trail, { data }, { rank }) => {
    trail.issued.set(textOf(data, 'certificateNumber') ?? '', rank)
  },
  CertificateRevoked: (trail, { data }, { rank }) => {
    trail.revoked.set(textOf(data, 'certificateNumber') ?? '', rank)
  },
  PassageExcluded: passed,
  PassageReserved: passed,
  PassageSettled: passed,
  SurveySent: (trail, { data }, { rank }) => {
    trail.sent.set(textOf(data, 'surveyId') ?? '', rank)
  },
  SurveyAnswered: (trail, { id, data }, dated) => {
    trail.answers.set(textOf(data, 'surveyId') ?? '', { ...dated, situation: textOf(data, 'situation') ?? '', eventId: id })
  },
}

function textOf(data: Entry['data'], member: string): string | null {
  const value = data[member]
  return typeof value === 'string' ? value : null
}
