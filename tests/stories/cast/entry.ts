import { certifierSiret, type Play, type PlayActing } from '@minutier/testing'
import { staff } from './people.ts'
import { blocs, certification, type Fields, file, on } from './play.ts'

/** The way into a training: application, prerequisite, tests, interview, admission, enrolment. */

export interface Candidate {
  readonly personId: string
  readonly candidacyId: string
}

type From = Fields & { readonly from?: string; readonly personId?: string }

/** An application that is whole, of a new person unless the story says whose. */
export async function appliedCandidate(play: Play, name: string, { from = '2023-03-01', ...fields }: From = {}): Promise<Candidate> {
  const acting = on(play, from)
  const personId = fields.personId ?? (await play.person(name))
  const body = {
    personId,
    certification,
    route: 'CA',
    centreSiret: certifierSiret,
    territory: 'FR',
    pieces: ['cv', 'letter'],
    file: file('application'),
    ...fields,
  }
  const { streamId: candidacyId } = await play.run('ReceiveApplication', null, body, acting)
  return { personId, candidacyId }
}

export async function testedCandidate(play: Play, candidacyId: string, acting: PlayActing): Promise<void> {
  await play.run('RecordPositioningTest', candidacyId, { test: 'informatics', outcome: 'passed' }, acting)
  await play.run('RecordSelectionInterview', candidacyId, { interviewerId: await staff(play, 'Recruteur'), outcome: 'favourable' }, acting)
}

/** P1, tests, interview, admission, all on the day of the application. */
export async function admittedCandidate(play: Play, name: string, { from = '2023-03-01', ...fields }: From = {}): Promise<Candidate> {
  const candidate = await appliedCandidate(play, name, { from, ...fields })
  const { candidacyId } = candidate
  const acting = on(play, from)
  await play.run('VerifyPrerequisite', candidacyId, { ground: 'P1', evidence: 'level6-informatics', evidenceFile: file('diploma') }, acting)
  await testedCandidate(play, candidacyId, acting)
  await play.run('GrantAdmission', candidacyId, {}, acting)
  return candidate
}

export const enrolment: Fields = {
  route: 'CA',
  centreSiret: certifierSiret,
  territory: 'FR',
  enrolledOn: '2023-09-04',
  targetBlocs: blocs,
  initiative: 'employer',
}

/** Enrolled for the whole certification unless the story says otherwise. */
export async function enrolledCandidate(
  play: Play,
  name: string,
  { enrolledOn = '2023-09-04', application = {}, ...fields }: Fields & { enrolledOn?: string; application?: From } = {},
): Promise<Candidate> {
  const candidate = await admittedCandidate(play, name, application)
  await play.run('EnrolCandidate', candidate.candidacyId, { ...enrolment, enrolledOn, ...fields }, on(play, enrolledOn))
  return candidate
}
