import type { Column, ColumnType } from '../render/document.ts'

const column =
  (type: ColumnType) =>
  (key: string, title: string, definition: string, source: string): Column => ({ key, title, type, definition, source })
const text = column('text')
const day = column('day')
const integer = column('integer')

const opening = 'JurySessionOpened, MsprBriefIssued'
const constitution = 'JuryConstituted, JuryMemberReplaced, MsprJuryConstituted'
const hearing = 'DefenceHeld, VaeInterviewHeld, MsprDefenceHeld'
const sealing = 'MinutesSealed, MsprResultsSealed'

/** Rules on juries, each with its verdict on the session. */
export const juryRules = ['J1', 'J2', 'J3', 'J4', 'J5', 'J6'] as const

const ofSession: readonly Column[] = [
  text('session', 'Session', 'Identifiant de la session, ou de la MSPR', opening),
  text('nature', 'Nature', 'Jury de certification, ou jury de MSPR', opening),
  day('date', 'Date', 'Jour de la session ; pour une MSPR, de la soutenance', 'JurySessionOpened, MsprDefenceHeld'),
  text('mode', 'Mode', 'Sur place, à distance, mixte', 'JurySessionOpened, MsprDefenceHeld'),
  text('lieu', 'Lieu (SIRET)', 'Centre qui organise la session', opening),
  text('territoire', 'Territoire', 'Territoire de la session', 'JurySessionOpened'),
  text('etat', 'État', 'Où en est la session', 'calcul'),
  text('voie', 'Voie', 'Voies d’accès des candidats convoqués', 'CandidateEnrolled, RouteChanged, FeasibilityFileReceived'),
  text('epreuve', 'Épreuve', 'final, vae, ou mspr et le bloc', 'CandidateConvened, MsprBriefIssued'),
  text('membre', 'Membre', 'Identifiant du membre du jury', constitution),
]

const names: readonly Column[] = [
  text('nom', 'Nom', 'Nom d’usage et prénom du membre', 'coffre'),
  text('employeur', 'Employeur (SIRET)', 'Employeur du membre', 'coffre'),
  text('fonction', 'Fonction', 'Fonction du membre', 'coffre'),
]

const ofMember: readonly Column[] = [
  text('qualite', 'Qualité', 'Qualité au titre de laquelle le membre siège', constitution),
  text('siege', 'Siège', 'Interne ou externe', constitution),
  text('lien', 'Lien', 'Lien avec l’organisme certificateur ou un partenaire', constitution),
  text('situation', 'Situation', 'Titulaire, remplaçant, récusé ou remplacé', 'JuryMemberRecused, JuryMemberReplaced'),
  integer('candidats_entendus', 'Candidats entendus', 'Candidats que ce membre a entendus', hearing),
  integer('minutes_prevues', 'Minutes prévues', 'Durée prévue de ces soutenances ; un entretien de VAE n’en a pas', hearing),
  integer('minutes_effectives', 'Minutes effectives', 'Durée effective de ces soutenances et entretiens', hearing),
  text('pv_empreinte', 'Empreinte du PV', 'SHA-256 du procès-verbal', sealing),
  day('pv_scelle_le', 'PV scellé le', 'Jour du scellement', sealing),
  text('signature', 'Signature', 'Signature du membre, ou motif de son absence', `MinutesSigned, ${sealing}`),
]

const conformity = juryRules.map((rule) => text(rule, rule, `Verdict de la règle ${rule} sur la session, et ce qui l’a levée`, 'verdicts'))

export function columnsOf({ named }: { readonly named: boolean }): readonly Column[] {
  return [...ofSession, ...(named ? names : []), ...ofMember, ...conformity]
}
