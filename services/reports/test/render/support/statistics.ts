import type { PdfDocument } from '../../../src/render/document.ts'

const years = [2021, 2022, 2023, 2024, 2025]
const presented = [142, 168, 181, 204, 1219]
const certified = [118, 141, 160, 183, 1060]
const placed = [871, 884, 902, null, 915]
const spaced = (value: number) => String(value).replaceAll(/(?=(\d{3})+$)(?<=\d)/g, '\u202F')
const percent = (tenths: number | null) => (tenths === null ? 'n/a' : `${Math.floor(tenths / 10)},${tenths % 10} %`)

/** Figures of five years, with two charts. */
export const statistics: PdfDocument = {
  title: 'Statistiques des promotions 2021 à 2025',
  subject: 'Manager de projets d’exemple (RNCP00000) — tous les centres',
  lang: 'fr-FR',
  createdAt: '2026-01-15T08:00:00.000Z',
  id: '00c0ffee',
  header: { left: 'Institut des Exemples', right: 'R2 — RNCP00000' },
  footer: 'Registre de 18 432 événements au 15 janvier 2026.',
  watermark: 'projet',
  blocks: [
    { kind: 'heading', level: 1, text: 'Présentés et certifiés' },
    {
      kind: 'paragraph',
      text: 'Une personne est comptée une fois par colonne. Sont présentés les candidats dont une décision du jury subsiste, autre qu’un ajournement ; la dernière décision compte.',
    },
    {
      kind: 'bars',
      title: 'Candidats présentés et certifiés, par promotion',
      alt: 'Barres : de 142 présentés et 118 certifiés en 2021 à 1 219 présentés et 1 060 certifiés en 2025.',
      labels: years.map(String),
      series: [
        { name: 'Présentés', values: presented, texts: presented.map(spaced) },
        { name: 'Certifiés', values: certified, texts: certified.map(spaced) },
      ],
    },
    { kind: 'heading', level: 1, text: 'Insertion à six mois' },
    {
      kind: 'bars',
      title: 'Taux d’insertion globale à six mois',
      alt: 'Barres : entre 87,1 % et 91,5 % ; sans dénominateur en 2024.',
      labels: years.map((year) => `Promotion ${year}`),
      series: [{ name: 'Taux', values: placed, texts: placed.map(percent) }],
      most: 1000,
    },
    {
      kind: 'table',
      columns: [
        { title: 'Promotion', width: 20 },
        { title: 'Présentés', width: 16, align: 'right' },
        { title: 'Certifiés', width: 16, align: 'right' },
        { title: 'Taux de réussite', width: 20, align: 'right' },
        { title: 'Insertion à 6 mois', width: 20, align: 'right' },
      ],
      rows: years.map((year, at) => [
        String(year),
        spaced(presented[at] ?? 0),
        spaced(certified[at] ?? 0),
        percent(Math.round(((certified[at] ?? 0) * 1000) / (presented[at] ?? 1))),
        percent(placed[at] ?? null),
      ]),
    },
    { kind: 'note', text: 'n/a : aucun répondant, donc pas de dénominateur.' },
  ],
}
