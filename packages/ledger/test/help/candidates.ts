import type { CommandType } from '@minutier/ledger'
import { certifierSiret, fingerprintOf, idOf, type Play, type PlayActing } from '@minutier/testing'

/** Candidates for the ledger's own tests: entered, admitted and enrolled on days of 2023, at a centre of the test's choice. */

export type Fields = Readonly<Record<string, unknown>>

export const certification = 'RNCP36582'
export const blocs = ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04'] as const
export const file = (reference: string): Fields => ({ reference })

export const application = (personId: string, fields: Fields = {}): Fields => ({
  personId,
  certification,
  route: 'CA',
  centreSiret: certifierSiret,
  territory: 'FR',
  pieces: ['cv', 'letter'],
  file: file('application'),
  ...fields,
})

/** An application of somebody new. Answers the candidacy. */
export async function applied(play: Play, name: string, fields: Fields = {}): Promise<string> {
  play.at('2023-03-01')
  return (await play.run('ReceiveApplication', null, application(await play.person(name), fields))).streamId
}

/** Enrolled for the whole certification. Answers the candidacy. */
export async function enrolled(play: Play, name: string, fields: Fields = {}): Promise<string> {
  const candidacyId = await applied(play, name, fields)
  const { centreSiret, personId } = await play.state('candidacy', candidacyId)
  await play.run('VerifyPrerequisite', candidacyId, { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file('diploma') })
  await play.run('RecordPositioningTest', candidacyId, { test: 'informatics', outcome: 'passed' })
  await play.run('RecordSelectionInterview', candidacyId, { interviewerId: personId, outcome: 'favourable' })
  await play.run('GrantAdmission', candidacyId)
  play.at('2023-09-04')
  const enrolment = { route: 'CA', centreSiret, territory: 'FR', enrolledOn: '2023-09-04', targetBlocs: blocs, initiative: 'employer' }
  await play.run('EnrolCandidate', candidacyId, enrolment)
  return candidacyId
}

export const dossier = (name: string, fields: Fields = {}): Fields => ({
  pages: 55,
  fingerprint: fingerprintOf(name),
  workPeriod: { kind: 'alternance', fromOn: '2023-09-04', untilOn: '2023-12-22' },
  attestation: file('attestation'),
  ...fields,
})

export const brief = (fields: Fields = {}): Fields => ({
  certification,
  bloc: 'RNCP36582BC01',
  briefId: idOf('brief'),
  briefFingerprint: fingerprintOf('brief'),
  issuerSiret: certifierSiret,
  caseKind: 'fictional',
  preparationMinutes: 1800,
  centreSiret: certifierSiret,
  ...fields,
})

/** A person with a profile: somebody who may sit, or who works for a body. */
export function memberOf(play: Play, name: string, profile: Fields): Promise<string> {
  const identity = { familyName: `Exemple-${name}`, givenName: 'Dominique', birthDate: '1980-01-01' }
  return play.person(name, [
    { category: 'identity', fact: identity },
    { category: 'profile', fact: 'employerSiret' in profile ? profile : { ...profile, selfEmployed: true } },
  ])
}

/** What a command comes to, in one word: its outcome, and the rule of a refusal. */
export async function outcomeOf(play: Play, type: CommandType, on: string | null, body?: Fields, who?: PlayActing): Promise<string> {
  const done = await play.attempt(type, on, body, who)
  return 'refusal' in done ? `${done.outcome} ${done.refusal.rule}` : done.outcome
}
