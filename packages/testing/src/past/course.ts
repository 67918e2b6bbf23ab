import { accommodated, credited, dossier, left } from './along.ts'
import { type Candidate, candidateOf, goesToTheJury } from './candidates.ts'
import { firstCase, secondCase, vaeCase } from './cases.ts'
import { createDiary, type PastLine } from './diary.ts'
import { entered } from './entry.ts'
import { issued, session } from './jury.ts'
import { retaken, teamed } from './mspr.ts'
import { evenly, openPromotion, type Promotion } from './promotion.ts'
import type { Random } from './random.ts'
import { blocs } from './school.ts'
import { vaeDeposited } from './vae.ts'

interface Options {
  readonly seed: number
  readonly random: Random
  /** The promotion's rank, and its first candidate's in the whole past: both from 0. */
  readonly at: number
  readonly from: number
  readonly size: number
  readonly intake: string
}

/** A promotion from its applications to its certificates, in the order of the days; times are days after its start. */
export function promotionLines({ from, size, ...options }: Options): Generator<PastLine> {
  const { write, lines } = createDiary()
  const promotion = openPromotion({ ...options, write })
  const candidates = Array.from({ length: size }, (_, rank) => candidateOf(from + rank, options.random))
  for (const candidate of candidates) {
    if (candidate.vae === null) inTraining(promotion, candidate)
    else vaeDeposited(promotion, candidate, candidate.vae)
  }
  for (const [rank, bloc] of blocs.entries()) teamed(promotion, bloc, 60 * (rank + 1), candidates)
  retaken(promotion, candidates, 'before', 262)
  retaken(promotion, candidates, 'after', 312)
  juries(promotion, candidates)
  return lines()
}

function inTraining(promotion: Promotion, candidate: Candidate): void {
  entered(promotion, candidate)
  if (candidate.entry !== 'enrolled') return
  if (candidate.accommodated) accommodated(promotion, candidate)
  if (candidate.credited !== null) credited(promotion, candidate, candidate.credited)
  if (candidate.leavesAfter !== null) left(promotion, candidate, candidate.leavesAfter)
}

/** Sessions of fifteen at most, one a day; then those of whoever may still earn the certification. */
function juries(promotion: Promotion, candidates: readonly Candidate[]): void {
  const { random } = promotion
  const training = candidates.filter(goesToTheJury)
  for (const candidate of training) dossier(promotion, candidate, 'dossier', random.between(270, 280))
  const first = [...training.map(firstCase), ...candidates.flatMap(vaeCase)]
  const second = training.flatMap(secondCase)
  for (const { candidate, object } of second) {
    if (object === 'final') dossier(promotion, candidate, 'new-dossier', random.between(325, 335))
  }
  for (const [rank, cases] of evenly(random.shuffled(first), 15).entries()) session(promotion, `first-${rank + 1}`, 300 + rank, cases)
  for (const [rank, cases] of evenly(second, 15).entries()) session(promotion, `second-${rank + 1}`, 350 + rank, cases)
  for (const one of first) if (one.certified) issued(promotion, one, 325)
  for (const one of second) if (one.certified) issued(promotion, one, 372)
}
