import { type Candidate, lacks } from './candidates.ts'
import type { Fields } from './diary.ts'
import { blocs } from './school.ts'

/** What a session decides of a candidate, as the facts before it command. */
export interface Case {
  readonly candidate: Candidate
  readonly object: 'final' | 'vae' | 'file'
  readonly decision: Fields
  /** The jury's vote. */
  readonly favourable: boolean
  /** The decision gives the certification. */
  readonly certified: boolean
}

const blocsMissing = { outcome: 'partial', finalEpreuve: 'validated', reason: 'blocsMissing' }

export function firstCase(candidate: Candidate): Case {
  if (candidate.final === 'validated') return heard(candidate, lacks(candidate, 'first'))
  const decision = { outcome: 'partial', finalEpreuve: 'notValidated', reason: 'defenceInsufficient' }
  return { candidate, object: 'final', decision, favourable: false, certified: false }
}

/** Heard again with a new dossier; on the file, for a last bloc acquired since; or nobody's any more. */
export function secondCase(candidate: Candidate): readonly Case[] {
  const { final, failedBloc } = candidate
  if (final === 'validatedAgain') return [heard(candidate, lacks(candidate, 'second'))]
  const sinceAcquired = final === 'validated' && failedBloc !== null && lacks(candidate, 'first') && !lacks(candidate, 'second')
  return sinceAcquired ? [{ candidate, object: 'file', decision: { outcome: 'full' }, favourable: true, certified: true }] : []
}

function heard(candidate: Candidate, lacking: boolean): Case {
  const decision = lacking ? blocsMissing : { outcome: 'full', finalEpreuve: 'validated' }
  return { candidate, object: 'final', decision, favourable: true, certified: !lacking }
}

/** V2; none for a file that was never admissible. */
export function vaeCase(candidate: Candidate): readonly Case[] {
  const { vae, number } = candidate
  if (vae === null || vae === 'inadmissible') return []
  const some = blocs.filter((_, at) => (Number(number) + at) % 2 === 0)
  const decision: Fields =
    vae === 'total'
      ? { outcome: 'total', blocs }
      : vae === 'partial'
        ? { outcome: 'partial', blocs: some, reason: 'blocsMissing' }
        : { outcome: 'refused', reason: 'experienceNotProved' }
  return [{ candidate, object: 'vae', decision, favourable: vae !== 'refused', certified: vae === 'total' }]
}
