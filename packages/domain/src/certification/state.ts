import type { Route } from '../kernel/scalars.ts'

export interface RulebookVersion {
  readonly version: string
  readonly fingerprint: string
  readonly effectiveOn: string
  readonly eventId: string
}

export interface RulebookProposal {
  readonly version: string
  readonly fingerprint: string
  readonly proposedBy: string
  readonly state: 'proposed' | 'published' | 'rejected'
}

export type RegistrationStatus = 'registered' | 'suspended' | 'withdrawn'

export interface AccessGrant {
  readonly holderId: string
  readonly role: 'auditor' | 'regulator'
  readonly namedReports: readonly string[]
  readonly fromOn: string
  readonly untilOn: string
  readonly ended: boolean
}

/** A registration: what the fiche says, its rulebooks, and who may read what was recorded under it. Days are `YYYY-MM-DD`. */
export interface Certification {
  /** Null until the fiche is imported. */
  readonly code: string | null
  readonly ficheFingerprint: string | null
  readonly certifierSirets: readonly string[]
  readonly registeredOn: string
  readonly expiresOn: string
  readonly issuanceDeadlineOn: string | null
  readonly openRoutes: readonly Route[]
  readonly blocs: readonly string[]
  readonly competences: readonly string[]
  readonly closedTerritories: readonly string[]
  /** In the order in which they were recorded; the status of a day is the last whose `effectiveOn` is not after it. */
  readonly statusChanges: readonly { readonly status: RegistrationStatus; readonly effectiveOn: string; readonly eventId: string }[]
  readonly proposals: Readonly<Record<string, RulebookProposal>>
  readonly rulebooks: readonly RulebookVersion[]
  readonly grants: Readonly<Record<string, AccessGrant>>
  readonly successor: string | null
  readonly expiryMarked: boolean
  readonly partnerListTransmittedOn: string | null
}

export const unknownCertification: Certification = {
  code: null,
  ficheFingerprint: null,
  certifierSirets: [],
  registeredOn: '',
  expiresOn: '',
  issuanceDeadlineOn: null,
  openRoutes: [],
  blocs: [],
  competences: [],
  closedTerritories: [],
  statusChanges: [],
  proposals: {},
  rulebooks: [],
  grants: {},
  successor: null,
  expiryMarked: false,
  partnerListTransmittedOn: null,
}

/** The version in force on a legal day: the latest effective one, and among equals the last published. */
export function rulebookInForce(certification: Certification, day: string): RulebookVersion | undefined {
  let found: RulebookVersion | undefined
  for (const one of certification.rulebooks) {
    if (one.effectiveOn <= day && (!found || one.effectiveOn >= found.effectiveOn)) found = one
  }
  return found
}

/** Status of the registration on a day, leaving its expiry aside, and the event that gave it. */
export function registrationOn(
  certification: Certification,
  day: string,
): { status: RegistrationStatus; since: string | null; eventId: string | null } {
  let found: Certification['statusChanges'][number] | undefined
  for (const change of certification.statusChanges) {
    if (change.effectiveOn <= day && (!found || change.effectiveOn >= found.effectiveOn)) found = change
  }
  return found
    ? { status: found.status, since: found.effectiveOn, eventId: found.eventId }
    : { status: 'registered', since: null, eventId: null }
}

/** Is somebody given access to this certification, in this role, on that day? */
export function grantRuns(
  { grants }: Pick<Certification, 'grants'>,
  { actor, role }: { readonly actor: string; readonly role: string },
  day: string,
): boolean {
  return Object.values(grants).some(
    (grant) => grant.holderId === actor && grant.role === role && !grant.ended && grant.fromOn <= day && day <= grant.untilOn,
  )
}
