import type { surveyContracts } from '@minutier/domain'
import type { Column, ColumnType } from '../render/document.ts'

/** What stands for a fact that is in the vault no more. */
export const erased = 'effacé'

export const situations: Readonly<Record<string, string>> = {
  targetJob: 'métier visé',
  otherJob: 'autre emploi',
  notEmployed: 'sans emploi',
  neutralised: 'neutralisé',
}

export const contracts: Readonly<Record<(typeof surveyContracts)[number], string>> = {
  CDI: 'CDI',
  CDD: 'CDD',
  interim: 'intérim',
  selfEmployed: 'indépendant',
  apprenticeship: 'alternance',
  publicService: 'fonction publique',
  other: 'autre',
}

function column(key: string, title: string, type: ColumnType, definition: string, source: string): Column {
  return { key, title, type, definition, source }
}

/** Those of the vault are in the named form alone. */
export function columnsOf(named: boolean): Column[] {
  const vault = (key: string, title: string, type: ColumnType, definition: string) =>
    named ? [column(key, title, type, definition, 'coffre')] : []
  return [
    column('promotion', 'Promotion', 'integer', 'Année de la promotion', 'CertificationAwarded'),
    column('reference', 'Référence', 'text', 'Numéro du certificat, sinon candidature', 'CertificateIssued'),
    ...vault('nom', 'Nom', 'text', 'Nom de naissance et prénom'),
    column('voie', 'Voie', 'text', 'Voie d’accès', 'CandidateEnrolled, RouteChanged'),
    column('partenaire', 'Centre (SIRET)', 'text', 'Centre du candidat', 'CandidateEnrolled, CandidateTransferred'),
    column('obtenue_le', 'Obtenue le', 'day', 'Jour de la décision du jury', 'CertificationAwarded'),
    column('situation_6m', 'Situation à 6 mois', 'text', 'Dernière réponse', 'SurveyAnswered'),
    ...vault('contrat', 'Contrat', 'text', 'À six mois'),
    ...vault('poste', 'Intitulé du poste', 'text', 'À six mois'),
    ...vault('metier_vise', 'Métier visé', 'flag', 'À six mois'),
    ...vault('cadre', 'Cadre', 'flag', 'À six mois'),
    ...vault('salaire', 'Salaire brut annuel', 'integer', 'En euros, à six mois'),
    ...vault('employeur', 'Employeur', 'text', 'À six mois'),
    column('repondu_6m', 'Répondu le (6 mois)', 'day', 'Date de la réponse', 'SurveyAnswered'),
    column('situation_24m', 'Situation à 24 mois', 'text', 'Dernière réponse', 'SurveyAnswered'),
    column('repondu_24m', 'Répondu le (24 mois)', 'day', 'Date de la réponse', 'SurveyAnswered'),
  ]
}
