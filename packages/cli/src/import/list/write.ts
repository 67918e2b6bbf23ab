import { columns as allColumns, type ColumnName, motiveColumn } from './columns.ts'

/** A list as a French spreadsheet opens it: UTF-8 with a byte order mark, semicolons. */
export const byteOrderMark = '\uFEFF'

const formula = /^[=+\-@\t\r]/

export function csvLine(cells: readonly string[]): string {
  return cells.map(quoted).join(';')
}

function quoted(text: string): string {
  const cell = guarded(text)
  return /[;"\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
}

/** A spreadsheet runs a cell that begins like a formula, whoever wrote it: behind an apostrophe it is a text. */
function guarded(text: string): string {
  return formula.test(text) ? `'${text}` : text
}

export function unguarded(text: string): string {
  return text.startsWith("'") && formula.test(text.slice(1)) ? text.slice(1) : text
}

export function refusedHeader(columns: readonly ColumnName[]): string {
  return `${byteOrderMark}${csvLine([...columns, motiveColumn])}\n`
}

export function refusedRow(columns: readonly ColumnName[], cells: Readonly<Record<string, string>>, motive: string): string {
  return `${csvLine([...columns.map((column) => cells[column] ?? ''), motive])}\n`
}

/** The columns and an invented candidate. */
export function templateText(): string {
  return `${byteOrderMark}${csvLine(allColumns)}\n${csvLine(allColumns.map((column) => example[column]))}`
}

export const example: Readonly<Record<ColumnName, string>> = {
  reference: '2025-001',
  nom: 'Exemple',
  nom_usage: '',
  prenom: 'Alix',
  autres_prenoms: 'Camille, Dominique',
  date_naissance: '29/02/2000',
  commune_naissance: '59350',
  pays_naissance: 'FR',
  sexe: 'F',
  certification: 'RNCP36582',
  voie: 'CA',
  centre_siret: '39350481600231',
  territoire: 'FR',
  date_candidature: '03/02/2025',
  pieces: 'CV lettre',
  prerequis: 'P1',
  justificatif: 'bac+3 en informatique',
  experience_mois: '',
  date_verification: '10/02/2025',
  test: 'informatique',
  resultat_test: 'réussi',
  date_test: '17/02/2025',
  // Nobody: to be replaced, and refused until it is.
  recruteur: '00000000-0000-4000-8000-000000000000',
  avis_entretien: 'favorable',
  date_entretien: '19/02/2025',
  date_admission: '24/02/2025',
  date_inscription: '07/04/2025',
  debut_formation: '14/04/2025',
  blocs: 'BC01 BC02 BC03 BC04',
  initiative: 'employeur',
}
