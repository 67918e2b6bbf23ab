import type { Language } from '@minutier/domain'
import { shown } from './shown.ts'

/** Why a file gives no fiche, and what to do. `{}` stands for what was found. */
export const ficheErrors = {
  FICHE_FILE_UNREADABLE: { fr: '{} : illisible', en: '{}: cannot be read' },
  FICHE_ZIP_DAMAGED: {
    fr: 'archive zip tronquée ou endommagée : téléchargez-la à nouveau ({})',
    en: 'zip cut or damaged: download it again ({})',
  },
  FICHE_ZIP_CONTENT: {
    fr: 'l’archive doit contenir un seul fichier XML ; elle en contient {}',
    en: 'the zip must hold one XML file; it holds {}',
  },
  FICHE_ZIP_BOMB: { fr: 'archive refusée : {}', en: 'zip refused: {}' },
  FICHE_ENCODING: {
    fr: 'encodage refusé : {} ; on lit UTF-8, et ISO-8859-1 s’il est déclaré',
    en: 'encoding refused: {}; UTF-8 is read, and ISO-8859-1 where it is declared',
  },
  FICHE_DOCTYPE: { fr: 'le fichier déclare une DTD ou des entités : refusé', en: 'the file declares a DTD or entities: refused' },
  FICHE_NOT_XML: { fr: 'ce n’est pas du XML bien formé : {}', en: 'not well-formed XML: {}' },
  FICHE_CUT: { fr: 'le fichier est coupé : téléchargez-le à nouveau', en: 'the file is cut: download it again' },
  FICHE_ELEMENT_TOO_LARGE: {
    fr: 'refusé : un élément de plus de {} caractères',
    en: 'refused: an element of more than {} characters',
  },
  FICHE_TOO_LARGE: { fr: 'refusé : une fiche de plus de {} caractères', en: 'refused: a fiche of more than {} characters' },
  FICHE_TOO_DEEP: { fr: 'refusé : des éléments imbriqués sur plus de {} niveaux', en: 'refused: elements nested deeper than {} levels' },
  FICHE_NOT_EXPORT: {
    fr: 'ce n’est pas un export du répertoire : racine {}, FICHES attendu',
    en: 'not an export of the register: root {}, expected FICHES',
  },
  FICHE_NONE: { fr: 'le fichier ne contient aucune fiche', en: 'the file holds no fiche' },
  FICHE_SEVERAL: {
    fr: 'le fichier contient plusieurs fiches ({}…) : nommez-en une par --code',
    en: 'the file holds several fiches ({}…): name one with --code',
  },
  FICHE_NOT_THERE: { fr: 'la fiche demandée n’est pas dans le fichier : {}', en: 'the fiche asked for is not in the file: {}' },
  FICHE_TWICE: { fr: '{} est deux fois dans le fichier, avec un contenu différent', en: '{} is twice in the file, and not the same' },
  FICHE_NOT_RNCP: { fr: '{} n’est pas une fiche du RNCP', en: '{} is no fiche of the RNCP' },
  FICHE_INCOMPLETE: {
    fr: 'la fiche ne dit pas tout ce qu’un enregistrement demande : {}',
    en: 'the fiche does not say all that a registration needs: {}',
  },
  FICHE_COMPETENCES: {
    fr: 'la liste des compétences n’a pas de codes sûrs ({}) : donnez-les par --rulebook FILE (le règlement), ou par --competences FILE : {"RNCP36582BC01": ["A1C1", "A1C2"], …}',
    en: 'the list of competences has no sure codes ({}): give them by --rulebook FILE (the rulebook), or by --competences FILE: {"RNCP36582BC01": ["A1C1", "A1C2"], …}',
  },
  FICHE_OVER_LIMIT: {
    fr: 'la fiche est plus longue que ce que le serveur accepte : relancez-le avec un --body-limit plus grand ({}), ou arrêtez-le le temps de l’import',
    en: 'the fiche is longer than what the server takes: start it again with a larger --body-limit ({}), or stop it while you import',
  },
  FICHE_COMPANION_UNREADABLE: { fr: '{} : illisible, ou pas du JSON', en: '{}: cannot be read, or is not JSON' },
  FICHE_COMPANION_SHAPE: {
    fr: '--competences : attendu {"RNCP36582BC01": ["A1C1", "A1C2"], …}, une activité par bloc',
    en: '--competences: expected {"RNCP36582BC01": ["A1C1", "A1C2"], …}, one activity a bloc',
  },
  FICHE_COMPANION_RULEBOOK: {
    fr: '--rulebook : ce n’est pas un règlement ({}) ; minutier rulebook check dit pourquoi',
    en: '--rulebook: no rulebook ({}); minutier rulebook check says why',
  },
  FICHE_COMPANION_FOREIGN: { fr: '{} n’est pas un bloc de la fiche', en: '{} is no bloc of the fiche' },
  FICHE_COMPANION_ABSENT: { fr: 'aucune compétence n’est donnée pour le bloc {}', en: 'no competence is given for the bloc {}' },
} as const

export type FicheErrorCode = keyof typeof ficheErrors

/** Nothing was recorded of the file. */
export class FicheError extends Error {
  readonly code: FicheErrorCode
  readonly found: string
  constructor(code: FicheErrorCode, found = '', options?: ErrorOptions) {
    super(`${code} ${found}`, options)
    this.name = 'FicheError'
    this.code = code
    this.found = found
  }
}

export function errorText({ code, found }: FicheError, language: Language): string {
  return ficheErrors[code][language].replace('{}', () => shown(found))
}
