import { type Check, need, say } from '../../kernel/judgment.ts'
import type { Reads } from '../../reads.ts'
import type { Mspr } from '../state.ts'
import { exemptionOfAll } from '../team.ts'

/** Checks of the general invariants that the steps of an MSPR share. */

/** G13: a step is not dated before what it rests on; days that are not known yet are left out. */
export function notBefore(on: string, ...earliest: readonly (string | null | undefined)[]): Check[] {
  return earliest.flatMap((from) => (from ? [need('G13', from <= on, { found: on, expected: { from } })] : []))
}

/** G1: whoever the step is about is in the team, and was neither absent nor excluded. */
export function inTeam({ members }: Mspr, candidacyId: string): Check {
  return need('G1', members[candidacyId]?.state === 'member', {
    found: members[candidacyId]?.state ?? say('hors de l’équipe', 'not in the team'),
    expected: 'member',
  })
}

/** G1: the preparation is recorded; a team wholly exempted from it comes straight from its forming. */
export function prepared(mspr: Mspr, reads: Reads): Check {
  const waits = mspr.status === 'teamed' && exemptionOfAll(mspr, 'preparation', reads) !== undefined
  return need('G1', mspr.status === 'prepared' || waits, { found: mspr.status, expected: 'prepared' })
}
