import { sittingFor } from '@minutier/domain'
import { certifierSiret, fingerprintOf, idOf, type Play, type PlayActing } from '@minutier/testing'

/** Whole steps of a session, played by commands on a real ledger. Everybody is invented. */

export type Fields = Readonly<Record<string, unknown>>

export const certification = 'RNCP36582'
export const bc01 = `${certification}BC01`
export const blocs = ['BC01', 'BC02', 'BC03', 'BC04'].map((bloc) => certification + bloc)
export const sessionDay = '2024-07-02'
export const anotherCertifier = { actor: idOf('another certifier') }

/** On a day: the ledger's clock is there, unless it is past it already. */
export function on(play: Play, day: string): PlayActing {
  const instant = `${day}T10:00:00.000Z`
  if (play.now < instant) play.at(instant)
  return { occurredAt: instant }
}

const file = (reference: string): Fields => ({ reference })

async function person(play: Play, name: string, profile: Fields): Promise<string> {
  const identity = { familyName: `Exemple-${name}`, givenName: 'Dominique', birthDate: '1980-01-01' }
  return play.person(name, [
    { category: 'identity', fact: identity },
    { category: 'profile', fact: profile },
  ])
}

/** Members of the jury, and who may be called: each entered once. */
export async function jurorsOf(play: Play) {
  return {
    internal: await person(play, 'Interne', { employerSiret: certifierSiret, job: 'direction pédagogique' }),
    one: await person(play, 'Externe-un', { selfEmployed: true, job: 'consultante' }),
    two: await person(play, 'Externe-deux', { employerSiret: '55208131766522', job: 'architecte logiciel' }),
    alternate: await person(play, 'Suppléante', { selfEmployed: true }),
    staff: await person(play, 'Recruteur', { employerSiret: certifierSiret }),
  }
}
export type Jurors = Awaited<ReturnType<typeof jurorsOf>>

/** An apprentice, enrolled in September 2023. Answers the candidacy. */
export async function apprentice(play: Play, { staff }: Jurors, name: string, fields: Fields = {}): Promise<string> {
  const entry = on(play, '2023-03-01')
  const place = { route: 'CA', centreSiret: certifierSiret, territory: 'FR', ...fields }
  const application = { personId: await play.person(name), certification, ...place, pieces: ['cv', 'letter'], file: file('application') }
  const { streamId } = await play.run('ReceiveApplication', null, application, entry)
  await play.run('VerifyPrerequisite', streamId, { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file('diploma') }, entry)
  await play.run('RecordPositioningTest', streamId, { test: 'informatics', outcome: 'passed' }, entry)
  await play.run('RecordSelectionInterview', streamId, { interviewerId: staff, outcome: 'favourable' }, entry)
  await play.run('GrantAdmission', streamId, {}, entry)
  const enrolment = { ...place, enrolledOn: '2023-09-04', targetBlocs: blocs, initiative: 'employer' }
  await play.run('EnrolCandidate', streamId, enrolment, on(play, '2023-09-04'))
  return streamId
}

/** An MSPR up to its results, which are not sealed. Answers its id. */
export async function assessedMspr(
  play: Play,
  { one, two }: Jurors,
  team: readonly string[],
  failing: readonly string[] = [],
): Promise<string> {
  const day = '2023-11-06'
  const acting = on(play, day)
  const msprId = await briefedMspr(play, day)
  await play.run('FormMsprTeam', msprId, { candidacyIds: team }, acting)
  await play.run('RecordMsprPreparation', msprId, { fromOn: day, untilOn: day, allottedMinutes: 1800, accommodationIds: [] }, acting)
  for (const candidacyId of team) {
    await play.run('SubmitIndividualWork', msprId, { candidacyId, fingerprint: fingerprintOf(`work ${candidacyId}`) }, acting)
  }
  await play.run('ConstituteMsprJury', msprId, { members: [one, two].map((memberId) => ({ memberId, expertise: true })) }, acting)
  const defence = { heldOn: day, mode: 'mixed', presentIds: team, sittingIds: [one, two], plannedMinutes: 30, actualMinutes: 31 }
  await play.run('RecordMsprDefence', msprId, { ...defence, accommodationIds: [] }, acting)
  const { competences } = await play.state('certification', certification)
  for (const candidacyId of team) {
    const acquired = !failing.includes(candidacyId)
    const results = competences.filter((code) => code.startsWith('A1C')).map((competence) => ({ competence, acquired }))
    const outcome = acquired
      ? { favourableCount: 2, outcome: 'validated' }
      : { favourableCount: 0, outcome: 'notValidated', reason: 'competencesNotAcquired' }
    await play.run('AssessBloc', msprId, { candidacyId, bloc: bc01, competences: results, ...outcome }, acting)
  }
  return msprId
}

