import {
  alix,
  allBlocs,
  attemptingJury,
  blocsEarned,
  candidacyOf,
  composition,
  constitutedJury,
  convening,
  decided,
  decisionWithoutFinal,
  defence,
  deliberation,
  dossierCompliant,
  enrolled,
  finalAssessment,
  havingJury,
  idOf,
  interview,
  type JuryOf,
  juryDecision,
  jurySession,
  readyToDecide,
  replacement,
  type Step,
  sealing,
  signature,
  together,
  vaeDeliberation,
  verifiedVae,
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

export const hear = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordDefence', defence(name, of, fields), of)
export const interviewing = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordVaeInterview', interview(name, of, fields), of)
export const assess = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordFinalAssessment', finalAssessment(name, fields), of)
export const deliberate = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  attemptingJury('RecordDeliberation', deliberation(name, fields), of)
export const deliberateVae = (fields: Fields = {}, name = alix, of: JuryOf = {}) =>
  deliberate({ ...vaeDeliberation, ...fields }, name, of)
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
