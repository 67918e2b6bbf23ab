import type { Candidate } from './candidates.ts'
import { identityOf } from './names.ts'
import type { Promotion } from './promotion.ts'
import { certification, staff } from './school.ts'

/** The way into a training: application, prerequisite, test, interview, admission, enrolment. */

export function entered(promotion: Promotion, candidate: Candidate): void {
  const { random, write, on } = promotion
  const { number, candidacyId: stream, route } = candidate
  const name = `c-${number}`
  const from = -random.between(14, 28)
  applied(promotion, candidate, from)
  if (candidate.exceptional) exceptionally(promotion, candidate, from + 1)
  else prerequisite(promotion, candidate, from + 1)
  const refused = candidate.entry === 'refused'
  const test = { test: random.pick(['informatics', 'mathematics', 'logic', 'general']), outcome: refused ? 'failed' : 'passed' }
  write(on(from + 5), { id: `${name}-test`, type: 'RecordPositioningTest', stream, body: test })
  const interview = { interviewerId: staff.recruiter, outcome: refused ? 'unfavourable' : 'favourable' }
  write(on(from + 6), { id: `${name}-interview`, type: 'RecordSelectionInterview', stream, body: interview })
  if (refused) {
    const reason = random.pick(['levelInsufficient', 'testInsufficient', 'interviewUnfavourable', 'projectMismatch'])
    write(on(from + 9), { id: `${name}-admission`, type: 'RefuseAdmission', stream, body: { reason } })
    return
  }
  write(on(from + 9), { id: `${name}-admission`, type: 'GrantAdmission', stream, body: {} })
  if (candidate.entry === 'admitted') return
  const enrolledOn = on(random.between(0, 4))
  const byEmployer = route === 'CA' || route === 'CQ'
  const initiative = byEmployer ? 'employer' : route === 'FC' ? random.pick(['candidate', 'publicService']) : 'candidate'
  const body = { route, ...placeOf(promotion), enrolledOn, targetBlocs: candidate.targetBlocs, initiative }
  write(enrolledOn, { id: `${name}-enrolment`, type: 'EnrolCandidate', stream, body })
}

function placeOf({ centreSiret }: Promotion) {
  return { centreSiret, territory: 'FR' }
}

function applied(promotion: Promotion, { number, personId, route }: Candidate, from: number): void {
  const { random, write, on } = promotion
  const facts = [identityOf(number, random, [1975, 2001])]
  write(on(from), { id: `p-${number}`, type: 'RecordIdentity', body: { facts } })
  const file = { reference: `candidature ${number}` }
  const body = { personId, certification, route, ...placeOf(promotion), pieces: ['cv', 'letter'], file }
  write(on(from), { id: `c-${number}`, type: 'ReceiveApplication', body })
}

/** P1, or P2 with the years that it asks for. */
function prerequisite({ random, write, on }: Promotion, { number, candidacyId: stream }: Candidate, after: number): void {
  const evidenceFile = { reference: `titre ${number}` }
  const body = random.chance(0.7)
    ? { ground: 'P1', evidence: random.pick(['bac3-informatics', 'level6-informatics']), evidenceFile }
    : {
        ground: 'P2',
        evidence: random.pick(['bac2-informatics', 'level5-informatics']),
        experienceMonths: random.between(12, 96),
        evidenceFile,
      }
  write(on(after), { id: `c-${number}-prerequisite`, type: 'VerifyPrerequisite', stream, body })
}

/** P3: a commission lets in somebody who has neither. */
function exceptionally({ random, write, on }: Promotion, { number, candidacyId: stream }: Candidate, after: number): void {
  const name = `c-${number}-exception`
  const file = { reference: `demande exceptionnelle ${number}` }
  write(on(after), { id: name, type: 'RequestExceptionalAdmission', stream, body: { file } })
  const commission = [
    { memberId: staff.pedagogy, quality: 'pedagogical-direction' },
    { memberId: staff.recruiter, quality: 'recruitment' },
  ]
  const body = { commission, reason: random.pick(['experienceEquivalent', 'trainingEquivalent']) }
  write(on(after + 3), { id: `${name}-granted`, type: 'GrantExceptionalAdmission', stream, body })
}
