export type HabilitationScope = 'HABILITATION_FORMER' | 'HABILITATION_ORGANISER' | 'HABILITATION_ORGA_FORM'

export interface Habilitation {
  readonly certification: string
  readonly scope: HabilitationScope
  readonly blocs: readonly string[]
  readonly fromOn: string
  readonly untilOn: string
  /** In the order recorded; the status of a day is the last whose `effectiveOn` is not after it. */
  readonly changes: readonly {
    readonly status: 'active' | 'suspended' | 'revoked'
    readonly effectiveOn: string
    readonly eventId: string
  }[]
}

/** A partner, or one of the certifier's own centres, which has officers and no habilitation. */
export interface Partner {
  readonly habilitations: Readonly<Record<string, Habilitation>>
  readonly audits: Readonly<Record<string, { readonly auditedOn: string; readonly majorCount: number; readonly minorCount: number }>>
  readonly actions: Readonly<Record<string, { readonly auditId: string; readonly dueOn: string; readonly closedOn: string | null }>>
  readonly officers: readonly { readonly officerId: string; readonly fromOn: string }[]
}

export const unknownPartner: Partner = { habilitations: {}, audits: {}, actions: {}, officers: [] }
