import { certifierSiret, type Staff } from './people.ts'
import { file, fingerprintOf, type Player } from './player.ts'
import { certification } from './training.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a jury hears of one candidate, and decides. */
export interface Case {
  readonly candidacyId: string
  readonly object: 'final' | 'vae' | 'file'
  readonly decision: Fields
  readonly accommodationIds?: readonly string[]
  readonly minutes?: number
  /** For and against, of three. */
  readonly against?: boolean
}

/** A session from its opening to its sealed minutes. Answers the event of each decision, by candidacy. */
export async function session(player: Player, staff: Staff, day: string, cases: readonly Case[]): Promise<Map<string, string>> {
  player.on(day)
  const juryId = await player.run(
    'OpenJurySession',
    {},
    { certification, sessionOn: day, organiserSiret: certifierSiret, territory: 'FR', mode: 'onSite' },
    'jurySecretary',
  )
  const on = { juryId }
  const [insider = ''] = staff.insiders
  const [first = '', second = '', alternate = ''] = staff.outsiders
  const outside = (memberId: string) => ({ memberId, seat: 'external', expertise: true })
  const members = [
    { memberId: insider, seat: 'internal', quality: 'innovation-pedagogy', expertise: true },
    outside(first),
    outside(second),
  ]
  await player.run('ConstituteJury', on, { members, alternates: [outside(alternate)] }, 'jurySecretary')
  const sittingIds = [insider, first, second]
  const decisions = new Map<string, string>()
  for (const one of cases) decisions.set(one.candidacyId, await hear(player, juryId, day, one, sittingIds))
  for (const memberId of sittingIds)
    await player.run('SignMinutes', on, { memberId, method: 'electronic', signature: file(`signature-${day}`) }, 'jurySecretary')
  await player.run('SealMinutes', on, { minutesFingerprint: fingerprintOf(`minutes ${juryId}`), unsigned: [] }, 'jurySecretary')
  for (const decisionEventId of decisions.values())
    await player.run('NotifyDecision-juries', on, { decisionEventId, notifiedOn: day, channel: 'portal' }, 'jurySecretary')
  return decisions
}

async function hear(player: Player, juryId: string, day: string, one: Case, sittingIds: readonly string[]): Promise<string> {
  const { candidacyId, object, decision, accommodationIds = [], minutes = 45, against = false } = one
  const on = { juryId }
  const by = 'jurySecretary'
  const planned = object === 'final' ? { plannedMinutes: minutes } : {}
  await player.run('ConveneCandidate', on, { candidacyId, object, plannedOn: day, accommodationIds, ...planned }, by)
  if (object === 'final') {
    await player.run(
      'RecordDefence',
      on,
      { candidacyId, heldOn: day, sittingIds, plannedMinutes: minutes, actualMinutes: minutes - 1, accommodationIds },
      by,
    )
    await player.run(
      'RecordFinalAssessment',
      on,
      { candidacyId, favourable: !against, gridFingerprint: fingerprintOf(`grid ${juryId} ${candidacyId}`) },
      by,
    )
  }
  if (object === 'vae')
    await player.run(
      'RecordVaeInterview',
      on,
      { candidacyId, heldOn: day, sittingIds, noLinkDeclaredIds: sittingIds, actualMinutes: 60 },
      by,
    )
  const votes = against ? { forCount: 0, againstCount: 3 } : { forCount: 3, againstCount: 0 }
  const vae = object === 'vae' ? { presidentId: sittingIds[0], noLinkDeclaredIds: sittingIds } : {}
  await player.run('RecordDeliberation', on, { candidacyId, sittingIds, ...votes, abstainedCount: 0, ...vae }, by)
  return player.event('RecordJuryDecision', on, { candidacyId, object, blocs: [], ...decision }, by)
}

export const full: Fields = { outcome: 'full', finalEpreuve: 'validated' }

/** Approved, numbered and issued. */
export async function issued(player: Player, { director }: Staff, candidacyId: string, issuedOn: string): Promise<void> {
  player.on(issuedOn)
  await player.run('ApproveIssuance', { candidacyId }, { issuedOn, issuedAtCommune: '34172', signatoryId: director })
}
