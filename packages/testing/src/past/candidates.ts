import type { Random } from './random.ts'
import { blocs } from './school.ts'

/** What becomes of each candidate of a promotion, drawn before anything is written. */

export type VaeOutcome = 'total' | 'partial' | 'refused' | 'inadmissible'
type TrainingRoute = 'FI' | 'CA' | 'FC' | 'CQ'

export interface Candidate {
  /** Of six digits, this candidate's alone in the whole past. */
  readonly number: string
  readonly personId: string
  readonly candidacyId: string
  /** Null by training. */
  readonly vae: VaeOutcome | null
  readonly route: TrainingRoute
  /** How far the way in leads. */
  readonly entry: 'refused' | 'admitted' | 'enrolled'
  readonly exceptional: boolean
  readonly targetBlocs: readonly string[]
  /** By equivalence with the bloc of another certification. */
  readonly credited: string | null
  readonly accommodated: boolean
  /** Days after the start of the promotion. */
  readonly leavesAfter: number | null
  readonly failedBloc: string | null
  /** When the failed bloc is taken again: before the first jury, after it, or never. */
  readonly retake: 'before' | 'after' | 'never'
  /** What the first jury, and a second one, say of the final épreuve. */
  readonly final: 'validated' | 'validatedAgain' | 'notValidated'
}

export function candidateOf(at: number, random: Random): Candidate {
  const number = String(at + 1).padStart(6, '0')
  const vae = random.chance(0.06) ? random.weighted(vaeOutcomes) : null
  const entry = random.weighted(entries)
  const whole = random.chance(0.82)
  const route = whole ? random.weighted(routes) : 'FC'
  const credited = whole && random.chance(0.03) ? (blocs.at(-1) ?? null) : null
  const leavesAfter = random.chance(0.05) ? random.pick([100, 160]) : null
  const targetBlocs = whole ? blocs : random.shuffled(blocs).slice(0, random.between(1, 2)).toSorted()
  const [failed = null] = random.shuffled(targetBlocs.filter((bloc) => bloc !== credited))
  return {
    number,
    personId: `#p-${number}`,
    candidacyId: `#c-${number}`,
    vae,
    route,
    entry,
    exceptional: random.chance(0.03),
    targetBlocs,
    credited,
    accommodated: whole && random.chance(0.04),
    leavesAfter,
    failedBloc: leavesAfter === null && random.chance(0.06) ? failed : null,
    retake: random.pick(['before', 'before', 'after', 'never']),
    final: random.weighted(finals),
  }
}

const vaeOutcomes = [
  ['total', 6],
  ['partial', 3],
  ['refused', 1],
  ['inadmissible', 1],
] as const
const entries = [
  ['enrolled', 91],
  ['admitted', 4],
  ['refused', 5],
] as const
const routes = [
  ['CA', 60],
  ['FI', 18],
  ['FC', 12],
  ['CQ', 10],
] as const
const finals = [
  ['validated', 95],
  ['validatedAgain', 3],
  ['notValidated', 2],
] as const

/** Enrolled by training for the whole certification, and there to the end. */
export function goesToTheJury({ vae, entry, targetBlocs, leavesAfter }: Candidate): boolean {
  return vae === null && entry === 'enrolled' && targetBlocs.length === blocs.length && leavesAfter === null
}

/** Whether a candidate takes the MSPR of a bloc that is prepared that many days after the start. */
export function takes({ vae, entry, targetBlocs, credited, leavesAfter }: Candidate, bloc: string, after: number): boolean {
  const there = leavesAfter === null || after + 30 < leavesAfter
  return vae === null && entry === 'enrolled' && targetBlocs.includes(bloc) && credited !== bloc && there
}

/** A bloc that the first jury, or a second one, finds missing. */
export function lacks({ failedBloc, retake }: Candidate, jury: 'first' | 'second'): boolean {
  return failedBloc !== null && (retake === 'never' || (retake === 'after' && jury === 'first'))
}
