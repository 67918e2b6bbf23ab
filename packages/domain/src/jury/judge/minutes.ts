import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import type { JuryEvent, JuryFacts } from '../events.ts'
import { type Jury, whoSat } from '../state.ts'
import { notBefore, ownCandidate } from './checks.ts'
import { decisionHolds } from './decision.ts'

/** The minutes: signed by those who sat, once everybody heard is decided, then sealed. G3, and each decision judged again. */
export const minutesJudges: Judges<Jury, Pick<JuryFacts, 'MinutesSigned' | 'MinutesSealed'>, Context> = {
  MinutesSigned: ({ memberId }, jury) =>
    judged(
      inState(jury.status, 'sitting'),
      allDecided(jury),
      inState(whoSat(jury).includes(memberId) ? (jury.signatures[memberId] ? 'signed' : 'sat') : 'none', 'sat'),
    ),
  MinutesSealed: (event, jury, { reads, rulebook, day }) =>
    judged(
      Object.entries(jury.candidates).flatMap(([candidacyId, { decision }]) =>
        decision ? decisionHolds(decision, reads.candidacy(candidacyId), rulebook) : [],
      ),
      inState(jury.status, 'sitting'),
      Object.entries(jury.candidates).flatMap(([candidacyId, candidate]) =>
        candidate.decision ? [ownCandidate(jury, candidate, reads.candidacy(candidacyId))] : [],
      ),
      allDecided(jury),
      signed(event, jury),
      Object.values(jury.candidates).flatMap(({ decision }) => (decision ? [notBefore({ decidedOn: decision.decidedOn }, { day })] : [])),
      reasonsKnown(event, rulebook.reasons['MinutesSealed'] ?? []),
    ),
}

/** G1: nobody who was heard is left without a decision, and nobody who is convened without a hearing or an absence. */
function allDecided({ candidates }: Jury): Check {
  const pending = Object.entries(candidates).filter(([, { state }]) => ['convened', 'heard', 'deliberated'].includes(state))
  return need('G1', pending.length === 0, {
    found: pending.map(([candidacyId, { state }]) => `${state} ${candidacyId}`),
    expected: say('une décision pour chaque candidat entendu', 'a decision for each candidate heard'),
    remedy: say('décidez, ou enregistrez l’absence de qui n’a pas été entendu', 'decide, or record the absence of who was not heard'),
  })
}

/** G3: every member who sat signs, or the reason of the missing signature is given; more than half sign, the president among them. */
function signed({ signedIds, unsigned }: JuryEvent<'MinutesSealed'>, jury: Jury): Check[] {
  const sat = whoSat(jury)
  const accounted = [...signedIds, ...unsigned.map(({ memberId }) => memberId)]
  const silent = sat.filter((id) => !accounted.includes(id))
  const foreign = accounted.filter((id, at) => !sat.includes(id) || accounted.indexOf(id) !== at)
  const unproved = signedIds.filter((id) => !jury.signatures[id])
  const presidents = new Set(Object.values(jury.candidates).flatMap(({ deliberation }) => deliberation?.presidentId ?? []))
  const unsignedPresidents = [...presidents].filter((id) => !signedIds.includes(id))
  const seatOf = (id: string) => `${jury.members.find(({ memberId }) => memberId === id)?.seat ?? 'none'} ${id}`
  return [
    need('G1', unproved.length === 0, { found: unproved.map(seatOf), expected: 'MinutesSigned' }),
    need('G3', silent.length === 0, { found: silent.map(seatOf), expected: say('une signature ou un motif', 'a signature or a reason') }),
    need('G3', foreign.length === 0, { found: foreign.map(seatOf), expected: sat.map(seatOf) }),
    need('G3', signedIds.length * 2 > sat.length, {
      found: signedIds.length,
      expected: say(`plus de la moitié de ${sat.length}`, `more than half of ${sat.length}`),
    }),
    need('G3', unsignedPresidents.length === 0, {
      found: unsignedPresidents.map(seatOf),
      expected: say('la signature du président', 'the president’s signature'),
    }),
  ]
}

/** G14: each reason of a missing signature is one that the rulebook knows. */
function reasonsKnown({ unsigned }: JuryEvent<'MinutesSealed'>, codes: readonly string[]): Check[] {
  const foreign = unsigned.filter(({ reason }) => !codes.includes(reason)).map(({ reason }) => reason)
  return [need('G14', foreign.length === 0, { found: foreign, expected: codes })]
}
