import { namesOf } from '../juries/names.ts'
import type { Row } from '../making/report.ts'
import { pagesOf, type ReportKind, type ReportTable } from '../making/report.ts'
import type { Column } from '../render/document.ts'
import { candidateColumns, compositionColumns, eventColumns, sessionColumns, signatureColumns } from './columns.ts'
import { candidatesOf } from './decisions.ts'
import { minutesDocument } from './document.ts'
import { candidateRows, compositionRows, eventRows, sessionRow, signatureRows } from './rows.ts'
import { sittingOf } from './told.ts'

/** R5: the minutes of one session of the jury de certification, or of an MSPR. */
export const juryMinutes: ReportKind = {
  kind: 'R5',
  name: 'minutes',
  title: 'Procès-verbal de jury',
  formats: ['json', 'pdf'],
  generatorVersion: 'R5-1',
  takes: ['subject', 'named'],
  needs: 'subject',
  named: 'registrar',
  async make(making) {
    const { named, masked } = making.parameters
    const sitting = await sittingOf(making)
    const names = named ? namesOf(making) : null
    const candidates = candidatesOf(sitting)
    const rows = {
      session: [sessionRow(sitting, making)],
      composition: await compositionRows(sitting, names),
      candidates: await candidateRows(candidates, sitting, { names, readFact: making.readFact }),
      signatures: await signatureRows(sitting, names),
      events: eventRows(sitting, { masked }),
    }
    return {
      tables: [
        table('seance', 'Séance', sessionColumns, rows.session),
        table('composition', 'Composition du jury', compositionColumns(named), rows.composition),
        table('candidats', 'Candidats', candidateColumns(named), rows.candidates),
        table('signatures', 'Signatures', signatureColumns(named), rows.signatures),
        table('evenements', 'Événements', eventColumns, rows.events),
      ],
      pdf: async ({ sha256 }) => minutesDocument(making, juryMinutes, sitting, rows, sha256),
    }
  },
}

function table(name: string, title: string, columns: readonly Column[], rows: readonly Row[]): ReportTable {
  return { name, title, columns, rows: pagesOf(rows) }
}
