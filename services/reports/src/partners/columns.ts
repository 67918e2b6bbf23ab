import type { Column } from '../render/document.ts'

function column(key: string, title: string, type: Column['type'], definition: string, source: string): Column {
  return { key, title, type, definition, source }
}

const habilitated = 'PartnerHabilitated, HabilitationAmended'
const decided = 'HabilitationSuspended, HabilitationReinstated, HabilitationRevoked'
const actions = 'CorrectiveActionRequested, CorrectiveActionClosed'

export const columns: readonly Column[] = [
  column('siret', 'SIRET', 'text', 'Établissement du partenaire', 'PartnerHabilitated'),
  column('nom', 'Nom', 'text', 'Nom du partenaire, quand la fiche le dit', 'fiche'),
  column('habilitation', 'Habilitation', 'text', 'Former, organiser l’évaluation, ou les deux', habilitated),
  column('blocs', 'Blocs', 'text', 'Blocs habilités', habilitated),
  column('du', 'Du', 'day', 'Premier jour', habilitated),
  column('au', 'Au', 'day', 'Dernier jour', habilitated),
  column('etat', 'État', 'text', 'État à la date d’observation', `${habilitated}, ${decided}`),
  column('audit_le', 'Dernier audit le', 'day', 'Jour du dernier audit', 'PartnerAudited'),
  column('majeurs', 'Écarts majeurs', 'integer', 'Constats du dernier audit', 'PartnerAudited'),
  column('mineurs', 'Écarts mineurs', 'integer', 'Constats du dernier audit', 'PartnerAudited'),
  column('actions_ouvertes', 'Actions ouvertes', 'integer', 'Actions correctives non closes', actions),
  column('actions_en_retard', 'Actions en retard', 'integer', 'Actions ouvertes dont l’échéance est passée', actions),
  column('transmise_le', 'Liste transmise le', 'day', 'Dernière liste envoyée à France compétences', 'PartnerListTransmitted'),
  column(
    'a_transmettre_avant',
    'À transmettre avant',
    'day',
    'Terme du plus ancien changement qu’aucune liste ne dit encore',
    `${habilitated}, ${decided}, fin de période`,
  ),
  column('dans_les_deux_mois', 'Dans les deux mois', 'flag', 'Aucun changement de plus de deux mois n’attend sa transmission', 'calcul'),
]
