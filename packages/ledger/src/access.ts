import type { Folded } from '@minutier/domain'
import { type CommandType, commands, mayRecordFacts, type Refusal, rightOf } from '@minutier/domain'
import { z } from 'zod'
import type { Caller } from './command.ts'
import { isOwnImport } from './import/import-id.ts'
import type { Snapshot } from './sources.ts'

/** The role may do this command, wherever it is. */
export function roleRefusal(type: CommandType, { role }: Caller): Refusal | null {
  const { roles } = rightOf(type)
  return roles.includes(role) ? null : { code: 'RULE_G9', rule: 'G9', found: role, expected: roles }
}

/**
 * A registrar acts only on the candidacies and MSPR of its own centre, now: another's are answered as if they did not exist. The body
 * names the centre when the command opens the stream.
 */
export async function reaches(
  caller: Caller,
  type: CommandType,
  body: Readonly<Record<string, unknown>>,
  target: Folded,
  snapshot: Snapshot,
): Promise<boolean> {
  if (target.kind === 'import') return isOwnImport(target, caller)
  if (caller.role !== 'registrar' || !rightOf(type).ownCentre) return true
  if (caller.partner === undefined) return false
  if (target.kind === 'person') return ofOwnCandidacies(target, caller.partner, snapshot)
  const centre = commands[type].opens ? body['centreSiret'] : centreOf(target.state)
  return centre === caller.partner
}

/** Which facts of a person the role may record: candidates are the registrar's, members of juries the secretary's. */
export function factsRefusal(type: CommandType, body: Readonly<Record<string, unknown>>, { role }: Caller): Refusal | null {
  // Whose facts are rectified is known from the person: the domain judges it.
  if (type !== 'RecordIdentity') return null
  // What is not a fact is refused by the command's schema.
  const categories = facts.safeParse(body['facts']).data?.map(({ category }) => category) ?? []
  return mayRecordFacts(role, categories) ? null : { code: 'RULE_G9', rule: 'G9', found: categories, expected: role }
}

const facts = z.array(z.object({ category: z.string() }))

export function centreOf(state: object): string | undefined {
  return 'centreSiret' in state && typeof state.centreSiret === 'string' && state.centreSiret !== '' ? state.centreSiret : undefined
}

/**
 * Those of its own candidacies, or of none yet; a member of juries who is nobody's candidate is their secretary's. Somebody who comes to
 * two centres is known to both.
 */
export async function ofOwnCandidacies({ state }: Folded, partner: string, { load }: Pick<Snapshot, 'load'>): Promise<boolean> {
  if (!('holdings' in state)) return false
  if (state.candidacies.length === 0) return !state.facts.some(({ category }) => category === 'profile')
  for (const { candidacyId } of state.candidacies) {
    if (centreOf((await load(`candidacy-${candidacyId}`)).state) === partner) return true
  }
  return false
}
