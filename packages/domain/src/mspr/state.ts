/** A member of the team, by candidacy. */
export interface MsprMember {
  readonly state: 'member' | 'absent' | 'excluded'
  readonly reason: string | null
  readonly workFingerprint: string | null
  readonly result: {
    readonly eventId: string
    readonly outcome: 'validated' | 'notValidated'
    readonly reason: string | null
    readonly acquired: readonly string[]
    readonly notAcquired: readonly string[]
    readonly decidedOn: string
  } | null
}

export interface MsprSeat {
  readonly memberId: string
  readonly affiliation: 'none' | 'certifier' | 'partner'
  readonly expertise: boolean
}

/** Annulments asked and done, appeals, notifications: what follows a sealed decision, in an MSPR and in a jury session alike. */
export interface Aftermath {
  readonly notified: Readonly<Record<string, string>>
  readonly appeals: Readonly<
    Record<string, { readonly decisionEventId: string; readonly lodgedOn: string; readonly outcome: 'upheld' | 'dismissed' | null }>
  >
  readonly annulmentRequests: Readonly<
    Record<
      string,
      { readonly decisionEventId: string; readonly requestedBy: string; readonly finalEpreuveStands: boolean; readonly done: boolean }
    >
  >
  /** Decisions annulled. */
  readonly annulled: readonly string[]
}

export const noAftermath: Aftermath = { notified: {}, appeals: {}, annulmentRequests: {}, annulled: [] }

/** A team's staged case for one bloc (4.4). */
export interface Mspr {
  readonly id: string
  readonly status: 'none' | 'briefed' | 'teamed' | 'prepared' | 'defended' | 'sealed' | 'cancelled'
  readonly certification: string
  readonly bloc: string
  readonly centreSiret: string
  readonly issuerSiret: string
  readonly briefedOn: string
  /** Time that the brief allots. */
  readonly preparationMinutes: number
  readonly members: Readonly<Record<string, MsprMember>>
  readonly jury: readonly MsprSeat[]
  readonly preparation: { readonly fromOn: string; readonly untilOn: string; readonly allottedMinutes: number } | null
  readonly defence: {
    readonly heldOn: string
    readonly presentIds: readonly string[]
    readonly sittingIds: readonly string[]
    readonly eventId: string
  } | null
  readonly sealed: { readonly eventId: string; readonly signedIds: readonly string[] } | null
  readonly aftermath: Aftermath
}

export const noMspr: Mspr = {
  id: '',
  status: 'none',
  certification: '',
  bloc: '',
  centreSiret: '',
  issuerSiret: '',
  briefedOn: '',
  preparationMinutes: 0,
  members: {},
  jury: [],
  preparation: null,
  defence: null,
  sealed: null,
  aftermath: noAftermath,
}
