import { certifierSiret } from '../people.ts'
import { accommodationOf, extraTime } from './along.ts'
import type { Case } from './cases.ts'
import type { Fields } from './diary.ts'
import type { Promotion } from './promotion.ts'
import { certification, insiders, outsiders, staff } from './school.ts'

/** A session of the jury de certification, and the certificates that follow. */

interface Sitting {
  /** The session's name, without the `#`. */
  readonly name: string
  readonly convenedOn: string
  readonly day: string
  readonly sittingIds: readonly string[]
}

/** Opened and constituted three weeks before its day, its candidates convened nine days before it; told some days after. */
export function session(promotion: Promotion, rank: string, after: number, cases: readonly Case[]): void {
  const { number, random, write, on, fingerprint } = promotion
  const name = `j-${number}-${rank}`
  const stream = `#${name}`
  const [openedOn, convenedOn, day] = [on(after - 20), on(after - 9), on(after)]
  const [insider = '', ...others] = [...random.shuffled(insiders).slice(0, 1), ...random.shuffled(outsiders).slice(0, 3)]
  const sittingIds = [insider, ...others.slice(0, 2)]
  const mode = random.pick(['onSite', 'onSite', 'remote'])
  const opened = { certification, sessionOn: day, organiserSiret: certifierSiret, territory: 'FR', mode }
  write(openedOn, { id: name, type: 'OpenJurySession', body: opened })
  const inside = { memberId: insider, seat: 'internal', quality: 'innovation-pedagogy', expertise: true }
  const [first, second, alternate] = others.map((memberId) => ({ memberId, seat: 'external', expertise: true }))
  const constituted = { members: [inside, first, second], alternates: [alternate] }
  write(openedOn, { id: `${name}-composition`, type: 'ConstituteJury', stream, body: constituted })
  for (const one of cases) decided(promotion, { name, convenedOn, day, sittingIds }, one)
  for (const memberId of sittingIds) {
    const signature = { reference: `signature ${name}` }
    const body = { memberId, method: random.pick(['electronic', 'handwritten']), signature }
    write(day, { id: `${name}-signature-${memberId.slice(1)}`, type: 'SignMinutes', stream, body })
  }
  const sealed = { minutesFingerprint: fingerprint(`minutes ${name}`), unsigned: [] }
  write(day, { id: `${name}-seal`, type: 'SealMinutes', stream, body: sealed })
  const notifiedOn = on(after + random.between(2, 7))
  for (const { candidate } of cases) {
    const body = {
      decisionEventId: `#${name}-decision-${candidate.number}.event`,
      notifiedOn,
      channel: random.pick(['portal', 'email', 'letter']),
    }
    write(notifiedOn, { id: `${name}-notice-${candidate.number}`, type: 'NotifyDecision', kind: 'jury', stream, body })
  }
}

/** Convened, heard if not on the file, deliberated, decided. */
function decided(promotion: Promotion, sitting: Sitting, one: Case): void {
  const { random, write } = promotion
  const { name, convenedOn, day, sittingIds } = sitting
  const { candidate, object, favourable, decision } = one
  const { candidacyId, number } = candidate
  const stream = `#${name}`
  const accommodationIds = object === 'final' && candidate.accommodated ? [accommodationOf(candidate)] : []
  const plannedMinutes = accommodationIds.length > 0 ? extraTime.final : 45
  const planned = object === 'final' ? { plannedMinutes } : {}
  const convened = { candidacyId, object, plannedOn: day, ...planned, accommodationIds }
  write(convenedOn, { id: `${name}-convening-${number}`, type: 'ConveneCandidate', stream, body: convened })
  if (object === 'final') defended(promotion, sitting, one, { plannedMinutes, accommodationIds })
  const declared = { noLinkDeclaredIds: sittingIds }
  if (object === 'vae') {
    const body = { candidacyId, heldOn: day, sittingIds, ...declared, actualMinutes: random.between(45, 75) }
    write(day, { id: `${name}-interview-${number}`, type: 'RecordVaeInterview', stream, body })
  }
  const lone = random.chance(0.15) ? 1 : 0
  const votes = favourable ? { forCount: 3 - lone, againstCount: lone } : { forCount: lone, againstCount: 3 - lone }
  const presided = object === 'vae' ? { presidentId: sittingIds[0], ...declared } : {}
  const deliberated = { candidacyId, sittingIds, ...votes, abstainedCount: 0, ...presided }
  write(day, { id: `${name}-deliberation-${number}`, type: 'RecordDeliberation', stream, body: deliberated })
  const body = { candidacyId, object, blocs: [], ...decision }
  write(day, { id: `${name}-decision-${number}`, type: 'RecordJuryDecision', stream, body })
}

function defended(
  { random, write, fingerprint }: Promotion,
  { name, day, sittingIds }: Sitting,
  one: Case,
  time: Fields & { plannedMinutes: number },
) {
  const { candidacyId, number } = one.candidate
  const stream = `#${name}`
  const actualMinutes = time.plannedMinutes + random.between(-4, 4)
  const held = { candidacyId, heldOn: day, sittingIds, ...time, actualMinutes }
  write(day, { id: `${name}-defence-${number}`, type: 'RecordDefence', stream, body: held })
  const assessment = { candidacyId, favourable: one.favourable, gridFingerprint: fingerprint(`grid ${name} ${number}`) }
  write(day, { id: `${name}-assessment-${number}`, type: 'RecordFinalAssessment', stream, body: assessment })
}

/** Approved, with the number that was printed before there was a ledger. */
export function issued({ write, on }: Promotion, { candidate: { number, candidacyId: stream } }: Case, after: number): void {
  const issuedOn = on(after)
  const externalNumber = `EX-${issuedOn.slice(0, 4)}-${number}`
  const body = { issuedOn, issuedAtCommune: '34172', signatoryId: staff.director, externalNumber }
  write(issuedOn, { id: `c-${number}-issuance`, type: 'ApproveIssuance', stream, body })
}
