import {
  alix,
  allBlocs,
  assessed,
  attemptingJury,
  blocsEarned,
  candidacyOf,
  commitmentOf,
  composition,
  constitutedJury,
  convenedOnFile,
  convening,
  decided,
  decidedWithoutFinal,
  decisionOf,
  decisionWithoutFinal,
  defence,
  deliberated,
  deliberation,
  dossierCompliant,
  enrolled,
  finalAssessment,
  having,
  havingJury,
  idOf,
  interview,
  type JuryOf,
  juryDecision,
  juryId,
  jurySession,
  msprId,
  onDay,
  readyToDecide,
  readyToDecideVae,
  replacement,
  rncp36582,
  type Step,
  sealedJury,
  sealing,
  signature,
  somebody,
  together,
  vaeDeliberation,
  verifiedVae,
  type World,
} from '@minutier/testing'

/** What the tests of a jury session start from, and the commands that they look at. */

type Fields = Readonly<Record<string, unknown>>

export const opening = (fields: Fields = {}) => attemptingJury('OpenJurySession', jurySession({}, fields))

export const constituting = (fields: Fields = {}) => attemptingJury('ConstituteJury', composition(fields))

/** A recusal or a replacement of one juror: for the whole session unless `of` somebody. */
export function recusal(member: string, of?: string, fields: Fields = {}): Fields {
  return { memberId: idOf(member), ...(of !== undefined && { candidacyId: candidacyOf(of) }), reason: 'conflictOfInterest', ...fields }
}

export const recusing = (member: string, of?: string) => attemptingJury('RecuseJuryMember', recusal(member, of))
export const recused = (member: string, of?: string) => havingJury('RecuseJuryMember', recusal(member, of))

export function replaceBy(member: string, by: Fields, of?: string): Fields {
  return recusal(member, of, { replacement: by })
}

export const replacing = (member: string, by: string, of?: string, fields: Fields = {}) =>
  attemptingJury('ReplaceJuryMember', replaceBy(member, replacement(by, fields), of))
export const replaced = (member: string, by: string, of?: string, fields: Fields = {}) =>
  havingJury('ReplaceJuryMember', replaceBy(member, replacement(by, fields), of))

export const convene = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('ConveneCandidate', convening(name, of, fields), of)

/** Without a planned time: VAE interviews and files have none. */
export function conveneWithoutTime(fields: Fields, name = alix, of: JuryOf = {}): Step {
  const { plannedMinutes: _, ...rest } = convening(name, of, fields)
  return attemptingJury('ConveneCandidate', rest, of)
}

export const conveneOnFile = (name = alix, of: JuryOf = {}, fields: Fields = {}) =>
  conveneWithoutTime({ object: 'file', ...fields }, name, of)
export const conveneForVae = (name = alix, of: JuryOf = {}, fields: Fields = {}) =>
  conveneWithoutTime({ object: 'vae', ...fields }, name, of)

export const hear = (fields: Fields = {}, name = alix, of: JuryOf = {}) => attemptingJury('RecordDefence', defence(name, of, fields), of)
export const interviewing = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordVaeInterview', interview(name, of, fields), of)
export const assess = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordFinalAssessment', finalAssessment(name, fields), of)
export const deliberate = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordDeliberation', deliberation(name, fields), of)
export const deliberateVae = (fields: Fields = {}, name = alix, of: JuryOf = {}) => deliberate({ ...vaeDeliberation, ...fields }, name, of)
export const decide = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordJuryDecision', juryDecision(name, fields), of)
export const decideWithoutFinal = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordJuryDecision', decisionWithoutFinal(name, fields), of)
export const sign = (name: string, of: JuryOf = {}) => attemptingJury('SignMinutes', signature(name), of)
export const seal = (fields: Fields = {}, of: JuryOf = {}) => attemptingJury('SealMinutes', sealing(of, fields), of)

/** Enrolled, with a compliant dossier and some blocs, and a jury that waits. */
export function candidateWith(blocs: readonly string[], name = alix): Step {
  return together(enrolled(name), blocsEarned(blocs, [name]), dossierCompliant(name))
}

export const readyCandidate = candidateWith([])

/** A jury, and a candidate who has a compliant dossier and no bloc. */
export const readyForFinal = together(readyCandidate, constitutedJury())

/** A jury, and a VAE candidate whose validation file is verified. */
export const readyForVae = together(verifiedVae(), constitutedJury())

