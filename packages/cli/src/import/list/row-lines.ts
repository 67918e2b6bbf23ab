import { createHash } from 'node:crypto'
import type { EnrolmentRow } from './columns.ts'

/** The commands of a candidate's row. */
export interface RowLine {
  readonly id: string
  readonly type: string
  readonly stream?: string
  /** The step before it: without that one it is not done. */
  readonly after?: string
  readonly occurredAt?: string
  readonly body: Readonly<Record<string, unknown>>
}

/**
 * The person, by an id that is drawn, so that nobody finds a person's stream from a name or a reference. Sent again with another id, the
 * ledger answers who they are.
 */
export function identityLine(row: EnrolmentRow, randomId: () => string): RowLine {
  const { nom, nom_usage, prenom, autres_prenoms, date_naissance, commune_naissance, pays_naissance, sexe } = row
  const fact = {
    familyName: nom,
    usageName: nom_usage,
    givenName: prenom,
    otherGivenNames: autres_prenoms,
    birthDate: date_naissance,
    birthCommune: commune_naissance,
    birthCountry: pays_naissance,
    sex: sexe,
  }
  return { id: randomId(), type: 'RecordIdentity', body: { facts: [{ category: 'identity', fact }] } }
}

/**
 * From the application to the enrolment. Each step's id comes from the row's reference: in a corrected list, what did not change is known
 * again, and what did is refused as another content of the same command, never recorded beside it.
 */
export function candidacyLines(row: EnrolmentRow, personId: string): RowLine[] {
  const { certification, voie: route, centre_siret: centreSiret, territoire: territory = 'FR', blocs } = row
  const idOf = (step: string) => `e-${hashOf([centreSiret, certification, row.reference, step])}`
  const stream = `#${idOf('application')}`
  const file = { reference: row.reference }
  const application = { personId, certification, route, centreSiret, territory, pieces: row.pieces, file }
  const enrolment = {
    route,
    centreSiret,
    territory,
    enrolledOn: row.date_inscription,
    trainingStartsOn: row.debut_formation,
    targetBlocs: blocs.map((bloc) => (bloc.startsWith('RNCP') ? bloc : `${certification}${bloc}`)),
    initiative: row.initiative,
  }
  const lines: RowLine[] = [
    { id: idOf('application'), type: 'ReceiveApplication', occurredAt: startOf(row.date_candidature), body: application },
    ...stepsOf(row).map(({ step, day, type, body }) => ({ id: idOf(step), type, stream, occurredAt: startOf(day), body })),
    { id: idOf('admission'), type: 'GrantAdmission', stream, occurredAt: startOf(row.date_admission), body: {} },
    // Its own day says when.
    { id: idOf('enrolment'), type: 'EnrolCandidate', stream, body: enrolment },
  ]
  // A step that was refused could not be recorded any more once a later one is (G13).
  return lines.map((line, at) => {
    const before = lines[at - 1]
    return before ? { ...line, after: before.id } : line
  })
}

interface Step {
  readonly step: string
  readonly day: string
  readonly type: string
  readonly body: Readonly<Record<string, unknown>>
}

/** What came between the application and the admission, in the order of its days: a step is not recorded after a later one. */
function stepsOf(row: EnrolmentRow): Step[] {
  const { reference, prerequis: ground, justificatif: evidence, experience_mois: experienceMonths, date_verification } = row
  const { test, resultat_test, date_test, recruteur, avis_entretien, date_entretien } = row
  const taken: Step[] = []
  const add = (day: string | undefined, step: Omit<Step, 'day'>): void => {
    if (day !== undefined) taken.push({ ...step, day })
  }
  const body = { ground, evidence, experienceMonths, evidenceFile: { reference } }
  add(date_verification, { step: 'prerequisite', type: 'VerifyPrerequisite', body })
  add(date_test, { step: 'test', type: 'RecordPositioningTest', body: { test, outcome: resultat_test } })
  const interview = { interviewerId: recruteur, outcome: avis_entretien }
  add(date_entretien, { step: 'interview', type: 'RecordSelectionInterview', body: interview })
  return taken.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : 0))
}

/** The day's first instant, so that what happened today is not of the future. */
function startOf(day: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime('Europe/Paris').toString({ timeZoneName: 'never', smallestUnit: 'second' })
}

/** The school's reference is in no event, not even in an id. */
function hashOf(parts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)
}
