import type { Entry } from '@minutier/domain'
import { numberIn, type ToldSession, textIn, textsIn } from './told.ts'

/** A defence or an interview that was held. */
export interface Hearing {
  readonly entry: Entry
  readonly candidacyIds: readonly string[]
  readonly sittingIds: readonly string[]
  /** Null where nothing was planned: a VAE interview. */
  readonly plannedMinutes: number | null
  readonly actualMinutes: number
}

const held = ['DefenceHeld', 'VaeInterviewHeld', 'MsprDefenceHeld']

export function hearingsOf({ facts }: Pick<ToldSession, 'facts'>): Hearing[] {
  return facts
    .filter(({ type }) => held.includes(type))
    .map((entry) => {
      const candidacyId = textIn(entry, 'candidacyId')
      return {
        entry,
        candidacyIds: candidacyId === null ? textsIn(entry, 'presentIds') : [candidacyId],
        sittingIds: textsIn(entry, 'sittingIds'),
        plannedMinutes: numberIn(entry, 'plannedMinutes'),
        actualMinutes: numberIn(entry, 'actualMinutes') ?? 0,
      }
    })
}

/** Hearings of a centre's own candidates; of everybody for null. More minutes than the others' tell of an accommodation. */
export function ownHearings(
  hearings: readonly Hearing[],
  { candidacies }: Pick<ToldSession, 'candidacies'>,
  centre: string | null,
): Hearing[] {
  return hearings.filter(({ candidacyIds }) => centre === null || candidacyIds.every((id) => candidacies.get(id)?.centreSiret === centre))
}
