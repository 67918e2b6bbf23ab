import type { Block, PdfDocument, Signature } from '../../../src/render/document.ts'

/** Of invented people: names that a document has to show right. */
const givenNames = ['Alix', 'Zoé', 'Noe\u0308l', 'Françoise', 'Ngọc Ánh', 'Maëlys', 'Jean-Baptiste', 'Łucja', 'Ōren', 'Cœur']
const familyNames = ['Exemple', 'Modèle-Témoin', 'd’Épreuve', 'Échantillon', 'Specimen de la Fontaine-aux-Essais', 'Œuvrard']
const outcomes = ['Certification obtenue', 'Certification obtenue', 'Blocs partiels', 'Certification obtenue', 'Refus', 'Ajourné']
const motives: Readonly<Record<string, string>> = {
  Refus:
    'Le dossier professionnel ne permet pas d’établir la conduite d’un projet en responsabilité ; le jury recommande de compléter l’expérience sur le bloc 3 avant une nouvelle présentation.',
  'Blocs partiels': 'Bloc 4 à représenter : analyse des coûts incomplète.',
  Ajourné: 'Absence justifiée le jour de la soutenance.',
}

export const fingerprint = '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08'
export const quality = 'Personne extérieure à l’organisme, professionnelle du secteur'

const signatures: readonly Signature[] = [
  { name: 'Camille Exemple', quality: 'Présidente du jury — directrice des opérations, Société Modèle', instead: null },
  { name: 'Sacha Témoin', quality, instead: null },
  { name: 'Thị Hằng Échantillon', quality: 'Représentante des salariés', instead: 'Signé le 24 juin 2026 à 17 h 42.' },
  { name: 'Dominique Specimen', quality, instead: 'Absence de signature : membre empêché, décès d’un proche survenu le 24 juin 2026.' },
  { name: 'Morgan d’Épreuve', quality: 'Représentant de l’organisme certificateur', instead: null },
]

function candidateRow(at: number): string[] {
  const outcome = outcomes[at % outcomes.length] ?? ''
  const blocs = outcome === 'Certification obtenue' ? '1 · 2 · 3 · 4 · 5' : outcome === 'Blocs partiels' ? '1 · 2 · 3 · 5' : '1'
  return [
    String(at + 1),
    `${familyNames[at % familyNames.length]} ${givenNames[at % givenNames.length]}`,
    at % 5 === 4 ? 'VAE' : 'FC',
    blocs,
    outcome.startsWith('Certification') ? `${12 + (at % 7)},${at % 2 === 0 ? '0' : '5'}` : '—',
    outcome,
    motives[outcome] ?? '',
  ]
}

const candidates: Block = {
  kind: 'table',
  columns: [
    { title: 'N°', width: 5, align: 'right' },
    { title: 'Candidat', width: 24 },
    { title: 'Voie', width: 7 },
    { title: 'Blocs acquis', width: 15 },
    { title: 'Note', width: 8, align: 'right' },
    { title: 'Décision', width: 16 },
    { title: 'Motif', width: 34 },
  ],
  rows: Array.from({ length: 30 }, (_, at) => candidateRow(at)),
}

/** Minutes of a sitting of thirty candidates. */
export const minutes: PdfDocument = {
  title: 'Procès-verbal de délibération du jury',
  subject: 'Manager de projets d’exemple (RNCP00000) — session du 24 juin 2026',
  lang: 'fr-FR',
  createdAt: '2026-06-24T15:42:10.000Z',
  id: fingerprint,
  header: { left: 'Institut des Exemples — organisme certificateur', right: 'Procès-verbal PV-2026-0042' },
  footer: 'Registre de 18 432 événements · règlement 3 · générateur R5-1 · original conservé au registre, seul à faire foi.',
  qr: { text: `https://verifier.exemple.invalid/pv/${fingerprint}`, caption: 'Vérifier ce procès-verbal' },
  blocks: [
    {
      kind: 'facts',
      facts: [
        { label: 'Certification', value: 'Manager de projets d’exemple, niveau 7' },
        { label: 'Fiche', value: 'RNCP00000, enregistrée jusqu’au 31 décembre 2027' },
        { label: 'Session', value: '6f1d4b0a-52f3-4c39-9e0a-2d1f7c1f9a11' },
        { label: 'Lieu et mode', value: '12, rue de l’Exemple, 69000 Lyon — présentiel' },
        { label: 'Ouverture', value: '24 juin 2026, 9 h 00' },
        { label: 'Clôture', value: '24 juin 2026, 17 h 30' },
        { label: 'Empreinte de la forme JSON (SHA-256)', value: fingerprint },
      ],
    },
    { kind: 'heading', level: 1, text: 'Composition du jury' },
    {
      kind: 'paragraph',
      text: 'Le jury réuni le 24 juin 2026 compte cinq membres, dont trois extérieurs à l’organisme certificateur : la majorité exigée par le règlement est atteinte. Chaque membre a déclaré n’avoir ni lien de parenté, ni lien hiérarchique avec les candidats entendus. La présidente a rappelé que les délibérations sont « confidentielles » et que les frais (450 €) ne sont pas à la charge des candidats.',
    },
    {
      kind: 'table',
      columns: [
        { title: 'Membre', width: 22 },
        { title: 'Qualité', width: 40 },
        { title: 'Siège', width: 12 },
        { title: 'Identifiant', width: 26, code: true },
      ],
      rows: signatures.map(({ name, quality: theirs }, at) => [
        name,
        theirs,
        at === 4 ? 'interne' : 'externe',
        `0b7c2d1e-9a${at}4-4f6b-8d21-5e90c3a7f4${at}2`,
      ]),
    },
    { kind: 'heading', level: 1, text: 'Résultats' },
    { kind: 'heading', level: 2, text: 'Décisions par candidat' },
    { kind: 'note', text: 'Blocs acquis : numéros des blocs de compétences de la fiche. Note : épreuve finale, sur 20.' },
    candidates,
    { kind: 'heading', level: 2, text: 'Votes' },
    { kind: 'paragraph', text: 'Toutes les décisions ont été prises à l’unanimité, à l’exception du candidat nº 5 (4 voix contre 1).' },
    { kind: 'heading', level: 1, text: 'Signatures' },
    { kind: 'signatures', signatures },
    {
      kind: 'note',
      text: 'Positions des événements au registre : 18 120 à 18 431. Empreinte du procès-verbal scellé : à l’événement 18 431.',
    },
  ],
}
