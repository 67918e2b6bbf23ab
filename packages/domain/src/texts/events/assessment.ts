import { type Bilingual, say } from '../../kernel/judgment.ts'

/** What the events of an MSPR and of a jury session tell, and those that follow a decision of either. */
export const assessmentTexts: Readonly<Record<string, Bilingual>> = {
  MsprBriefIssued: say(
    'MSPR du bloc {bloc} : cahier des charges remis, {preparationMinutes} de préparation',
    'MSPR of bloc {bloc}: brief issued, {preparationMinutes} of preparation',
  ),
  MsprTeamFormed: say('MSPR : équipe de {candidacyIds} constituée', 'MSPR: team of {candidacyIds} formed'),
  MsprTeamMemberExcluded: say('MSPR : un membre quitte l’équipe ({reason})', 'MSPR: a member leaves the team ({reason})'),
  MsprMemberAbsent: say('MSPR : un membre absent ({reason})', 'MSPR: a member is absent ({reason})'),
  MsprPreparationRecorded: say(
    'MSPR : préparation du {fromOn} au {untilOn}, {allottedMinutes}',
    'MSPR: preparation from {fromOn} to {untilOn}, {allottedMinutes}',
  ),
  IndividualWorkSubmitted: say('MSPR : production écrite individuelle remise', 'MSPR: individual written work handed in'),
  MsprJuryConstituted: say('MSPR : jury de {members} professionnels constitué', 'MSPR: jury of {members} professionals constituted'),
  MsprDefenceHeld: say(
    'MSPR : soutenance orale tenue le {heldOn}, {actualMinutes} (prévu {plannedMinutes})',
    'MSPR: defence held on {heldOn}, {actualMinutes} (planned {plannedMinutes})',
  ),
  MsprDefenceInterrupted: say('MSPR : soutenance interrompue le {heldOn} ({reason})', 'MSPR: defence interrupted on {heldOn} ({reason})'),
  BlocAssessed: say(
    'MSPR : le jury évalue le bloc {bloc} : {outcome}, {favourableCount} voix favorables',
    'MSPR: the jury assesses bloc {bloc}: {outcome}, {favourableCount} in favour',
  ),
  MsprResultsSealed: say('MSPR : résultats scellés, {signedIds} signatures', 'MSPR: results sealed, {signedIds} signatures'),
  MsprCancelled: say('MSPR annulée ({reason})', 'MSPR cancelled ({reason})'),
  JurySessionOpened: say('Session du jury de certification ouverte pour le {sessionOn}', 'Jury session opened for {sessionOn}'),
  JuryConstituted: say(
    'Jury constitué ; membres : {members}, suppléants : {alternates}',
    'Jury constituted; members: {members}, alternates: {alternates}',
  ),
  JuryMemberRecused: say('Un membre du jury est récusé ({reason})', 'A member of the jury is recused ({reason})'),
  JuryMemberReplaced: say('Un membre du jury est remplacé ({reason})', 'A member of the jury is replaced ({reason})'),
  CandidateConvened: say(
    'Candidat convoqué devant le jury ({object}) le {plannedOn}',
    'Candidate convened before the jury ({object}) on {plannedOn}',
  ),
  CandidateUnconvened: say('Convocation levée ({reason})', 'No longer convened ({reason})'),
  CandidateAbsent: say('Candidat absent ({reason})', 'Candidate absent ({reason})'),
  CandidateExcused: say('Candidat excusé ({reason})', 'Candidate excused ({reason})'),
  DefenceHeld: say(
    'Soutenance devant {sittingIds} membres le {heldOn}, {actualMinutes} (prévu {plannedMinutes})',
    'Defence before {sittingIds} members on {heldOn}, {actualMinutes} (planned {plannedMinutes})',
  ),
  VaeInterviewHeld: say(
    'Entretien VAE devant {sittingIds} membres le {heldOn}, {actualMinutes}',
    'VAE interview before {sittingIds} members on {heldOn}, {actualMinutes}',
  ),
  DefenceInterrupted: say('Soutenance interrompue le {heldOn} ({reason})', 'Defence interrupted on {heldOn} ({reason})'),
  FinalAssessmentRecorded: say(
    'Évaluation de l’épreuve finale ; avis favorable : {favourable}',
    'Assessment of the final épreuve: favourable {favourable}',
  ),
  DeliberationHeld: say(
    'Délibération : {forCount} pour, {againstCount} contre, {abstainedCount} abstentions',
    'Deliberation: {forCount} for, {againstCount} against, {abstainedCount} abstained',
  ),
  JuryDecisionRecorded: say(
    'Décision du jury : {outcome} (épreuve finale : {finalEpreuve})',
    'Decision of the jury: {outcome} (final épreuve: {finalEpreuve})',
  ),
  MinutesSigned: say('Procès-verbal signé par un membre ({method})', 'Minutes signed by a member ({method})'),
  MinutesSealed: say(
    'Procès-verbal scellé, {signedIds} signatures : les décisions prennent effet',
    'Minutes sealed, {signedIds} signatures: decisions take effect',
  ),
  JurySessionCancelled: say('Session du jury annulée ({reason})', 'Jury session cancelled ({reason})'),
  DecisionNotified: say('Décision notifiée le {notifiedOn} ({channel})', 'Decision notified on {notifiedOn} ({channel})'),
  AppealLodged: say('Recours formé le {lodgedOn}', 'Appeal lodged on {lodgedOn}'),
  AppealDecided: say('Recours : {outcome}, le {decidedOn}', 'Appeal {outcome} on {decidedOn}'),
  DecisionAnnulmentRequested: say('Annulation d’une décision demandée ({reason})', 'Annulment of a decision requested ({reason})'),
  DecisionAnnulled: say('Décision annulée, confirmée par une autre personne', 'Decision annulled, confirmed by another person'),
}
