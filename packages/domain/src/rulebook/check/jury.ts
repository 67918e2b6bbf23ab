import type { Rulebook } from '../schema.ts'
import { type Problem, problem, repeated } from './problem.ts'

/** The composition of the final jury. */
export function juryProblems({ jury }: Rulebook): Problem[] {
  const seats = jury.seats.reduce((sum, { count }) => sum + count, 0)
  return [
    ...(seats === jury.size ? [] : [problem('seatsDoNotAddUp', 'jury.size', { found: seats, expected: jury.size })]),
    ...repeated(
      jury.seats.map(({ seat }) => seat),
      (index) => `jury.seats[${index}].seat`,
    ),
    ...repeated(jury.routes, (index) => `jury.routes[${index}]`),
    ...jury.seats.flatMap((seat, at) => partnerProblems(seat, jury.partnerDirectorIsInternal, `jury.seats[${at}].partnerQualities`)),
  ]
}

type Seat = Rulebook['jury']['seats'][number]

function partnerProblems({ seat, qualities, partnerQualities }: Seat, directorIsInternal: boolean, path: string): Problem[] {
  const closed = seat === 'internal' && partnerQualities.length > 0 && !directorIsInternal
  return [
    ...(closed ? [problem('partnerSeatClosed', path)] : []),
    ...partnerQualities.flatMap((quality, index) =>
      qualities.includes(quality)
        ? []
        : [problem('unknownQuality', `${path}[${index}]`, { found: quality, expected: qualities.join(', ') })],
    ),
  ]
}
