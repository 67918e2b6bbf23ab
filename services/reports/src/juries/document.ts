import { dayText } from '@minutier/domain'
import { invalidField, KitError } from '@minutier/service-kit'
import { documentOf } from '../making/document.ts'
import type { Making, ReportKind, Row } from '../making/report.ts'
import type { Block, PdfDocument } from '../render/document.ts'
import { cellText } from './cell-text.ts'
import { juryRules } from './columns.ts'
import { pagesOfRows } from './generate.ts'
import { epreuvesText } from './texts.ts'
import { inOrder } from './told.ts'

/** A document is held whole while it is written: a longer register is a spreadsheet, or of a shorter period. */
const mostSessions = 1_000

/** R4 on paper: a block a session. @throws KIT_REQUEST_INVALID for a register too long to be one document */
export async function registerDocument(
  making: Making,
  kind: Pick<ReportKind, 'kind' | 'title' | 'generatorVersion'>,
  sha256: string,
): Promise<PdfDocument> {
  const sessions = new Map<string, Row[]>()
  for await (const page of pagesOfRows(making)) {
    for (const row of page) {
      const [id = ''] = row.key.split(':')
      const known = sessions.get(id)
      if (known) known.push(row)
      else sessions.set(id, [row])
    }
    if (sessions.size > mostSessions) throw new KitError('KIT_REQUEST_INVALID', { fields: [invalidField('from'), invalidField('to')] })
  }
  const blocks: Block[] = [{ kind: 'paragraph', text: countText(sessions.size) }]
  for (const rows of sessions.values()) blocks.push(...sessionBlocks(rows, making.parameters.named))
  return documentOf(making, kind, blocks, { sha256, orientation: 'landscape' })
}

function countText(sessions: number): string {
  if (sessions === 0) return 'Aucune session.'
  return sessions === 1 ? 'Une session.' : `${sessions} sessions, dans l’ordre de leur ouverture.`
}

function sessionBlocks(rows: readonly Row[], named: boolean): Block[] {
  const [first] = rows
  if (!first) return []
  const said = (key: string) => cellText(first.cells[key] ?? null)
  return [
    { kind: 'heading', level: 2, text: `${dayText(said('date'), 'fr')} — ${said('nature')}` },
    {
      kind: 'facts',
      facts: [
        { label: 'Session', value: said('session') },
        { label: 'Épreuve', value: [epreuvesText(said('epreuve')), said('voie')].filter((text) => text !== '').join(' — ') },
        { label: 'Lieu (SIRET)', value: [said('lieu'), said('territoire'), said('mode')].filter((text) => text !== '').join(', ') },
        { label: 'État', value: said('etat') },
        ...(said('pv_empreinte') === ''
          ? []
          : [{ label: 'Procès-verbal', value: `scellé le ${dayText(said('pv_scelle_le'), 'fr')}, SHA-256 ${said('pv_empreinte')}` }]),
        {
          label: 'Conformité',
          value: juryRules
            .map((rule) => [rule, said(rule)].join(' '))
            .filter((text) => !text.endsWith('sans objet'))
            .join(' · '),
        },
        { label: 'Positions', value: inOrder(rows.flatMap(({ positions }) => positions)).join(' ') },
      ].filter(({ value }) => value !== ''),
    },
    ...(said('membre') === '' ? [{ kind: 'paragraph' as const, text: 'Aucun jury constitué.' }] : [membersTable(rows, named)]),
  ]
}

function membersTable(rows: readonly Row[], named: boolean): Block {
  const names = [
    ['nom', 'Nom', 5],
    ['employeur', 'Employeur', 5],
    ['fonction', 'Fonction', 4],
  ] as const
  const told = [
    ...(named ? names : [['membre', 'Membre', 8] as const]),
    ['qualite', 'Qualité', 6],
    ['siege', 'Siège', 3],
    ['lien', 'Lien', 4],
    ['situation', 'Situation', 4],
    ['candidats_entendus', 'Candidats entendus', 3],
    ['minutes_prevues', 'Minutes prévues', 3],
    ['minutes_effectives', 'Minutes effectives', 3],
    ['signature', 'Signature', 4],
  ] as const
  return {
    kind: 'table',
    columns: told.map(([key, title, width]) => ({
      title,
      width,
      ...((key === 'membre' || key === 'employeur') && { code: true }),
      ...(/^(candidats|minutes)_/.test(key) && { align: 'right' as const }),
    })),
    rows: rows.map(({ cells }) => told.map(([key]) => cellText(cells[key] ?? null))),
  }
}
