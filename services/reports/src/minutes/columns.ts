import type { Column, ColumnType } from '../render/document.ts'

const column =
  (type: ColumnType) =>
  (key: string, title: string, definition: string, source: string): Column => ({ key, title, type, definition, source })
const text = column('text')
const day = column('day')
const integer = column('integer')

const opening = 'JurySessionOpened, MsprBriefIssued'
const constitution = 'JuryConstituted, JuryMemberReplaced, MsprJuryConstituted'
const sealing = 'MinutesSealed, MsprResultsSealed'
const decision = 'JuryDecisionRecorded, BlocAssessed'

export const sessionColumns: readonly Column[] = [
  text('document', 'Document', 'projet avant le scellement ; définitif ; annulé ; extrait pour un centre', 'calcul'),
  text('fiche', 'Fiche', 'Code de la certification', 'fiche'),
  text('intitule', 'Intitulé', 'Intitulé de la certification', 'fiche'),
  integer('niveau', 'Niveau', 'Niveau du cadre national', 'fiche'),
  text('certificateur', 'Certificateur', 'Organisme certificateur', 'fiche'),
  text('session', 'Session', 'Identifiant de la session, ou de la MSPR', opening),
  text('nature', 'Nature', 'Jury de certification, ou jury de MSPR', opening),
  day('date', 'Date', 'Jour de la session ; pour une MSPR, de la soutenance', 'JurySessionOpened, MsprDefenceHeld'),
  text('mode', 'Mode', 'Sur place, à distance, mixte', 'JurySessionOpened, MsprDefenceHeld'),
  text('lieu', 'Lieu (SIRET)', 'Centre qui organise la session', opening),
  text('territoire', 'Territoire', 'Territoire de la session', 'JurySessionOpened'),
  text('epreuve', 'Épreuve', 'final, vae, ou mspr et le bloc', 'CandidateConvened, MsprBriefIssued'),
  text('etat', 'État', 'Où en est la session', 'calcul'),
  text('pv_empreinte', 'Empreinte du PV', 'SHA-256 du procès-verbal', sealing),
  day('pv_scelle_le', 'PV scellé le', 'Jour du scellement', sealing),
]

const member = text('membre', 'Membre', 'Identifiant du membre du jury', constitution)
const memberName = text('nom', 'Nom', 'Nom d’usage et prénom du membre', 'coffre')

export function compositionColumns(named: boolean): readonly Column[] {
  return [
    member,
    ...(named ? [memberName, text('fonction', 'Fonction', 'Fonction du membre', 'coffre')] : []),
    text('qualite', 'Qualité', 'Qualité au titre de laquelle le membre siège', constitution),
    text('siege', 'Siège', 'Interne ou externe', constitution),
    text('situation', 'Situation', 'Titulaire, remplaçant, récusé ou remplacé', 'JuryMemberRecused, JuryMemberReplaced'),
  ]
}

export function candidateColumns(named: boolean): readonly Column[] {
  return [
    text('reference', 'Référence', 'Numéro du certificat, sinon identifiant du parcours', 'CertificateIssued'),
    ...(named ? [text('nom', 'Nom', 'Nom d’usage et prénom du candidat', 'coffre')] : []),
    text('voie', 'Voie', 'Voie d’accès', 'CandidateEnrolled, RouteChanged, FeasibilityFileReceived'),
    text('objet', 'Objet', 'Ce sur quoi le jury se prononce', 'CandidateConvened, MsprBriefIssued'),
    text('presence', 'Présence', 'Entendu, absent, excusé, sur dossier', 'CandidateAbsent, CandidateExcused'),
    day('entendu_le', 'Entendu le', 'Jour de la soutenance ou de l’entretien', 'DefenceHeld, VaeInterviewHeld, MsprDefenceHeld'),
    text('blocs_acquis', 'Blocs acquis', 'Blocs acquis à la décision, ceux qu’elle donne compris', decision),
    text('competences_non_acquises', 'Compétences non acquises', 'Du bloc évalué par une MSPR', 'BlocAssessed'),
    text('avis', 'Avis', 'Évaluation de l’épreuve finale', 'FinalAssessmentRecorded'),
    text('epreuve_finale', 'Épreuve finale', 'Validée ou non', 'JuryDecisionRecorded'),
    text('issue', 'Issue', 'Issue de la certification, ou du bloc', decision),
    text('motif', 'Motif', 'Motif de la décision, ou de l’absence', decision),
    ...(named ? [text('motivation', 'Motivation', 'Motivation de la décision', 'coffre')] : []),
    integer('pour', 'Pour', 'Voix pour', 'DeliberationHeld, BlocAssessed'),
    integer('contre', 'Contre', 'Voix contre', 'DeliberationHeld'),
    integer('abstentions', 'Abstentions', 'Abstentions', 'DeliberationHeld'),
    text('president', 'Président', 'Identifiant du président du jury de VAE', 'DeliberationHeld'),
    text('annulation', 'Annulation', 'Quand, pourquoi et par qui la décision fut annulée', 'DecisionAnnulmentRequested, DecisionAnnulled'),
  ]
}

export function signatureColumns(named: boolean): readonly Column[] {
  return [
    member,
    ...(named ? [memberName] : []),
    text('signature', 'Signature', 'Signé, ou motif de l’absence de signature', `MinutesSigned, ${sealing}`),
    day('signe_le', 'Signé le', 'Jour de la signature', 'MinutesSigned'),
    text('methode', 'Méthode', 'Manuscrite ou électronique', 'MinutesSigned'),
  ]
}

export const eventColumns: readonly Column[] = [
  integer('position', 'Position', 'Rang de l’événement dans le registre', 'registre'),
  text('survenu_a', 'Survenu à', 'Instant du fait, UTC', 'registre'),
  text('enregistre_a', 'Enregistré à', 'Instant de l’enregistrement, UTC', 'registre'),
  text('evenement', 'Événement', 'Type de l’événement', 'registre'),
  text('candidat', 'Candidat', 'Référence du candidat dont c’est le fait', 'registre'),
  text('effet', 'Effet', 'L’événement en une phrase', 'registre'),
]
