import { z } from 'zod'
import type { Fact, FactsOf } from '../kernel/event.ts'
import {
  blocCode,
  certificationCode,
  code,
  commitment,
  commune,
  count,
  day,
  fingerprint,
  minutes,
  route,
  siret,
  territory,
  trainingRoutes,
  uuid,
} from '../kernel/scalars.ts'
import { milestones, situations } from './survey.ts'

/** Events of a candidacy: one person, one certification, one journey (certification reference, 5.4). */

const pieces = z.array(z.enum(['cv', 'letter', 'evidence'])).min(1)
const blocs = z.array(blocCode).min(1)
const blocsOrNone = z.array(blocCode)
const epreuve = z.union([z.literal('final'), z.literal('vae'), z.templateLiteral(['mspr:', blocCode])])
const commissionMember = z.strictObject({ memberId: uuid, quality: code })
const measure = z.strictObject({
  type: code,
  epreuve,
  part: code.optional(),
  normalMinutes: minutes.optional(),
  grantedMinutes: minutes.optional(),
})
const workPeriod = z.strictObject({ kind: z.enum(['stage', 'alternance']), fromOn: day, untilOn: day })
const trainingRoute = z.enum(trainingRoutes)
/** Subjects of the positioning tests. */
const positioningTest = z.enum(['informatics', 'mathematics', 'english', 'logic', 'general'])
const why = { reason: code }

export const admissionEvents = {
  ApplicationReceived: z.strictObject({
    personId: uuid,
    certification: certificationCode,
    route,
    centreSiret: siret,
    territory,
    pieces,
    fileCommitment: commitment,
  }),
  ApplicationCompleted: z.strictObject({ pieces, fileCommitment: commitment }),
  PrerequisiteVerified: z.strictObject({
    ground: z.enum(['P1', 'P2']),
    evidence: code,
    experienceMonths: count.optional(),
    evidenceCommitment: commitment,
  }),
  ExceptionalAdmissionRequested: z.strictObject({ fileCommitment: commitment }),
  ExceptionalAdmissionGranted: z.strictObject({
    commission: z.array(commissionMember).min(1),
    ...why,
    motiveCommitment: commitment.optional(),
  }),
  ExceptionalAdmissionRefused: z.strictObject({
    commission: z.array(commissionMember).min(1),
    ...why,
    motiveCommitment: commitment.optional(),
  }),
  PositioningTestTaken: z.strictObject({
    test: positioningTest,
    outcome: z.enum(['passed', 'failed']),
    resultCommitment: commitment.optional(),
  }),
  SelectionInterviewHeld: z.strictObject({ interviewerId: uuid, outcome: z.enum(['favourable', 'unfavourable']) }),
  AdmissionGranted: z.strictObject({ motiveCommitment: commitment.optional() }),
  AdmissionRefused: z.strictObject({ motiveCommitment: commitment.optional(), ...why }),
}

export const enrolmentEvents = {
  CandidateEnrolled: z.strictObject({
    route,
    centreSiret: siret,
    territory,
    enrolledOn: day,
    trainingStartsOn: day.optional(),
    targetBlocs: blocs,
    initiative: z.enum(['candidate', 'employer', 'publicService']),
  }),
  RouteChanged: z.strictObject({ route, effectiveOn: day, ...why }),
  CandidateTransferred: z.strictObject({ centreSiret: siret, territory, effectiveOn: day, ...why }),
  TargetBlocsChanged: z.strictObject({ targetBlocs: blocs, effectiveOn: day, ...why }),
  EnrolmentWithdrawn: z.strictObject({ effectiveOn: day, ...why }),
  EnrolmentResumed: z.strictObject({ effectiveOn: day, ...why }),
}

export const accommodationEvents = {
  AccommodationRequested: z.strictObject({
    accommodationId: uuid,
    receivedOn: day,
    written: z.boolean(),
    officerId: uuid,
    requestCommitment: commitment,
  }),
  AccommodationGranted: z.strictObject({
    accommodationId: uuid,
    measures: z.array(measure).min(1),
    medicalRequestId: uuid.optional(),
    effectiveOn: day,
  }),
  AccommodationRefused: z.strictObject({ accommodationId: uuid, ...why }),
  AccommodationWithdrawn: z.strictObject({ accommodationId: uuid, ...why }),
  BlocExempted: z.strictObject({ accommodationId: uuid, deciderId: uuid, decidedOn: day, bloc: blocCode }),
  EpreuvePartExempted: z.strictObject({ accommodationId: uuid, deciderId: uuid, decidedOn: day, epreuve, part: code }),
}

export const blocEvents = {
  BlocCreditedByEquivalence: z.strictObject({
    sourceBloc: blocCode,
    bloc: blocCode,
    obtainedOn: day,
    deciderId: uuid,
    proofCommitment: commitment,
  }),
  BlocCarriedOver: z.strictObject({ bloc: blocCode, acquiredOn: day, sourceCandidacyId: uuid }),
  MsprAssigned: z.strictObject({ msprId: uuid, bloc: blocCode }),
  MsprReleased: z.strictObject({ msprId: uuid, bloc: blocCode, ...why }),
  BlocValidated: z.strictObject({ msprId: uuid, bloc: blocCode, decidedOn: day, acquired: z.array(code), notAcquired: z.array(code) }),
  BlocNotValidated: z.strictObject({ msprId: uuid, bloc: blocCode, decidedOn: day, acquired: z.array(code), notAcquired: z.array(code) }),
  BlocRetakeScheduled: z.strictObject({ bloc: blocCode, attemptCount: count, plannedOn: day }),
}

