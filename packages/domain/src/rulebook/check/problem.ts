import type { Bilingual } from '../../kernel/judgment.ts'

/** What keeps a document from being a rulebook that may be published, for the person who wrote it. */
export interface Problem {
  /** Where in the document, such as `jury.seats[0].count`; empty for the whole. */
  readonly path: string
  readonly code: string
  /** The rule of the document that refuses, or that is missing or in excess. */
  readonly rule?: string
  readonly message: string
  readonly messageFr: string
}

interface Details {
  readonly found?: string | number
  readonly expected?: string | number
  readonly rule?: string
}

/** Every code but `schema`, whose messages come from the schema itself. `{found}` and `{expected}` are filled in. */
const texts = {
  foreignVersion: { en: 'the version {found} does not start with {expected}', fr: 'la version {found} ne commence pas par {expected}' },
  badSiret: { en: '{found} is not a SIRET', fr: "{found} n'est pas un SIRET" },
  repeated: { en: '{found} is there twice', fr: '{found} figure deux fois' },
  foreignBloc: { en: '{found} is not a bloc of {expected}', fr: "{found} n'est pas un bloc de {expected}" },
  foreignCompetence: {
    en: 'the competence {found} does not belong to activity {expected}',
    fr: "la compétence {found} n'appartient pas à l'activité {expected}",
  },
  seatsDoNotAddUp: {
    en: 'the seats make {found} members, the jury has {expected}',
    fr: 'les sièges font {found} membres, le jury {expected}',
  },
  unknownQuality: {
    en: "{found} is not among the seat's qualities: {expected}",
    fr: "{found} n'est pas une des qualités du siège : {expected}",
  },
  partnerSeatClosed: {
    en: 'qualities are listed for a partner, whose director is not internal here',
    fr: "des qualités sont données pour un partenaire, dont le directeur n'est pas interne ici",
  },
  circularOrder: { en: 'the order of the blocs goes round in a circle at {found}', fr: "l'ordre des blocs tourne en rond à {found}" },
  ownSource: {
    en: 'a bloc of this certification cannot be the source: {found}',
    fr: 'un bloc de cette certification ne peut être la source : {found}',
  },
  unknownPart: {
    en: '{found} is not a part of that épreuve: {expected}',
    fr: "{found} n'est pas une partie de cette épreuve : {expected}",
  },
  unknownAccommodation: {
    en: '{found} is not a type of accommodation: {expected}',
    fr: "{found} n'est pas un type d'aménagement : {expected}",
  },
  generalRule: {
    en: '{found} is a general invariant, no rulebook has it',
    fr: '{found} est un invariant général, aucun règlement ne le porte',
  },
  unknownGuard: { en: '{found} is not a command', fr: "{found} n'est pas une commande" },
  proposalMismatch: {
    en: 'a rule is for R exactly when it guards ProposeRulebook',
    fr: 'une règle vaut pour R si et seulement si elle garde ProposeRulebook',
  },
  waiversMismatch: {
    en: 'reasons that waive a rule belong to a rule of strength motive, which needs them',
    fr: 'les motifs qui lèvent une règle vont avec une règle de force motive, qui en a besoin',
  },
  missingRule: { en: 'the rule {found} is missing', fr: 'la règle {found} manque' },
  ruleWithoutObject: { en: 'the rule {found} has nothing to judge here', fr: "la règle {found} n'a rien à juger ici" },
  unknownReasonEvent: { en: 'the event {found} carries no reason', fr: "l'événement {found} ne porte pas de motif" },
  missingReasons: { en: 'the reasons of {found} are missing', fr: 'les motifs de {found} manquent' },
  requiredReason: {
    en: 'the reason {found} is needed: rules and processes write it',
    fr: "le motif {found} est nécessaire : des règles ou des processus l'écrivent",
  },
  carriedReason: {
    en: 'the reason {found} is accepted for {expected}, whose effect this event repeats',
    fr: "le motif {found} est accepté pour {expected}, dont cet événement répète l'effet",
  },
  unknownReason: { en: 'the reason {found} has no text', fr: "le motif {found} n'a pas de libellé" },
  forbiddenCondition: {
    en: 'the condition {found} is forbidden by rule {expected} of this very rulebook',
    fr: 'la condition {found} est interdite par la règle {expected} de ce règlement même',
  },
  routeWithoutJury: { en: 'no jury is defined for the open route {found}', fr: "aucun jury n'est défini pour la voie ouverte {found}" },
  closedRoute: {
    en: 'the route {found} is not open in the register: {expected}',
    fr: "la voie {found} n'est pas ouverte au répertoire : {expected}",
  },
  foreignCertification: {
    en: 'the document is for {found}, the register entry is {expected}',
    fr: 'le document vise {found}, la fiche est {expected}',
  },
  foreignCertifier: {
    en: '{found} is not a certifier of the register entry: {expected}',
    fr: "{found} n'est pas un certificateur de la fiche : {expected}",
  },
  notInRegister: { en: '{found} is not in the register entry', fr: "{found} n'est pas dans la fiche" },
  leftOut: { en: '{found} of the register entry is left out', fr: '{found}, qui est dans la fiche, est oublié' },
} as const satisfies Record<string, Bilingual>

export type ProblemCode = keyof typeof texts

export function problem(code: ProblemCode, path: string, { found = '', expected = '', rule }: Details = {}): Problem {
  const filled = (text: string) => text.replaceAll('{found}', () => String(found)).replaceAll('{expected}', () => String(expected))
  return { path, code, ...(rule !== undefined && { rule }), message: filled(texts[code].en), messageFr: filled(texts[code].fr) }
}

/** A problem for each value that stands before it in the list. */
export function repeated(values: readonly string[], pathOf: (index: number) => string): Problem[] {
  return values.flatMap((value, index) => (values.indexOf(value) < index ? [problem('repeated', pathOf(index), { found: value })] : []))
}
