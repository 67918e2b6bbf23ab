import type { Context, Judges } from '../../aggregate.ts'
import { type Check, judged, need } from '../../kernel/judgment.ts'
import type { CandidacyFacts, finalEpreuveEvents } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { enrolled, notLeft, since, statusFor } from './journey.ts'

type HearingEvent = Extract<keyof typeof finalEpreuveEvents, `Hearing${string}`>

/** Hearings, noted from the jury's session, where their durations and the sitting members are judged: here F2 and V1. */
export const hearingJudges = {
  HearingScheduled: ({ plannedOn }, candidacy, context) => {
    const { state, ready, readyRule, before } = standing(candidacy, context)
    return judged(
      need(readyRule, !before.includes(state), { found: state, expected: ready }),
      training(candidacy, context),
      notLeft(candidacy),
      need('G1', before.includes(state) || state === ready, { found: state, expected: ready }),
      since(plannedOn, earliest(candidacy)),
    )
  },
  HearingMissed: ({ juryId, reason }, candidacy, context) => {
    const { state } = standing(candidacy, context)
    const expected = reason === 'cancelled' ? ['convened', 'heard'] : ['convened']
    return judged(
      training(candidacy, context),
      need('G1', expected.includes(state), { found: state, expected }),
      sameSession(candidacy, juryId),
    )
  },
  HearingCompleted: ({ juryId, heardOn }, candidacy, context) => {
    const { state, ready, readyRule, before } = standing(candidacy, context)
    return judged(
      need(readyRule, !before.includes(state), { found: state, expected: ready }),
      training(candidacy, context),
      need('G1', before.includes(state) || state === 'convened', { found: state, expected: 'convened' }),
      sameSession(candidacy, juryId),
      since(heardOn, earliest(candidacy)),
    )
  },
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, HearingEvent>

interface Standing {
  readonly state: string
  /** State in which a hearing may be planned, the rule that asks for it, and the states that come before. */
  readonly ready: string
  readonly readyRule: 'F2' | 'V1'
  readonly before: readonly string[]
}

/** What is to be heard: a compliant dossier (F2), or a verified validation file (V1). */
function standing(candidacy: Candidacy, context: Context): Standing {
  if (candidacy.route !== 'VAE') {
    const before = ['none', 'submitted', 'returned', 'notValidated']
    return { state: candidacy.finalEpreuve.state, ready: 'compliant', readyRule: 'F2', before }
  }
  const before = ['received', 'incomplete', 'complete', 'admissible', 'deposited', 'flagged', 'partial', 'refused']
  return { state: statusFor(candidacy, context), ready: 'verified', readyRule: 'V1', before }
}

/** G1: a VAE's own status says it all. */
function training(candidacy: Candidacy, context: Context): Check | false {
  return candidacy.route !== 'VAE' && enrolled(candidacy, context)
}

function sameSession({ route, finalEpreuve, vae }: Candidacy, juryId: string): Check {
  const found = route === 'VAE' ? (vae?.juryId ?? null) : finalEpreuve.juryId
  return need('G1', found === juryId, { found, expected: juryId })
}

/** G13: no hearing before the enrolment, or before the validation file. */
function earliest({ enrolment, vae, finalEpreuve }: Candidacy): string | null | undefined {
  return vae ? vae.validationFileReceivedOn : (finalEpreuve.dossier?.submittedOn ?? enrolment?.enrolledOn)
}
