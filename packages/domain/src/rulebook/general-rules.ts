import type { Bilingual } from '../kernel/judgment.ts'

/** The general ledger invariants: ours, for every certification, always hard. Told in the same words wherever a rule is. */
export interface GeneralRule {
  readonly id: string
  readonly title: Bilingual
  readonly sentence: Bilingual
  /** Commands that it guards. */
  readonly guards: readonly string[] | 'all'
}

export const generalRules: readonly GeneralRule[] = [
  {
    id: 'G1',
    title: { fr: 'Chaque étape à son tour', en: 'Each step in its turn' },
    sentence: {
      fr: "Rien n'est décidé avant ce qui le fonde : jury constitué, candidat convoqué puis entendu, délibération, décision, procès-verbal scellé, effet sur le parcours, notification, délivrance.",
      en: 'Nothing is decided before what founds it: jury constituted, candidate convened then heard, deliberation, decision, minutes sealed, effect on the candidacy, notification, issuance.',
    },
    // Every row of the life cycles is under G1: any command refused because of the state that it finds cites it.
    guards: 'all',
  },
  {
    id: 'G2',
    title: { fr: 'Un seul siège par personne', en: 'One seat a person' },
    sentence: {
      fr: "Une personne n'occupe qu'un siège dans un jury, jamais celui d'un jury qui l'entend comme candidate, et ne porte qu'une qualité dans une commission.",
      en: 'A person holds one seat in a jury, never in one that hears them as a candidate, and one quality in a commission.',
    },
    guards: ['ConstituteJury', 'ReplaceJuryMember', 'ConstituteMsprJury', 'ConveneCandidate', 'GrantExceptionalAdmission'],
  },
  {
    id: 'G3',
    title: { fr: 'Signatures du procès-verbal', en: 'Signatures of the minutes' },
    sentence: {
      fr: "Tous les membres qui ont siégé signent, ou le motif de la signature manquante est donné ; plus de la moitié signent (un sur deux pour une MSPR), le président compris s'il y en a un.",
      en: 'All members who sat sign, or the reason of the missing signature is given; more than half sign (one of two for an MSPR), the president among them if there is one.',
    },
    guards: ['SealMinutes', 'SealMsprResults'],
  },
  {
    id: 'G4',
    title: { fr: 'Numéros de certificat sans trou', en: 'Certificate numbers without a gap' },
    sentence: {
      fr: "Les numéros de certificat d'un registre sont uniques et se suivent.",
      en: 'The certificate numbers of a register are unique and follow one another.',
    },
    guards: ['AssignCertificateNumber'],
  },
  {
    id: 'G5',
    title: { fr: 'Un seul certificat valide', en: 'One valid certificate' },
    sentence: {
      fr: "Une personne n'a qu'un certificat valide pour une certification, tous parcours confondus.",
      en: 'A person has one valid certificate of a certification, over all candidacies.',
    },
    guards: ['ClaimCertificate'],
  },
  {
    id: 'G6',
    title: { fr: 'Corriger sans effacer', en: 'Correct without erasing' },
    sentence: {
      fr: "Une correction est un nouvel événement qui dit ce qu'il corrige, pour quel motif et sur quelle autorité ; elle est refusée si une décision scellée repose sur ce qu'elle change, et cette décision doit d'abord être annulée.",
      en: 'A correction is a new event that says what it corrects, why and on whose authority; it is refused if a sealed decision rests on what it changes, and that decision must be annulled first.',
    },
    guards: ['RectifyFact', 'AnnulFact', 'AnnulDecision'],
  },
  {
    id: 'G7',
    title: { fr: 'Une décision ne se donne pas deux fois', en: 'A decision is not given twice' },
    sentence: {
      fr: "Une décision n'est jamais modifiée ni donnée deux fois : la première doit d'abord être annulée.",
      en: 'A decision is never edited nor given twice: the first must be annulled before.',
    },
    guards: ['RecordJuryDecision', 'AssessBloc', 'GrantAdmission', 'RefuseAdmission'],
  },
  {
    id: 'G8',
    title: { fr: 'Ni fait à venir, ni antidate cachée', en: 'No future fact, no hidden back-dating' },
    sentence: {
      fr: "Un fait n'est pas daté d'après son enregistrement ; enregistré tard, il est accepté et signalé dans chaque lecture.",
      en: 'A fact is not dated after it was recorded; recorded late, it is accepted and flagged in every reading.',
    },
    guards: 'all',
  },
  {
    id: 'G9',
    title: { fr: 'Qui agit, avec quel droit', en: 'Who acts, by which right' },
    sentence: {
      fr: "Chaque fait a un auteur, dont le rôle permet la commande, et l'identifiant d'une commande ; le même identifiant ne sert pas à une autre demande.",
      en: 'Each fact has an author, whose role allows the command, and the id of a command; the same id does not serve another request.',
    },
    guards: 'all',
  },
  {
    id: 'G10',
    title: { fr: 'La révocation garde la trace', en: 'A revocation keeps the trace' },
    sentence: {
      fr: "Un certificat révoqué reste visible comme tel, avec la date et le motif ; son numéro ne sert plus jamais, et il n'est ni réédité ni révoqué de nouveau.",
      en: 'A revoked certificate stays visible as such, with its date and reason; its number is never used again, and it is neither reissued nor revoked again.',
    },
    guards: ['RevokeCertificate', 'ReissueCertificate'],
  },
  {
    id: 'G11',
    title: { fr: 'Tout rapport laisse une trace', en: 'Every report leaves a trace' },
    sentence: {
      fr: "La production d'un rapport est un événement, écrit avant la remise du fichier, avec le nombre d'événements lus et l'empreinte du fichier ; ce nombre ne dépasse pas la taille du registre.",
      en: 'Generating a report is an event, written before the file is handed over, with the number of events read and the fingerprint of the file; that number is not beyond the size of the ledger.',
    },
    guards: ['GenerateReport'],
  },
  {
    id: 'G12',
    title: { fr: 'Deux personnes', en: 'Two people' },
    sentence: {
      fr: "Publier un règlement, annuler une décision, révoquer un certificat ou effacer une personne demande deux personnes : l'une demande, l'autre confirme.",
      en: 'Publishing a rulebook, annulling a decision, revoking a certificate or erasing a person takes two people: one asks, the other confirms.',
    },
    guards: ['ConfirmRulebook', 'AnnulDecision', 'RevokeCertificate', 'ErasePersonalData'],
  },
  {
    id: 'G13',
    title: { fr: 'Des dates qui se suivent', en: 'Dates that follow one another' },
    sentence: {
      fr: "Les dates se suivent : pas d'épreuve avant l'inscription, de soutenance avant la préparation, de décision avant l'audition, de délivrance avant la décision.",
      en: 'Dates follow one another: no épreuve before the enrolment, defence before the preparation, decision before the hearing, issuance before the decision.',
    },
    guards: 'all',
  },
  {
    id: 'G14',
    title: { fr: 'Des codes connus du règlement', en: 'Codes that the rulebook knows' },
    sentence: {
      fr: 'Certification, bloc, compétence, épreuve, voie et motif appartiennent au règlement qui juge.',
      en: 'Certification, bloc, competence, épreuve, route and reason belong to the rulebook that judges.',
    },
    guards: 'all',
  },
  {
    id: 'G15',
    title: { fr: 'Aucune donnée personnelle', en: 'No personal data' },
    sentence: {
      fr: 'Un événement ne contient aucune donnée personnelle, aucun champ inconnu, aucun texte libre.',
      en: 'An event holds no personal data, no unknown field, no free text.',
    },
    guards: 'all',
  },
  {
    id: 'G16',
    title: { fr: 'Personnes effacées', en: 'Erased persons' },
    sentence: {
      fr: "Une personne effacée ne reçoit plus de fait nouveau ; une personne dont un parcours est ouvert n'est pas effacée.",
      en: 'An erased person gets no new fact; a person with an open candidacy is not erased.',
    },
    // Whatever names a person, as the candidate of its stream or as a member, officer, decider or signatory, besides ErasePersonalData.
    guards: 'all',
  },
]