export const finalEpreuveEvents = {
  DossierSubmitted: z.strictObject({ pages: z.int().min(0).max(10_000), fingerprint, workPeriod, attestationCommitment: commitment }),
  DossierDeemedCompliant: z.strictObject({}),
  DossierReturned: z.strictObject(why),
  HearingScheduled: z.strictObject({ juryId: uuid, plannedOn: day }),
  HearingMissed: z.strictObject({ juryId: uuid, ...why }),
  HearingCompleted: z.strictObject({ juryId: uuid, heardOn: day }),
  FinalEpreuveValidated: z.strictObject({ juryId: uuid, decidedOn: day, reason: code.optional() }),
  FinalEpreuveNotValidated: z.strictObject({ juryId: uuid, decidedOn: day, reason: code.optional() }),
}

export const vaeEvents = {
  FeasibilityFileReceived: z.strictObject({
    personId: uuid,
    certification: certificationCode,
    centreSiret: siret,
    target: z.enum(['certification', 'blocs']),
    targetBlocs: blocsOrNone,
    territory,
    receivedOn: day,
    companionId: uuid.optional(),
    fileCommitment: commitment,
  }),
  FeasibilityFileDeclaredIncomplete: z.strictObject({ decidedOn: day, ...why }),
  FeasibilityFileCompleted: z.strictObject({ receivedOn: day, fileCommitment: commitment }),
  FeasibilityFileDeclaredComplete: z.strictObject({}),
  AdmissibilityGranted: z.strictObject({ decidedOn: day }),
  AdmissibilityRefused: z.strictObject({ decidedOn: day, ...why }),
  AdmissibilityDeemedGranted: z.strictObject({ termOn: day }),
  ValidationFileReceived: z.strictObject({ receivedOn: day, fileCommitment: commitment }),
  ValidationFileFlagged: z.strictObject(why),
  ValidationFileVerified: z.strictObject({}),
  VaeTotallyValidated: z.strictObject({ juryId: uuid, decidedOn: day, blocs: blocsOrNone, reason: code.optional() }),
  VaePartiallyValidated: z.strictObject({ juryId: uuid, decidedOn: day, blocs: blocsOrNone, reason: code.optional() }),
  VaeRefused: z.strictObject({ juryId: uuid, decidedOn: day, blocs: blocsOrNone, reason: code.optional() }),
  VaeAbandoned: z.strictObject(why),
  VaeDeclaredStale: z.strictObject(why),
  VaeResumed: z.strictObject(why),
}

/** The number printed before there was a ledger: only an import brings it. */
const externalNumber = z.string().regex(/^[A-Za-z0-9 ./_-]{1,60}$/)
export const certificateNumber = z.string().regex(/^RNCP[0-9]{1,6}-[0-9]{4}-[0-9]{6}$/)

export const certificateEvents = {
  CertificationAwarded: z.strictObject({ juryId: uuid, decidedOn: day }),
  // The session or the MSPR whose decision was annulled; neither when a bloc carried over from another candidacy ended there.
  DecisionAnnulmentNoted: z.strictObject({
    decisionEventId: uuid,
    blocs: blocsOrNone,
    epreuve: z.literal('final').optional(),
    juryId: uuid.optional(),
    msprId: uuid.optional(),
  }),
  IssuanceApproved: z.strictObject({
    issuedOn: day,
    issuedAtCommune: commune,
    signatoryId: uuid,
    externalNumber: externalNumber.optional(),
  }),
  IssuanceBlocked: z.strictObject(why),
  CertificateIssued: z.strictObject({
    certificateNumber,
    externalNumber: externalNumber.optional(),
    issuedOn: day,
    issuedAtCommune: commune,
    signatoryId: uuid,
    holderCommitment: commitment,
  }),
  CertificateReissued: z.strictObject({
    certificateNumber,
    reissuedOn: day,
    issuedAtCommune: commune,
    signatoryId: uuid,
    ...why,
    holderCommitment: commitment,
  }),
  CertificateRevocationRequested: z.strictObject({ certificateNumber, ...why }),
  CertificateRevoked: z.strictObject({ certificateNumber, requestEventId: uuid, effectiveOn: day }),
}

/** Events that later issues serve: they are part of the language, so that an old reader knows them, and no command makes them yet. */
export const followUpEvents = {
  CredentialPublished: z.strictObject({
    certificateNumber,
    format: z.literal('ob3'),
    verificationMethod: z.string().max(500),
    credentialCommitment: commitment,
    statusIndex: count,
  }),
  PassageExcluded: z.strictObject(why),
  PassageReserved: z.strictObject({ batchId: uuid, certificateNumber }),
  PassageSettled: z.strictObject({
    batchId: uuid,
    certificateNumber,
    result: z.enum(['accepted', 'alreadyKnown', 'rejected', 'released']),
    code: code.optional(),
  }),
  SurveySent: z.strictObject({ surveyId: uuid, milestone: z.enum(milestones), sentOn: day }),
  SurveyAnswered: z.strictObject({
    surveyId: uuid,
    answeredOn: day,
    situation: z.enum(situations),
    answerCommitment: commitment,
  }),
  SurveyClosed: z.strictObject({ surveyId: uuid, outcome: z.enum(['answered', 'unanswered']) }),
}

export const candidacyEvents = {
  ...admissionEvents,
  ...enrolmentEvents,
  ...accommodationEvents,
  ...blocEvents,
  ...finalEpreuveEvents,
  ...vaeEvents,
  ...certificateEvents,
  ...followUpEvents,
}

export type CandidacyFacts = FactsOf<typeof candidacyEvents>
export type CandidacyEvent<K extends keyof CandidacyFacts = keyof CandidacyFacts> = Fact<CandidacyFacts, K>
export { trainingRoute }