export async function briefedMspr(play: Play, day: string, fields: Fields = {}): Promise<string> {
  const documents = { briefId: idOf(`brief ${day}`), briefFingerprint: fingerprintOf(`brief ${day}`) }
  const brief = { certification, bloc: bc01, ...documents, issuerSiret: certifierSiret, caseKind: 'fictional', preparationMinutes: 1800 }
  return (await play.run('IssueMsprBrief', null, { ...brief, centreSiret: certifierSiret, ...fields }, on(play, day))).streamId
}

/** Sealed: the second member could not be reached. */
export async function sealedMspr(play: Play, { one, two }: Jurors, msprId: string, day = '2023-11-06'): Promise<void> {
  const unsigned = [{ memberId: two, reason: 'unreachable' }]
  await play.run(
    'SealMsprResults',
    msprId,
    { resultsFingerprint: fingerprintOf(`results ${msprId}`), signedIds: [one], unsigned },
    on(play, day),
  )
}

export async function compliantDossier(play: Play, candidacyId: string): Promise<void> {
  const acting = on(play, '2024-05-06')
  const workPeriod = { kind: 'alternance', fromOn: '2023-09-04', untilOn: '2024-04-30' }
  const fingerprint = fingerprintOf(`dossier ${candidacyId}`)
  await play.run('SubmitDossier', candidacyId, { pages: 55, fingerprint, workPeriod, attestation: file('attestation') }, acting)
  await play.run('AcceptDossier', candidacyId, {}, acting)
}

/** A VAE candidate whose validation file is verified. Answers the candidacy. */
export async function vaeCandidate(play: Play, name: string): Promise<string> {
  const file_ = { personId: await play.person(name), certification, centreSiret: certifierSiret, target: 'certification', targetBlocs: [] }
  const feasibility = { ...file_, territory: 'FR', receivedOn: '2024-03-04', file: file('feasibility') }
  const { streamId } = await play.run('RecordFeasibilityFile', null, feasibility, on(play, '2024-03-04'))
  await play.run('DeclareFeasibilityFileComplete', streamId, {}, on(play, '2024-03-11'))
  await play.run('GrantAdmissibility', streamId, { decidedOn: '2024-03-11' }, on(play, '2024-03-11'))
  await play.run('RecordValidationFile', streamId, { receivedOn: '2024-06-03', file: file('validation') }, on(play, '2024-06-03'))
  await play.run('VerifyValidationFile', streamId, {}, on(play, '2024-06-03'))
  return streamId
}

export async function constitutedJury(
  play: Play,
  { internal, one, two, alternate }: Jurors,
  day = sessionDay,
  fields: Fields = {},
): Promise<string> {
  const acting = on(play, day)
  const session = { certification, sessionOn: day, organiserSiret: certifierSiret, territory: 'FR', mode: 'onSite', ...fields }
  const { streamId } = await play.run('OpenJurySession', null, session, acting)
  const external = (memberId: string) => ({ memberId, seat: 'external', expertise: true })
  const inside = { memberId: internal, seat: 'internal', quality: 'innovation-pedagogy', expertise: true }
  await play.run('ConstituteJury', streamId, { members: [inside, external(one), external(two)], alternates: [external(alternate)] }, acting)
  return streamId
}

