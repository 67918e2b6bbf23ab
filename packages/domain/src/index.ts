export type { Context, HouseContext } from './aggregate.ts'
export { candidacyOfTechnicalId, type Passage, passageOf, technicalIdOf } from './candidacy/certificate.ts'
export { termOf as admissibilityTermOf } from './candidacy/judge/admissibility.ts'
export { entryWindow } from './candidacy/judge/registration.ts'
export { openVae } from './candidacy/judge/vae-states.ts'
export { certificationChecks, missingFor } from './candidacy/requirements.ts'
export type { Acquisition, Candidacy } from './candidacy/state.ts'
export { blocOf, missingBlocs, underlyingStatus } from './candidacy/state.ts'
export { type SurveyAnswer, surveyAnswer, surveyContracts, surveyDueOn } from './candidacy/survey.ts'
export { firstObtentionSent, lastSendingDay } from './candidacy/transmission-term.ts'
export {
  type CommandType,
  commandBodies,
  commandInputs,
  commands,
  commandsOfEvent,
  commandTypes,
  eventSchemas,
  isCommandType,
} from './catalogue.ts'
export { type Certification, grantRuns, registrationOn, rulebookInForce } from './certification/state.ts'
export type { CommandDefinition } from './command.ts'
export { correctedFacts, correctedHistory, isCorrection } from './corrections/history.ts'
export { type DecidedEvent, type Decision, decide, record } from './decide.ts'
export { advance, emptyStream, evolve, factOf, foldHistory, foldStream } from './fold.ts'
export type { Folded } from './folded.ts'
export { importKinds } from './import/events.ts'
export { isImported } from './import/imported.ts'
export type { Import } from './import/state.ts'
export { type Judged, judge, judgeHistory, sourcesBefore } from './judge.ts'
export { lastNotificationDay } from './jury/aftermath/judge.ts'
export { lastJuryDay } from './jury/judge/convening.ts'
export { type Jury, sittingFor, whoSat } from './jury/state.ts'
export type { Entry, Envelope, Fact, Read, Role } from './kernel/event.ts'
export { roles } from './kernel/event.ts'
export {
  type Bilingual,
  type Detail,
  type Judgment,
  judged,
  need,
  type Refusal,
  type Statement,
  say,
  type Waiver,
  within,
} from './kernel/judgment.ts'
export type { Route } from './kernel/scalars.ts'
export { certificationCode, code, day, fingerprint, instant, sirenOf, siret, uuid, version } from './kernel/scalars.ts'
export { type Category, personFact, sealedMembers } from './kernel/sealed.ts'
export { entryFrom } from './kernel/stored.ts'
export { addDays, addMonths, dayOf, daysBetween, endOfMonthAfter, legalDay, yearOf } from './kernel/time.ts'
export type { Draft, NewFact } from './making.ts'
export type { Mspr } from './mspr/state.ts'
export { decidersOf } from './mspr/team.ts'
export { type HabilitationNeed, habilitationGap, habilitationOn } from './partner/habilitation.ts'
export { type ListTerm, openListTerms } from './partner/list-term.ts'
export type { Habilitation, HabilitationScope, Partner } from './partner/state.ts'
export { type CivilStatus, civilStatus, contact, type Profile, profile } from './person/facts.ts'
export type { Person } from './person/state.ts'
export { NotLoaded, type Reads, type Sources, trackReads } from './reads.ts'
export type { Register } from './register/state.ts'
export { mayRecordFacts, type Right, rightOf } from './rights.ts'
export { checkRulebook } from './rulebook/check.ts'
export { explained, statementOf } from './rulebook/explain.ts'
export { type Fiche, ficheSchema, registrationOf } from './rulebook/fiche.ts'
export { generalRules } from './rulebook/general-rules.ts'
export { houseReasons } from './rulebook/house-reasons.ts'
export { rulebookFor } from './rulebook/in-force.ts'
export { rncp36582Fiche, rncp36582Rulebook } from './rulebook/rncp36582.ts'
export { ruleOf } from './rulebook/rule-of.ts'
export { type Rule, type Rulebook, rulebookSchema } from './rulebook/schema.ts'
export type { FactsByKind, States } from './states.ts'
export { type Kind, kinds, parseStream, registerStream, streamOf, streamPrefixes } from './streams.ts'
export { codeText, dayText, eventTexts, type Language, narrate, recordedLate } from './texts/narrate.ts'
export { mostIdsListed, mostRejectionsListed } from './transmission/events.ts'
export { judgeReport, type ReportedResult, stillToList } from './transmission/report.ts'
export {
  type Answer,
  answerTo,
  isListed,
  isLive,
  itemsOf,
  type Report,
  reportOf,
  type Transmission,
  type TransmissionStatus,
  unansweredItems,
} from './transmission/state.ts'
export { schemaVersionOf, schemaVersions, upcast } from './upcast.ts'
export { dossierOf, type JudgedEntry } from './verdicts/dossier.ts'
export { type Clock, type Instant, sourcesAt } from './verdicts/instant.ts'
export { type SessionVerdict, sessionVerdicts } from './verdicts/session.ts'
export { remainingSteps, type Step } from './verdicts/steps.ts'
export type { EventRef } from './verdicts/tally.ts'
export { type Verdict, type VerdictStatus, type Verdicts, verdictsOf } from './verdicts/verdicts.ts'
export type { Work } from './work/state.ts'
