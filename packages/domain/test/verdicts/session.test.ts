import { foldStream, type Kind, type SessionVerdict, type Sources, sessionVerdicts } from '@minutier/domain'
import {
  alix,
  blocEarned,
  certifiedWorld,
  constitutedJury,
  convened,
  convenedForVae,
  decided,
  decidedWithoutFinal,
  defendedMspr,
  dossierCompliant,
  enrolled,
  havingJury,
  idOf,
  interviewed,
  juryId,
  maxOutsider,
  msprId,
  olgaAlternate,
  openedForJurors,
  readyMspr,
  readyToDecide,
  readyToDecideVae,
  replacement,
  type Step,
  sealedJury,
  teamedMspr,
  verifiedVae,
  type World,
} from '@minutier/testing'
import t from 'tap'

function worldOf(...steps: readonly Step[]): World {
  const world = certifiedWorld()
  for (const step of steps) step(world)
  return world
}

/** Each rule with its status and the types of its events. */
function said(verdicts: readonly SessionVerdict[]): Record<string, string> {
  return Object.fromEntries(verdicts.map(({ rule, status, by }) => [rule.id, [status, ...by.map(({ type }) => type)].join(' ')]))
}

const inJury = (...steps: readonly Step[]) => said(sessionVerdicts('jury', juryId(), worldOf(...steps).sources))
const inMspr = (...steps: readonly Step[]) => said(sessionVerdicts('mspr', msprId(), worldOf(...steps).sources))

const candidate = [enrolled(), dossierCompliant()] as const
const failed = { outcome: 'failed', finalEpreuve: 'notValidated', reason: 'finalEpreuveNotValidated' }
const alone = { team: [alix] }

t.test('a session that does not exist is told nothing', (t) => {
  t.strictSame(inJury(), {})
  t.end()
})

t.test('a session that is only opened waits for its jury', (t) => {
  t.strictSame(inJury(openedForJurors()), {
    J1: 'pending',
    J2: 'pending',
    J3: 'pending',
    J4: 'notApplicable',
    J5: 'notApplicable',
    J6: 'notApplicable',
  })
  t.end()
})

t.test('constituted, with a candidate convened: what is satisfied so far, and what waits for the hearing', (t) => {
  const told = inJury(...candidate, constitutedJury(), convened())
  t.match(told, { J1: 'pending JuryConstituted', J2: 'satisfied JuryConstituted', J4: 'notApplicable', J6: 'notApplicable' })
  t.end()
})

t.test('a sealed session of training: J1 to J3 by the constitution, the defence and the deliberation', (t) => {
  t.strictSame(inJury(...candidate, constitutedJury(), readyToDecide(), decided(alix, {}, failed), sealedJury()), {
    J1: 'satisfied JuryConstituted DefenceHeld DeliberationHeld',
    J2: 'satisfied JuryConstituted',
    J3: 'satisfied JuryConstituted',
    J4: 'notApplicable',
    J5: 'notApplicable',
    J6: 'notApplicable',
  })
  t.end()
})

t.test('a session of VAE: J4 and J6 too, pending until the deliberation', (t) => {
  const refusal = { outcome: 'refused', reason: 'experienceNotProved' }
  const constituted = [verifiedVae(), constitutedJury()] as const
  t.match(inJury(...constituted, convenedForVae()), { J1: /^pending/, J4: 'pending', J6: 'pending' })
  t.match(inJury(...constituted, convenedForVae(), interviewed()), { J4: 'satisfied VaeInterviewHeld', J6: 'pending VaeInterviewHeld' })
  t.match(inJury(...constituted, readyToDecideVae(), decidedWithoutFinal(alix, {}, refusal), sealedJury()), {
    J1: 'satisfied JuryConstituted DeliberationHeld',
    J4: 'satisfied VaeInterviewHeld',
    J6: 'satisfied VaeInterviewHeld DeliberationHeld',
  })
  t.end()
})

t.test('a replacement is judged too', (t) => {
  const fields = { memberId: idOf(maxOutsider), reason: 'conflictOfInterest', replacement: replacement(olgaAlternate) }
  const told = inJury(...candidate, constitutedJury(), havingJury('ReplaceJuryMember', fields))
  t.match(told, { J1: 'satisfied JuryConstituted JuryMemberReplaced', J3: 'satisfied JuryConstituted JuryMemberReplaced' })
  t.end()
})

t.test('a cancelled session waits for nothing', (t) => {
  const cancelled = havingJury('CancelJurySession', { reason: 'technical' })
  t.match(inJury(openedForJurors(), cancelled), { J1: 'notApplicable', J2: 'notApplicable' })
  t.end()
})

t.test('an MSPR: J5 alone, until its defence', (t) => {
  t.match(inMspr(enrolled(), teamedMspr(alone)), { J1: 'notApplicable', J5: 'pending' })
  t.match(inMspr(enrolled(), readyMspr(alone)), { J5: 'pending MsprJuryConstituted' })
  t.match(inMspr(enrolled(), defendedMspr(alone)), { J5: 'satisfied MsprJuryConstituted MsprDefenceHeld' })
  t.match(inMspr(enrolled(), blocEarned(alone)), { J1: 'notApplicable', J5: 'satisfied MsprJuryConstituted MsprDefenceHeld' })
  t.end()
})

t.test('what breaks a rule as it reads is said by the event that breaks it', (t) => {
  const { sources } = worldOf(...candidate, constitutedJury(), readyToDecide())
  const forged: Sources = {
    rulebook: sources.rulebook,
    folded<K extends Kind>(kind: K, stream: string) {
      const whole = sources.folded(kind, stream)
      if (!whole || kind !== 'jury') return whole
      const history = whole.history.map((entry) =>
        entry.type === 'DefenceHeld' ? { ...entry, data: { ...entry.data, sittingIds: [idOf(maxOutsider)] } } : entry,
      )
      return foldStream(kind, stream, history)
    },
  }
  const told = said(sessionVerdicts('jury', juryId(), forged))
  t.match(told, { J1: 'violated DefenceHeld DeliberationHeld', J2: 'satisfied JuryConstituted' })
  t.end()
})
