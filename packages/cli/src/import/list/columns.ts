import { certificationCode, civilStatus, siret, uuid } from '@minutier/domain'
import { z } from 'zod'
import { cell, dayCell, evidenceCell, oneOf, partsOf, someOf } from './cells.ts'

/** What a school's list holds of a candidate who enrols in a training, by the names of its columns. */

const text = (max: number) =>
  cell(
    z
      .string()
      .max(max)
      .regex(/^\P{Cc}+$/u),
    `1–${max} caractères`,
  )
const { familyName, givenName, birthCommune, birthCountry } = civilStatus.shape
const name = cell(familyName, '1–100 caractères')
const days = dayCell

export const enrolmentRow = z.object({
  reference: text(200),
  nom: name,
  nom_usage: name.optional(),
  prenom: cell(givenName, '1–100 caractères'),
  autres_prenoms: cell(
    z
      .string()
      .transform((all) => all.split(',').map((one) => one.trim()))
      .pipe(z.array(familyName).max(10)),
    'Alix, Camille',
  ).optional(),
  date_naissance: days,
  commune_naissance: cell(birthCommune.unwrap(), 'code INSEE, 59350').optional(),
  pays_naissance: cell(birthCountry.unwrap(), 'FR').optional(),
  sexe: oneOf({ F: 'F', M: 'M' }).optional(),
  certification: cell(certificationCode, 'RNCP36582'),
  voie: oneOf({ FI: 'FI', CA: 'CA', FC: 'FC', CQ: 'CQ' }),
  centre_siret: cell(
    z
      .string()
      .transform((digits) => digits.replaceAll(' ', ''))
      .pipe(siret),
    'SIRET, 14 chiffres',
  ),
  territoire: cell(birthCountry.unwrap(), 'FR').optional(),
  date_candidature: days,
  pieces: someOf({ CV: 'cv', lettre: 'letter', justificatifs: 'evidence' }),
  prerequis: oneOf({ P1: 'P1', P2: 'P2' }).optional(),
  justificatif: evidenceCell.optional(),
  experience_mois: cell(
    z
      .string()
      .regex(/^[0-9]{1,3}$/)
      .transform(Number),
    '0–999',
  ).optional(),
  date_verification: days.optional(),
  test: oneOf({
    informatique: 'informatics',
    mathématiques: 'mathematics',
    anglais: 'english',
    logique: 'logic',
    'culture générale': 'general',
  }).optional(),
  resultat_test: oneOf({ réussi: 'passed', échec: 'failed' }).optional(),
  date_test: days.optional(),
  recruteur: cell(uuid, 'UUID').optional(),
  avis_entretien: oneOf({ favorable: 'favourable', défavorable: 'unfavourable' }).optional(),
  date_entretien: days.optional(),
  date_admission: days,
  date_inscription: days,
  debut_formation: days.optional(),
  blocs: cell(
    z
      .string()
      .transform(partsOf)
      .pipe(z.array(z.string().regex(/^(RNCP[0-9]{1,6})?BC[0-9]{2}$/)).min(1)),
    'BC01 BC02 BC03 BC04',
  ),
  initiative: oneOf({ candidat: 'candidate', employeur: 'employer', 'service public': 'publicService' }),
})
export type EnrolmentRow = z.infer<typeof enrolmentRow>
export type ColumnName = keyof EnrolmentRow

const isColumn = (text: string): text is ColumnName => text in enrolmentRow.shape

export const columns: readonly ColumnName[] = Object.keys(enrolmentRow.shape).filter(isColumn)

/** Columns that may be left out; their cells may be empty. */
export const optionalColumns: ReadonlySet<string> = new Set(
  columns.filter((column) => enrolmentRow.shape[column].safeParse(undefined).success),
)

/** Steps that a certification may not ask for: filled in wholly, or not at all. */
export const steps: readonly (readonly ColumnName[])[] = [
  ['prerequis', 'justificatif', 'date_verification'],
  ['test', 'resultat_test', 'date_test'],
  ['recruteur', 'avis_entretien', 'date_entretien'],
]

/** What a file of refused rows adds; it is passed over when the mended file is read. */
export const motiveColumn = 'motif'