export async function convened(play: Play, juryId: string, candidacyId: string, fields: Fields = {}, day = sessionDay): Promise<void> {
  const convening = { candidacyId, object: 'final', plannedOn: day, plannedMinutes: 45, accommodationIds: [], ...fields }
  await play.run('ConveneCandidate', juryId, convening, on(play, day))
}

async function sitting(play: Play, juryId: string, candidacyId: string): Promise<string[]> {
  return sittingFor(await play.state('jury', juryId), candidacyId).map(({ memberId }) => memberId)
}

/** Convened, heard and assessed for the final épreuve. */
export async function heardFinal(play: Play, juryId: string, candidacyId: string, { minutes = 45, day = sessionDay } = {}): Promise<void> {
  const acting = on(play, day)
  await convened(play, juryId, candidacyId, {}, day)
  const time = { plannedMinutes: 45, actualMinutes: minutes, accommodationIds: [] }
  await play.run(
    'RecordDefence',
    juryId,
    { candidacyId, heldOn: day, sittingIds: await sitting(play, juryId, candidacyId), ...time },
    acting,
  )
  const gridFingerprint = fingerprintOf(`grid ${candidacyId}`)
  await play.run('RecordFinalAssessment', juryId, { candidacyId, favourable: true, gridFingerprint }, acting)
}

export async function interviewed(play: Play, juryId: string, candidacyId: string): Promise<void> {
  const acting = on(play, sessionDay)
  await play.run('ConveneCandidate', juryId, { candidacyId, object: 'vae', plannedOn: sessionDay, accommodationIds: [] }, acting)
  const sittingIds = await sitting(play, juryId, candidacyId)
  const interview = { candidacyId, heldOn: sessionDay, sittingIds, noLinkDeclaredIds: sittingIds, actualMinutes: 60 }
  await play.run('RecordVaeInterview', juryId, interview, acting)
}

/** Deliberated and decided. Answers the decision's event. */
export async function decided(play: Play, juryId: string, candidacyId: string, decision: Fields, votes: Fields = {}): Promise<string> {
  const acting = on(play, sessionDay)
  const sittingIds = await sitting(play, juryId, candidacyId)
  const deliberation = { candidacyId, sittingIds, forCount: 3, againstCount: 0, abstainedCount: 0, ...votes }
  await play.run('RecordDeliberation', juryId, deliberation, acting)
  const done = await play.run('RecordJuryDecision', juryId, { candidacyId, object: 'final', blocs: [], ...decision }, acting)
  return done.events[0]?.id ?? ''
}

export async function signed(play: Play, juryId: string, memberIds: readonly string[], day = sessionDay): Promise<void> {
  for (const memberId of memberIds) {
    await play.run('SignMinutes', juryId, { memberId, method: 'electronic', signature: file(`signature ${memberId}`) }, on(play, day))
  }
}

export async function sealedMinutes(play: Play, juryId: string, unsigned: readonly Fields[] = [], day = sessionDay): Promise<void> {
  await play.run('SealMinutes', juryId, { minutesFingerprint: fingerprintOf(`minutes ${juryId}`), unsigned }, on(play, day))
}

/** One asks for the annulment of a sealed decision, another does it. */
export async function annulled(play: Play, streamId: string, decisionEventId: string, kind: 'jury' | 'mspr', day: string): Promise<void> {
  const acting = { ...on(play, day), kind }
  const request = { decisionEventId, finalEpreuveStands: false, reason: 'appealUpheld', authority: 'certifier' }
  const asked = await play.run('RequestDecisionAnnulment', streamId, request, acting)
  await play.run('AnnulDecision', streamId, { decisionEventId, requestEventId: asked.events[0]?.id }, { ...acting, ...anotherCertifier })
}
