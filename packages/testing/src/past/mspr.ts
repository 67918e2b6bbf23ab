import { rncp36582Rulebook } from '@minutier/domain'
import { certifierSiret } from '../people.ts'
import { accommodatedBloc, accommodationOf, extraTime } from './along.ts'
import { type Candidate, takes } from './candidates.ts'
import { evenly, type Promotion } from './promotion.ts'
import { blocs, certification, outsiders } from './school.ts'

/** The MSPR of a promotion: a brief a bloc, teams of four at most, each before two professionals. */

interface Situation {
  /** Its stream's name, without the `#`. */
  readonly name: string
  readonly bloc: string
  readonly briefId: string
  readonly after: number
  readonly team: readonly Candidate[]
  /** A failed bloc is taken again by those who failed it, and validated. */
  readonly again: boolean
}

/** Everybody who takes a bloc, in teams drawn anew, each on a day of the two weeks that follow. */
export function teamed(promotion: Promotion, bloc: string, after: number, candidates: readonly Candidate[]): void {
  const { number, random } = promotion
  const taking = random.shuffled(candidates.filter((one) => takes(one, bloc, after)))
  const name = `m-${number}-${bloc.slice(-4).toLowerCase()}`
  for (const [rank, team] of evenly(taking, 4).entries()) {
    const day = after + random.between(0, 9)
    held(promotion, { name: `${name}-${rank + 1}`, bloc, briefId: `#${name}-brief`, after: day, team, again: false })
  }
}

/** Whoever failed a bloc takes it again, before or after the first jury: planned one day, prepared some days later. */
export function retaken(promotion: Promotion, candidates: readonly Candidate[], retake: 'before' | 'after', after: number): void {
  const { number, write, on } = promotion
  for (const bloc of blocs) {
    const failed = candidates.filter((one) => one.retake === retake && one.failedBloc === bloc && takes(one, bloc, after))
    for (const { number: own, candidacyId: stream } of failed) {
      const body = { bloc, plannedOn: on(after + 4) }
      write(on(after), { id: `c-${own}-retake`, type: 'ScheduleBlocRetake', stream, body })
    }
    const name = `m-${number}-${bloc.slice(-4).toLowerCase()}-again-${retake}`
    for (const [rank, team] of evenly(failed, 4).entries()) {
      held(promotion, { name: `${name}-${rank + 1}`, bloc, briefId: `#${name}-brief`, after: after + 4, team, again: true })
    }
  }
}

/** From the brief to the sealed results. */
function held(promotion: Promotion, situation: Situation): void {
  const { random, write, on, centreSiret, fingerprint } = promotion
  const { name, bloc, briefId, after, team } = situation
  const stream = `#${name}`
  const preparationMinutes = rncp36582Rulebook.blocs.find(({ code }) => code === bloc)?.preparationMinutes.min ?? 0
  const candidacyIds = team.map(({ candidacyId }) => candidacyId)
  const sittingIds = random.shuffled(outsiders).slice(0, 2)
  const brief = { certification, bloc, briefId, briefFingerprint: fingerprint(briefId), issuerSiret: certifierSiret }
  write(on(after), {
    id: name,
    type: 'IssueMsprBrief',
    body: { ...brief, caseKind: random.pick(['real', 'fictional']), preparationMinutes, centreSiret },
  })
  write(on(after), { id: `${name}-team`, type: 'FormMsprTeam', stream, body: { candidacyIds } })
  const prepared = { fromOn: on(after), untilOn: on(after + 4), allottedMinutes: preparationMinutes, accommodationIds: [] }
  write(on(after + 4), { id: `${name}-preparation`, type: 'RecordMsprPreparation', stream, body: prepared })
  for (const { number, candidacyId } of team) {
    const work = { candidacyId, fingerprint: fingerprint(`${name} ${number}`) }
    write(on(after + 4), { id: `${name}-work-${number}`, type: 'SubmitIndividualWork', stream, body: work })
  }
  const members = sittingIds.map((memberId) => ({ memberId, expertise: true }))
  write(on(after + 6), { id: `${name}-jury`, type: 'ConstituteMsprJury', stream, body: { members } })
  defended(promotion, situation, sittingIds)
}

function defended(promotion: Promotion, situation: Situation, sittingIds: readonly string[]): void {
  const { random, write, on, fingerprint } = promotion
  const { name, bloc, after, team, again } = situation
  const stream = `#${name}`
  const heldOn = on(after + 7)
  const accommodationIds = bloc === accommodatedBloc ? team.filter((one) => one.accommodated).map(accommodationOf) : []
  const plannedMinutes = accommodationIds.length > 0 ? extraTime.mspr : 30
  const presentIds = team.map(({ candidacyId }) => candidacyId)
  const minutes = { plannedMinutes, actualMinutes: plannedMinutes + random.between(-3, 3) }
  const body = { heldOn, mode: random.pick(['onSite', 'onSite', 'mixed']), presentIds, sittingIds, ...minutes, accommodationIds }
  write(heldOn, { id: `${name}-defence`, type: 'RecordMsprDefence', stream, body })
  const failing = team.filter(({ failedBloc }) => failedBloc === bloc && !again)
  for (const one of team) assessed(promotion, situation, one, failing.includes(one))
  const sealing = { resultsFingerprint: fingerprint(`results ${name}`), signedIds: sittingIds, unsigned: [] }
  write(on(after + 8), { id: `${name}-seal`, type: 'SealMsprResults', stream, body: sealing })
  const notifiedOn = on(after + 10)
  for (const { number } of failing) {
    const notice = { decisionEventId: `#${name}-result-${number}.event`, notifiedOn, channel: 'letter' }
    write(notifiedOn, { id: `${name}-notice-${number}`, type: 'NotifyDecision', kind: 'mspr', stream, body: notice })
  }
}

function assessed({ random, write, on }: Promotion, { name, bloc, after }: Situation, { number, candidacyId }: Candidate, failed: boolean) {
  const codes = rncp36582Rulebook.blocs.find(({ code }) => code === bloc)?.competences ?? []
  const competences = codes.map(({ code: competence }) => ({ competence, acquired: random.chance(failed ? 0.3 : 0.97) }))
  const outcome = failed
    ? { favourableCount: 0, outcome: 'notValidated', reason: random.pick(['competencesNotAcquired', 'workInsufficient']) }
    : { favourableCount: 2, outcome: 'validated' }
  const body = { candidacyId, bloc, competences, ...outcome }
  write(on(after + 7), { id: `${name}-result-${number}`, type: 'AssessBloc', stream: `#${name}`, body })
}
