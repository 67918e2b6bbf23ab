import { type Candidacy, dayOf, type Entry, emptyStream, evolve, type Verdict } from '@minutier/domain'
import { type Anomaly, anomaliesOf, importedFacts, inOrder } from './anomalies.ts'
import { outsideRegistration, revocationOf } from './certificate-anomalies.ts'
import { entryIn, ranksOf, type Told, textIn } from './told.ts'

/** What the report says of one certificate. Days are ISO; null for what is not known, or does not apply. */
export interface ConformityRow {
  readonly number: string
  readonly externalNumber: string | null
  readonly issuedOn: string | null
  readonly revokedOn: string | null
  readonly route: string
  readonly enteredOn: string | null
  /** Verdicts of the rules on the registration's window: W1, W2 … */
  readonly window: readonly { readonly rule: string; readonly status: Verdict['status'] }[]
  readonly blocs: readonly { readonly bloc: string; readonly acquiredOn: string | null }[]
  readonly finalEpreuveOn: string | null
  readonly vaeDecidedOn: string | null
  readonly juryId: string | null
  readonly equivalences: readonly { readonly bloc: string; readonly sourceBloc: string | null }[]
  readonly exceptionalAdmissionOn: string | null
  readonly anomalies: readonly Anomaly[]
  /** Ranks of the facts recorded long after by an import. */
  readonly imported: readonly number[]
  /** Ranks of the events behind the row. */
  readonly positions: readonly number[]
}

type Certificate = Candidacy['certificate']

/** A row for each certificate that was issued to a candidacy, revoked or not. */
export function rowsOf(told: Told): ConformityRow[] {
  const { certificate, formerCertificates } = told.verdicts.candidacy
  const common = { anomalies: anomaliesOf(told), imported: importedFacts(told) }
  return [...formerCertificates, certificate].flatMap((one) => {
    const issued = entryIn(told, one.issuedEventId)
    return issued && one.number !== null
      ? [{ ...rowOf(one, issued, common.anomalies, told), number: one.number, imported: common.imported }]
      : []
  })
}

function rowOf(
  certificate: Certificate,
  issued: Entry,
  common: readonly Anomaly[],
  told: Told,
): Omit<ConformityRow, 'number' | 'imported'> {
  const then = candidacyAt(issued, told)
  const { enrolment, vae, award, finalEpreuve, route, admission } = then
  const enteredOn = enrolment?.enrolledOn ?? vae?.admissibleOn ?? null
  const acquired = acquiredBlocs(then)
  const ofEquivalence = acquired.filter(({ how }) => how === 'equivalence')
  const exceptional = entryIn(told, admission.prerequisites.find(({ ground }) => ground === 'P3')?.eventId)
  const window = told.verdicts.verdicts.filter(({ rule }) => /^W[0-9]+$/.test(rule.id))
  const anomalies = inOrder([...common, ...outsideRegistration(certificate, enteredOn, issued, told), ...revocationOf(certificate, told)])
  const behind = [enrolment?.eventId, award?.eventId, award?.causeId, ...acquired.map(({ eventId }) => eventId)].map((id) =>
    entryIn(told, id),
  )
  const judged = window.flatMap(({ by }) => by)
  const ranks = [...ranksOf(told, issued, exceptional, ...behind, ...judged), ...anomalies.flatMap(({ positions }) => positions)]
  return {
    externalNumber: certificate.externalNumber,
    issuedOn: certificate.issuedOn,
    revokedOn: certificate.revokedOn,
    route,
    enteredOn,
    window: window.map(({ rule, status }) => ({ rule: rule.id, status })),
    blocs: acquired.map(({ bloc, acquiredOn }) => ({ bloc, acquiredOn })),
    finalEpreuveOn: finalEpreuve.decidedOn,
    vaeDecidedOn: route === 'VAE' ? (award?.decidedOn ?? null) : null,
    juryId: award?.juryId ?? null,
    equivalences: ofEquivalence.map(({ bloc, eventId }) => ({ bloc, sourceBloc: sourceOf(entryIn(told, eventId)) })),
    exceptionalAdmissionOn: exceptional ? dayOf(exceptional.occurredAt) : null,
    anomalies,
    positions: [...new Set(ranks)].sort((a, b) => a - b),
  }
}

interface Acquired {
  readonly bloc: string
  readonly acquiredOn: string | null
  readonly how: string | undefined
  readonly eventId: string | undefined
}

function acquiredBlocs({ blocs }: Candidacy): Acquired[] {
  return Object.entries(blocs)
    .filter(([, { state }]) => state === 'acquired')
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([bloc, { acquiredOn, by }]) => ({ bloc, acquiredOn, how: by?.how, eventId: by?.eventId }))
}

function sourceOf(credit: Entry | undefined): string | null {
  return credit ? textIn(credit, 'sourceBloc') : null
}

/** The candidacy as it was when a certificate was issued, as that reads now: an award that was annulled since is still there. */
function candidacyAt({ stream, revision }: Entry, { verdicts: { events } }: Told): Candidacy {
  return events
    .filter(({ entry, judged }) => entry.stream === stream && judged !== null && entry.revision <= revision)
    .map(({ entry }) => entry)
    .sort((a, b) => a.revision - b.revision)
    .reduce((state, entry) => evolve('candidacy', state, entry), emptyStream('candidacy', stream).state)
}
