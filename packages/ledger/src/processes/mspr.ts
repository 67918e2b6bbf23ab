import { blocOf, type Mspr, type Refusal } from '@minutier/domain'
import { candidacyOf } from './candidacy.ts'
import { type Carrier, type Carry, type Cause, carry, text } from './carry.ts'

/** Each member is assigned in their candidacy, which may refuse: then the team goes on without them. */
const assign: Carrier = ({ entry, id, after }) => {
  const { bloc } = msprOf(after)
  return listOf(entry.data['candidacyIds']).map(
    (candidacyId): Carry => ({
      ...carry('candidacy', candidacyId, 'MsprAssigned', { msprId: id, bloc }),
      late: {
        kind: 'mspr',
        id,
        fact: (refusal) => ({ type: 'MsprTeamMemberExcluded', data: { candidacyId, reason: exclusionReason(refusal) } }),
      },
    }),
  )
}

function exclusionReason({ rule }: Refusal): string {
  return rule === 'B4' ? 'alreadyAcquired' : 'refused'
}

/** Absent or excluded: the bloc is open again in the candidacy, if it was here that it was being assessed. */
function releaseMember(reason: string): Carrier {
  return ({ entry, id, after }) => [release(text(entry.data['candidacyId']), id, msprOf(after).bloc, reason)]
}

function release(candidacyId: string, msprId: string, bloc: string, reason: string): Carry {
  const fact = { type: 'MsprReleased', data: { msprId, bloc, reason } }
  return { kind: 'candidacy', id: candidacyId, facts: (target) => (blocOf(candidacyOf(target), bloc).msprId === msprId ? [fact] : []) }
}

const releaseAll: Carrier = ({ id, before }) => {
  const { bloc, members } = msprOf(before)
  return Object.entries(members)
    .filter(([, { state }]) => state === 'member')
    .map(([candidacyId]) => release(candidacyId, id, bloc, 'cancelled'))
}

/** Sealed results take effect in each candidacy; a member without a result is released. */
const noteResults: Carrier = ({ id, after }) => {
  const { bloc, members } = msprOf(after)
  return Object.entries(members).flatMap(([candidacyId, { state, result }]): Carry[] => {
    if (!result) return state === 'member' ? [release(candidacyId, id, bloc, 'withoutResult')] : []
    const { outcome, decidedOn, acquired, notAcquired } = result
    const type = outcome === 'validated' ? 'BlocValidated' : 'BlocNotValidated'
    return [carry('candidacy', candidacyId, type, { msprId: id, bloc, decidedOn, acquired: [...acquired], notAcquired: [...notAcquired] })]
  })
}

const noteAnnulment: Carrier = ({ entry, id: msprId, after }) => {
  const { bloc, members } = msprOf(after)
  const decisionEventId = text(entry.data['decisionEventId'])
  const assessed = after.history.find(({ id }) => id === decisionEventId)
  const candidacyId = assessed?.data['candidacyId']
  if (typeof candidacyId !== 'string') return []
  const validated = assessed?.data['outcome'] === 'validated' && members[candidacyId] !== undefined
  return [carry('candidacy', candidacyId, 'DecisionAnnulmentNoted', { decisionEventId, msprId, blocs: validated ? [bloc] : [] })]
}

function msprOf({ state }: Cause['after']): Mspr {
  if (!('preparationMinutes' in state)) throw new TypeError('an MSPR was expected')
  return state
}

export function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : []
}

export const msprCarriers: Readonly<Record<string, Carrier>> = {
  MsprTeamFormed: assign,
  MsprMemberAbsent: releaseMember('absent'),
  MsprTeamMemberExcluded: releaseMember('excluded'),
  MsprCancelled: releaseAll,
  MsprResultsSealed: noteResults,
  DecisionAnnulled: noteAnnulment,
}