/** A session in which one candidate was decided `full`. */
export const decidedSession = together(candidateWith(allBlocs), constitutedJury(), readyToDecide(), decided())

/** Another session, two weeks before, whose effects the candidacy has. */
export const another: JuryOf = { jury: 'another', day: '2024-03-04' }

/** Heard by another jury which decided so of a training candidate who had these blocs; its minutes are sealed. */
function decidedByAnother(blocs: readonly string[], ...decision: readonly Step[]): Step {
  return together(candidateWith(blocs), constitutedJury(another), readyToDecide(alix, another), ...decision, sealedJury(another))
}

export function adjournedByAnother(blocs: readonly string[]): Step {
  return decidedByAnother(blocs, decidedWithoutFinal(alix, another, { object: 'final', outcome: 'adjourned' }))
}

/** The final épreuve is validated and a bloc is missing: `partial`. */
export function validatedByAnother(blocs: readonly string[]): Step {
  return decidedByAnother(blocs, decided(alix, another, { outcome: 'partial' }))
}

export const adjournedVaeByAnother = together(
  verifiedVae(),
  constitutedJury(another),
  readyToDecideVae(alix, another),
  decidedWithoutFinal(alix, another, { outcome: 'adjourned' }),
  sealedJury(another),
)

/** A VAE candidate whom a session decided so, its minutes sealed. */
export function decidedVaeIn(of: JuryOf, decision: Fields): Step {
  return together(readyToDecideVae(alix, of), decidedWithoutFinal(alix, of, decision), sealedJury(of))
}

/** The file of who is exempted from the oral, up to the deliberation. */
export const assessedOnFile = together(convenedOnFile(), assessed(), deliberated())

const asker = { actor: idOf('one certifier') }
const confirmer = { actor: idOf('another certifier') }

/** Two people annul a decision; what its stream is, and what the request says. */
function annulling(world: World, stream: string, decisionEventId: string, day: string, finalEpreuveStands: boolean): string {
  const request = { decisionEventId, finalEpreuveStands, reason: 'proceduralDefect', authority: 'certifier' }
  world.run('RequestDecisionAnnulment', stream, request, { ...onDay(world, day), ...asker })
  const requestEventId = world.last('DecisionAnnulmentRequested').id
  world.run('AnnulDecision', stream, { decisionEventId, requestEventId }, { ...onDay(world, day), ...confirmer })
  return world.last('DecisionAnnulled').id
}

/** The result of somebody who earned a bloc with `candidateWith` is annulled, and the bloc open again. */
export function annulledMspr(bloc: string, name = alix): Step {
  return (world) => {
    const mspr = msprId({ mspr: `${bloc} of ${name}` })
    const decisionEventId = world.folded('mspr', mspr).state.members[candidacyOf(name)]?.result?.eventId ?? ''
    const cause = annulling(world, mspr, decisionEventId, '2024-03-18', false)
    world.note(
      'candidacy',
      candidacyOf(name),
      { type: 'DecisionAnnulmentNoted', data: { decisionEventId, blocs: [bloc], msprId: mspr } },
      cause,
    )
  }
}

/** The decision of a session on somebody is annulled, and its effects undone. */
export function annulledDecision(of: JuryOf, day: string, finalEpreuveStands = false, name = alix): Step {
  return (world) => {
    const decisionEventId = decisionOf(world, name, of)
    const { blocs, object } = world.folded('jury', juryId(of)).state.candidates[candidacyOf(name)]?.decision ?? { blocs: [], object: null }
    const cause = annulling(world, juryId(of), decisionEventId, day, finalEpreuveStands)
    const epreuve = object !== 'vae' && !finalEpreuveStands ? { epreuve: 'final' } : {}
    const data = { decisionEventId, blocs: [...blocs], juryId: juryId(of), ...epreuve }
    world.note('candidacy', candidacyOf(name), { type: 'DecisionAnnulmentNoted', data }, cause)
  }
}

/** BC04 credited for the bloc of the other certification that the fiche names. */
export function creditedBc04(name: string, day: string): Step {
  const decider = 'Sacha Décideur'
  const credit = { sourceBloc: 'RNCP35584BC02', bloc: `${rncp36582}BC04`, obtainedOn: '2021-07-01', deciderId: idOf(decider) }
  return together(
    (world) => somebody(world, decider),
    having('CreditBlocByEquivalence', day, { ...credit, proofCommitment: commitmentOf('proof') }, name),
  )
}
