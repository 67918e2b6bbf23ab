import { civilStatus } from '@minutier/domain'
import { documentOf } from '../making/document.ts'
import { type Making, pagesOf, type ReportKind, type Row } from '../making/report.ts'
import { erased } from '../placements/columns.ts'
import type { Block } from '../render/document.ts'
import { actorText } from './narration.ts'
import { eventColumns, eventRows, readableInstant, verdictColumns, verdictRows } from './rows.ts'
import { tellHistory } from './tell.ts'

/** R6: everything recorded of one candidate, and what each rule makes of it. */
export const historyReport: ReportKind = {
  kind: 'R6',
  name: 'history',
  title: 'Histoire du candidat',
  formats: ['pdf', 'csv', 'json'],
  generatorVersion: 'R6-1',
  takes: ['subject', 'instant', 'named'],
  needs: 'subject',
  named: 'registrar',
  async make(making) {
    const told = await tellHistory(making)
    const events = eventRows(told, making)
    const verdicts = verdictRows(told, making)
    const name = making.parameters.named ? await nameOf(making, told.candidacy.personId) : null
    return {
      tables: [
        { name: 'evenements', title: 'Événements', columns: eventColumns, rows: pagesOf(events) },
        { name: 'verdicts', title: 'Verdicts', columns: verdictColumns, rows: pagesOf(verdicts) },
      ],
      pdf: async ({ sha256 }) => documentOf(making, historyReport, blocksOf(name, events, verdicts), { sha256, orientation: 'landscape' }),
    }
  },
}

async function nameOf({ readFact }: Making, personId: string): Promise<string> {
  const { data } = civilStatus.safeParse(await readFact(personId, 'identity'))
  return data ? `${data.usageName ?? data.familyName} ${data.givenName}` : erased
}

function blocksOf(name: string | null, events: readonly Row[], verdicts: readonly Row[]): Block[] {
  const said = (row: Row, key: string) => {
    const cell = row.cells[key]
    return typeof cell === 'string' || typeof cell === 'number' ? String(cell) : ''
  }
  return [
    ...(name === null ? [] : [{ kind: 'facts', facts: [{ label: 'Nom', value: name }] } as const]),
    { kind: 'heading', level: 2, text: 'Événements' },
    {
      kind: 'table',
      columns: [
        { title: 'Position', width: 2, align: 'right' },
        { title: 'Survenu le', width: 4 },
        { title: 'Enregistré le', width: 4 },
        { title: 'Effet', width: 12 },
        { title: 'Par', width: 5, code: true },
      ],
      rows: events.map((row) => {
        const late = said(row, 'retard')
        const recorded = `${readableInstant(said(row, 'enregistre_le'))}${late === '' ? '' : ` (${late} j de retard)`}`
        return [
          said(row, 'position'),
          readableInstant(said(row, 'survenu_le')),
          recorded,
          said(row, 'effet'),
          actorText({ role: said(row, 'role'), actor: said(row, 'auteur') }),
        ]
      }),
    },
    { kind: 'heading', level: 2, text: 'Verdicts' },
    {
      kind: 'table',
      columns: [
        { title: 'Règle', width: 1 },
        { title: 'Intitulé', width: 5 },
        { title: 'Verdict', width: 2 },
        { title: 'Phrase', width: 8 },
        { title: 'Positions', width: 4, code: true },
      ],
      rows: verdicts.map((row) => [
        said(row, 'regle'),
        said(row, 'intitule'),
        said(row, 'verdict'),
        said(row, 'phrase'),
        row.positions.join(' '),
      ]),
    },
  ]
}
