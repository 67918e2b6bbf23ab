import type { Context, Judges } from '../../aggregate.ts'
import { actualTimeChecks, plannedTimeChecks } from '../../candidacy/requirements.ts'
import { type Candidacy, underlyingStatus } from '../../candidacy/state.ts'
import { type Check, inState, type Judgment, judged, need } from '../../kernel/judgment.ts'
import { ruleOf } from '../../rulebook/rule-of.ts'
import type { JuryEvent, JuryFacts } from '../events.ts'
import type { Jury } from '../state.ts'
import { candidateIn, notBefore, sinceConstituted } from './checks.ts'
import { mayOrganise } from './session.ts'
import { fullJury, noLinks } from './sitting.ts'

type Hearing = 'DefenceHeld' | 'VaeInterviewHeld' | 'DefenceInterrupted'

/** The defence of the final épreuve and the interview of a VAE: J1, J4, J6, F2, H1, V1, A3. */
export const hearingJudges: Judges<Jury, Pick<JuryFacts, Hearing>, Context> = {
  DefenceHeld: defenceHeld,
  VaeInterviewHeld: interviewHeld,
  // Recorded as what it was, without the effect of a hearing: no rule of the jury or of the time refuses it.
  DefenceInterrupted: (event, jury) =>
    judged(hearable(event.candidacyId, jury, 'final', 'vae'), sinceConstituted(jury, { heldOn: event.heldOn })),
}

function defenceHeld(event: JuryEvent<'DefenceHeld'>, jury: Jury, context: Context): Judgment {
  const { candidacyId, sittingIds, heldOn } = event
  const candidacy = context.reads.candidacy(candidacyId)
  const { state, juryId, dossier } = candidacy.finalEpreuve
  return judged(
    fullJury('J1', sittingIds, candidacyId, jury, context.rulebook),
    jury.candidates[candidacyId]?.object === 'final' && defenceTime(event, candidacy, context),
    mayOrganise(jury, context, heldOn),
    hearable(candidacyId, jury, 'final'),
    stillHere(state, juryId, 'compliant', jury),
    sinceConstituted(jury, { heldOn }),
    candidacy.enrolment && notBefore({ enrolledOn: candidacy.enrolment.enrolledOn }, { heldOn }),
    dossier && notBefore({ dossierSubmittedOn: dossier.submittedOn }, { heldOn }),
  )
}

/** F2, and H1 before it where an accommodation is cited. */
function defenceTime(event: JuryEvent<'DefenceHeld'>, candidacy: Candidacy, { rulebook }: Context): Check[] {
  if (!rulebook.finalEpreuve) return []
  const { accommodationIds, plannedMinutes, actualMinutes, heldOn: day } = event
  const { defenceMinutes: normalMinutes } = rulebook.finalEpreuve
  return [
    ...plannedTimeChecks({ candidacies: [candidacy], accommodationIds, rulebook, epreuve: 'final', normalMinutes, plannedMinutes, day }),
    ...actualTimeChecks('F2', { normalMinutes, plannedMinutes, actualMinutes, toleranceMinutes: rulebook.durationToleranceMinutes }),
  ]
}

function interviewHeld(event: JuryEvent<'VaeInterviewHeld'>, jury: Jury, context: Context): Judgment {
  const { candidacyId, sittingIds, noLinkDeclaredIds, heldOn } = event
  const candidacy = context.reads.candidacy(candidacyId)
  const { vae } = candidacy
  const status = underlyingStatus(candidacy)
  const { rulebook } = context
  return judged(
    fullJury(ruleOf(rulebook, 'J4') ? 'J4' : 'J1', sittingIds, candidacyId, jury, rulebook),
    noLinks(sittingIds, noLinkDeclaredIds, vae?.companionId ?? null, jury),
    need('V1', ['verified', 'convened', 'heard'].includes(status), { found: status, expected: 'verified' }),
    mayOrganise(jury, context, heldOn),
    hearable(candidacyId, jury, 'vae'),
    stillHere(status, vae?.juryId, 'verified', jury),
    sinceConstituted(jury, { heldOn }),
    typeof vae?.validationFileReceivedOn === 'string' && notBefore({ validationFileReceivedOn: vae.validationFileReceivedOn }, { heldOn }),
  )
}

function hearable(candidacyId: string, jury: Jury, ...objects: readonly ('final' | 'vae')[]): Check[] {
  const candidate = jury.candidates[candidacyId]
  return [
    inState(jury.status, 'constituted', 'sitting'),
    candidateIn(candidate, 'convened'),
    ...(candidate ? [inState<string>(candidate.object, ...objects)] : []),
  ]
}

/** G1: the candidacy waits for this very jury, or has not been told of the convening yet. */
function stillHere(state: string, juryId: string | null | undefined, before: string, jury: Jury): Check {
  const here = state === before || (state === 'convened' && juryId === jury.id)
  return need('G1', here, { found: state, expected: [before, 'convened'] })
}
