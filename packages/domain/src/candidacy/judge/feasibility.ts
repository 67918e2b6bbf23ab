import type { Context } from '../../aggregate.ts'
import { type Check, need, say } from '../../kernel/judgment.ts'
import { addMonths, yearOf } from '../../kernel/time.ts'
import { parseStream } from '../../streams.ts'
import type { CandidacyEvent } from '../events.ts'

/** V2: a file for the certification names no bloc; a file for blocs names some of those that the person lacks, not all of them. */
export function vaeTarget(
  { target, targetBlocs, personId, receivedOn }: CandidacyEvent<'FeasibilityFileReceived'>,
  { reads, rulebook }: Context,
): Check {
  if (target === 'certification') return need('V2', targetBlocs.length === 0, { found: targetBlocs, expected: [] })
  const { blocValidityMonths: months } = rulebook.conditions
  const lasts = (acquiredOn: string) => months === null || receivedOn <= addMonths(acquiredOn, months)
  const held = reads.person(personId).holdings.filter(({ endedOn, acquiredOn }) => endedOn === null && lasts(acquiredOn))
  const missing = rulebook.blocs.map(({ code }) => code).filter((code) => !held.some(({ bloc }) => bloc === code))
  const named = new Set(targetBlocs)
  const subset = [...named].every((bloc) => missing.includes(bloc))
  return need('V2', named.size > 0 && subset && named.size < missing.length, {
    found: targetBlocs,
    expected: missing,
    remedy: say('nommez une partie de ces blocs, ou visez la certification', 'name some of these blocs, or target the certification'),
  })
}

/**
 * V3: the year's files are counted in the person's stream, where two deposits at the same instant meet; there a place was reserved for
 * this candidacy before its file is received.
 */
export function feasibilityFileReserved(
  { personId, certification, target, receivedOn }: CandidacyEvent<'FeasibilityFileReceived'>,
  { reads, rulebook, envelope }: Context,
): Check {
  const candidacyId = parseStream(envelope.stream)?.id
  const year = yearOf(receivedOn)
  const files = reads.person(personId).vaeFiles.filter((file) => !file.released)
  const reserved = files.some((file) => file.candidacyId === candidacyId && file.year === year && file.target === target)
  const ofYear = files.filter((file) => file.certification === certification && file.year === year && file.target === 'certification')
  return need('V3', reserved, {
    found: { certification, year, count: ofYear.length },
    expected: { count: rulebook.vae.filesPerYear, firstPossibleDay: `${year + 1}-01-01` },
  })
}
