import type { JourneyMeasure } from '@minutier/read-models'
import { journeysAt } from '@minutier/read-models'
import { type Making, pagesOf, type ReportKind, type Row } from '../making/report.ts'
import type { Cell, Column } from '../render/document.ts'
import { fewest } from '../statistics/masks.ts'

/** R9: accommodations as measures only. Health data: no date, no centre, no reference, and nothing about fewer than five. */
export const accommodationsReport: ReportKind = {
  kind: 'R9',
  name: 'accommodations',
  title: 'Aménagements des épreuves',
  formats: ['xlsx', 'csv', 'json'],
  generatorVersion: 'R9-1',
  takes: [],
  named: 'never',
  async make(making) {
    const rows = [...(await measuresOf(making))].map(([key, measures]) => rowOf(key, measures)).sort((a, b) => (a.key < b.key ? -1 : 1))
    return { tables: [{ name: 'amenagements', title: 'Aménagements accordés', columns, rows: pagesOf(rows) }] }
  },
}

const columns: readonly Column[] = [
  {
    key: 'epreuve',
    title: 'Épreuve',
    type: 'text',
    definition: 'MSPR d’un bloc, épreuve finale ou entretien de VAE',
    source: 'AccommodationGranted',
  },
  { key: 'mesure', title: 'Mesure', type: 'text', definition: 'Type de mesure', source: 'AccommodationGranted' },
  {
    key: 'nombre',
    title: 'Nombre',
    type: 'integer',
    definition: `Mesures accordées ; masqué sous ${fewest}`,
    source: 'AccommodationGranted',
  },
  ...(['minimum', 'médiane', 'maximum'] as const).map(
    (title): Column => ({
      key: title,
      title: `Rapport ${title}`,
      type: 'decimal',
      definition: 'Minutes accordées ÷ minutes normales, au centième, arrondi par défaut',
      source: 'AccommodationGranted',
    }),
  ),
  {
    key: 'au_dela_du_tiers',
    title: 'Au-delà du tiers',
    type: 'integer',
    definition: `Plus d’un tiers de temps en plus, à la demande d’un médecin ; masqué sous ${fewest}`,
    source: 'AccommodationGranted',
  },
]

async function measuresOf({ readModels, ledger, size, parameters, signal }: Making): Promise<Map<string, JourneyMeasure[]>> {
  const { certification, partner } = parameters
  const groups = new Map<string, JourneyMeasure[]>()
  for await (const page of journeysAt({ readModels, store: ledger.store }, { certification, size })) {
    signal.throwIfAborted()
    for (const { told } of page) {
      if (partner !== null && told.centreSiret !== partner) continue
      for (const measure of told.measures) {
        const key = `${measure.epreuve} ${measure.type}`
        groups.set(key, [...(groups.get(key) ?? []), measure])
      }
    }
  }
  return groups
}

/** No position: it would tell who. */
function rowOf(key: string, measures: readonly JourneyMeasure[]): Row {
  const [epreuve = '', type = ''] = key.split(' ')
  const ratios = measures.flatMap(ratioOf).sort((a, b) => a - b)
  const beyond = measures.filter((measure) => measure.medical && ratioOf(measure).some((ratio) => ratio > 133)).length
  const few = measures.length < fewest
  const told = (value: number | undefined): Cell => {
    if (few) return { kind: 'masked' }
    return value === undefined ? null : { kind: 'decimal', value, decimals: 2 }
  }
  return {
    key: key.replaceAll('.', '-'),
    cells: {
      epreuve,
      mesure: type,
      nombre: few ? { kind: 'masked' } : measures.length,
      minimum: told(ratios[0]),
      médiane: told(ratios[Math.ceil(ratios.length / 2) - 1]),
      maximum: told(ratios.at(-1)),
      au_dela_du_tiers: few || isFew(beyond) || isFew(measures.length - beyond) ? { kind: 'masked' } : beyond,
    },
    positions: [],
  }
}

function isFew(value: number): boolean {
  return value > 0 && value < fewest
}

/** Granted time by the normal one, in hundredths; none where a measure is no time. */
function ratioOf({ normalMinutes, grantedMinutes }: JourneyMeasure): number[] {
  return normalMinutes && grantedMinutes ? [Math.floor((grantedMinutes * 100) / normalMinutes)] : []
}
