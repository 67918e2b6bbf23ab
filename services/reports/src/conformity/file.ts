import { type Cell, csvText } from '../formats/csv.ts'
import { type Json, sha256, sortedJson } from '../formats/json.ts'
import type { Anomaly } from './anomalies.ts'
import type { Conformity } from './generate.ts'
import type { Asked, Manifest, ReportFile } from './parameters.ts'
import type { ConformityRow } from './row.ts'
import { statusTexts } from './sentences.ts'

/** Another version whenever the same history would give other bytes. */
const generatorVersion = 'R10-1'

export function fileOf({ size, ...parameters }: Asked, conformity: Conformity): ReportFile {
  const { rulebooks, rows } = conformity
  const made = { kind: 'R10' as const, parameters, size, rulebooks, generatorVersion }
  const file =
    parameters.format === 'csv'
      ? csvText(
          header(conformity.blocs),
          rows.map((row) => cells(row, conformity.blocs)),
        )
      : sortedJson({ ...made, rows: rows.map(jsonRow) })
  return { file, manifest: { ...made, sha256: sha256(file) } }
}

/** The fields of ReportGenerated. */
export function factOf(reportId: string, { kind, parameters, size, generatorVersion, sha256: outputFingerprint }: Manifest) {
  const parametersFingerprint = sha256(sortedJson({ ...parameters }))
  return { reportId, kind, format: parameters.format, size, generatorVersion, parametersFingerprint, outputFingerprint }
}

function jsonRow({ anomalies, ...row }: ConformityRow): Json {
  return { ...row, anomalies: anomalies.map((one) => ({ ...one })) }
}

function header(blocs: readonly string[]): string[] {
  return [
    'numero',
    'numero_externe',
    'delivre_le',
    'revoque_le',
    'voie',
    'entree_le',
    'fenetre_enregistrement',
    ...blocs.map((bloc) => `${bloc}_le`),
    'epreuve_finale_le',
    'decision_vae_le',
    'jury',
    'equivalences',
    'admission_exceptionnelle_le',
    'anomalies',
    'explications',
    'faits_importes',
    'positions',
  ]
}

function cells(row: ConformityRow, blocs: readonly string[]): Cell[] {
  const acquired = new Map(row.blocs.map(({ bloc, acquiredOn }) => [bloc, acquiredOn]))
  return [
    row.number,
    row.externalNumber,
    row.issuedOn,
    row.revokedOn,
    row.route,
    row.enteredOn,
    row.window.map(({ rule, status }) => `${rule} ${statusTexts[status]}`).join(', '),
    ...blocs.map((bloc) => acquired.get(bloc) ?? null),
    row.finalEpreuveOn,
    row.vaeDecidedOn,
    row.juryId,
    row.equivalences.map(({ bloc, sourceBloc }) => `${bloc} par ${sourceBloc ?? ''}`).join(', '),
    row.exceptionalAdmissionOn,
    row.anomalies.length,
    row.anomalies.map(explanation).join(' | '),
    row.imported.length,
    row.positions.join(' '),
  ]
}

function explanation({ code, by, positions, sentence }: Anomaly): string {
  const who = by === null ? '' : `par ${by.role} ${by.actor}, `
  return `[${code}] ${sentence} (${who}positions ${positions.join(' ')})`
}
