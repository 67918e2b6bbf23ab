import type { Language } from '@minutier/domain'

/** Why a file, or a line of it, is not imported, and what to do. `{}` stands for what was found: never a text of the file. */
export const importErrors = {
  IMPORT_FILE_UNREADABLE: { fr: '{} : illisible, ou n’est pas un fichier', en: '{}: cannot be read, or is no file' },
  IMPORT_FILE_EMPTY: { fr: 'le fichier est vide', en: 'the file is empty' },
  IMPORT_FILE_ENCODING: {
    fr: 'encodage refusé : {} ; enregistrez le fichier en UTF-8',
    en: 'encoding refused: {}; save the file in UTF-8',
  },
  IMPORT_FILE_CHANGED: {
    fr: 'le fichier a changé pendant l’import : ce qui est enregistré le reste ; relancez sur le fichier définitif',
    en: 'the file changed while it was imported: what is recorded stays so; run it again on the final file',
  },
  IMPORT_REFUSED_FILE: {
    fr: 'le fichier des lignes refusées ne peut pas être écrit : {}',
    en: 'the file of refused lines cannot be written: {}',
  },
  IMPORT_INTERRUPTED: {
    fr: 'import interrompu : ce qui est enregistré le reste ; relancez la même commande, rien n’est enregistré deux fois',
    en: 'import interrupted: what is recorded stays so; run the same command again, nothing is recorded twice',
  },
  IMPORT_NAMES_TAKEN: {
    fr: 'arrêté : des lignes qui ouvrent un dossier ont l’id d’une autre commande ({}) ; si ce fichier reprend les noms d’un autre, donnez-lui les siens ; si la ligne a changé depuis, remettez-la comme elle était',
    en: 'stopped: lines that open a record have the id of another command ({}); if this file has the names of another, give it its own; if the line was changed since, put it back as it was',
  },
  IMPORT_LINE_ENCODING: { fr: 'cette ligne n’est pas en UTF-8', en: 'this line is not UTF-8' },
  IMPORT_LINE_TOO_LONG: { fr: 'cette ligne dépasse 256 Kio', en: 'this line is longer than 256 KiB' },
  IMPORT_LINE_NOT_JSON: { fr: 'cette ligne n’est pas du JSON', en: 'this line is not JSON' },
  IMPORT_LINE_NOT_OBJECT: { fr: 'cette ligne n’est pas un objet JSON', en: 'this line is no JSON object' },
  IMPORT_LINE_CUT: {
    fr: 'la dernière ligne s’arrête en chemin : le fichier semble coupé, copiez-le à nouveau',
    en: 'the last line stops half-way: the file seems cut, copy it again',
  },
  PERSON_ALREADY_KNOWN: {
    fr: 'cette personne est déjà enregistrée ({}) : écrivez cet identifiant à la place de la référence, ou "distinct": true si c’est quelqu’un d’autre',
    en: 'this person is already recorded ({}): write that id in the place of the reference, or "distinct": true if it is somebody else',
  },
  LEDGER_COMMAND_REUSED: {
    fr: 'cet id est déjà au registre avec un autre contenu : remettez la ligne comme elle était, donnez un autre id dans le fichier si c’est une autre commande, ou rectifiez le fait par une ligne de plus (RectifyFact, AnnulFact)',
    en: 'this id is in the ledger already with another content: put the line back as it was, give another id in the file if it is another command, or correct the fact by a line more (RectifyFact, AnnulFact)',
  },
  IMPORT_LIST_FAULTS: {
    fr: 'rien n’est enregistré : corrigez le fichier ({}), puis relancez',
    en: 'nothing is recorded: mend the file ({}), then run it again',
  },
  IMPORT_LIST_SEPARATOR: {
    fr: 'les colonnes se séparent par un point-virgule ; trouvé : {}',
    en: 'columns are separated by a semicolon; found: {}',
  },
  IMPORT_LIST_ENCODING: {
    fr: 'cette ligne n’est pas en UTF-8 : enregistrez le tableau en « CSV UTF-8 »',
    en: 'this line is not UTF-8: save the spreadsheet as “CSV UTF-8”',
  },
  IMPORT_LIST_LINE_TOO_LONG: { fr: 'cette ligne dépasse 256 Kio', en: 'this line is longer than 256 KiB' },
  IMPORT_LIST_QUOTES: { fr: 'guillemets mal fermés', en: 'quotes that do not match' },
  IMPORT_LIST_COLUMN_MISSING: { fr: 'colonne absente', en: 'column missing' },
  IMPORT_LIST_COLUMN_UNKNOWN: {
    fr: 'colonne inconnue ; minutier template enrolments donne les colonnes',
    en: 'unknown column; minutier template enrolments gives the columns',
  },
  IMPORT_LIST_COLUMN_TWICE: { fr: 'colonne en double', en: 'column given twice' },
  IMPORT_LIST_CELLS: { fr: 'nombre de cellules : {}', en: 'number of cells: {}' },
  IMPORT_LIST_MISSING: { fr: 'cellule vide', en: 'empty cell' },
  IMPORT_LIST_DATE: {
    fr: 'date attendue : AAAA-MM-JJ ou JJ/MM/AAAA, un jour du calendrier',
    en: 'expected a date: YYYY-MM-DD or DD/MM/YYYY, a day of the calendar',
  },
  IMPORT_LIST_CODE: { fr: 'valeur inconnue ; attendu : {}', en: 'unknown value; expected: {}' },
  IMPORT_LIST_VALUE: { fr: 'valeur refusée ; attendu : {}', en: 'value refused; expected: {}' },
  IMPORT_LIST_REFERENCE_TWICE: { fr: 'référence déjà donnée à la ligne {}', en: 'reference already given on line {}' },
  IMPORT_LIST_PERSON_TWICE: {
    fr: 'même personne qu’à la ligne {}, pour la même certification',
    en: 'the same person as on line {}, for the same certification',
  },
  IMPORT_LIST_EMPTY: { fr: 'aucun candidat sous les en-têtes', en: 'no candidate below the header' },
  IMPORT_LIST_CHANGED: {
    fr: 'cette référence est déjà au registre avec un autre contenu : rectifiez-le là, ou donnez une autre référence si c’est quelqu’un d’autre',
    en: 'this reference is in the ledger already with another content: rectify it there, or give another reference if it is somebody else',
  },
} as const

export type ImportErrorCode = keyof typeof importErrors

/** The import did not begin, or stopped. */
export class ImportError extends Error {
  readonly code: ImportErrorCode
  readonly found: string
  constructor(code: ImportErrorCode, found = '', options?: ErrorOptions) {
    super(`${code} ${found}`, options)
    this.name = 'ImportError'
    this.code = code
    this.found = found
  }
}

export function importText(code: ImportErrorCode, language: Language, found = ''): string {
  return importErrors[code][language].replace('{}', () => found)
}
