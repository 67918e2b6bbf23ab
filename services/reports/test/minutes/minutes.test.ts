import { certifierSiret, fingerprintOf, idOf, partnerSiret } from '@minutier/testing'
import t from 'tap'
import type { Row } from '../../src/making/report.ts'
import { juryMinutes } from '../../src/minutes/kind.ts'
import type { Block, PdfDocument } from '../../src/render/document.ts'
import { anotherCertifier, blocs } from '../juries/cast.ts'
import { sessionsStory } from '../juries/story.ts'
import { reportsOf } from '../support/making.ts'

const story = await sessionsStory(t)
const make = reportsOf(t, story.play)
const log = await story.play.log()
const { jurors, partial, adjourned, vae } = story

type Asked = Parameters<typeof make>[1]
const tableOf = (name: string, asked: Asked) => make(juryMinutes, asked, ({ rows }) => rows(name))
const sealed = { subject: story.sealed }
const types = (positions: readonly number[] = []) => positions.map((rank) => log[rank]?.type)
const by = (rows: readonly Row[], key: string) => rows.find((row) => row.key === key)

async function pdfOf(asked: Asked): Promise<PdfDocument> {
  const document = await make(juryMinutes, asked, async ({ content }) => content.pdf?.({ sha256: 'f'.repeat(64) }))
  if (!document) throw new Error('no PDF form')
  return document
}

t.test('R5: the head of the minutes', async (t) => {
  const [row] = await tableOf('seance', sealed)
  t.match(row?.cells, {
    document: 'définitif',
    fiche: 'RNCP36582',
    intitule: 'Chef de projet expert en intelligence artificielle',
    niveau: 7,
    certificateur: 'ECOLE PRIVEE DES SCIENCES INFORMATIQUES',
    nature: 'jury de certification',
    date: { day: '2024-07-02' },
    mode: 'sur place',
    lieu: certifierSiret,
    epreuve: 'final, vae',
    etat: 'procès-verbal scellé',
    pv_empreinte: fingerprintOf(`minutes ${story.sealed}`),
    pv_scelle_le: { day: '2024-07-04' },
  })
  t.strictSame(types(row?.positions), ['JurySessionOpened', 'MinutesSealed'])
})

t.test('R5: who sat, in which quality, who replaced whom', async (t) => {
  const rows = await tableOf('composition', sealed)
  t.strictSame(
    rows.map(({ cells: { membre, qualite, siege, situation } }) => [membre, qualite, siege, situation]),
    [
      [jurors.internal, 'direction Innovation & Pédagogie', 'interne', 'titulaire'],
      [jurors.one, 'professionnel externe', 'externe', 'remplacé pour certains candidats'],
      [jurors.two, 'professionnel externe', 'externe', 'titulaire'],
      [jurors.alternate, 'professionnel externe', 'externe', 'remplaçant pour certains candidats'],
    ],
  )
  t.strictSame(types(by(rows, jurors.one)?.positions), ['JuryConstituted', 'JuryMemberRecused', 'JuryMemberReplaced'])
})

t.test('R5: a decision annulled since is told as annulled, by whom and why', async (t) => {
  const row = by(await tableOf('candidats', sealed), partial)
  t.match(row?.cells, {
    reference: partial,
    voie: 'CA',
    objet: 'épreuve finale',
    presence: 'entendu',
    entendu_le: { day: '2024-07-02' },
    blocs_acquis: 'RNCP36582BC01',
    avis: 'favorable',
    epreuve_finale: 'validée',
    issue: 'validation partielle',
    motif: null,
    pour: 2,
    contre: 1,
    abstentions: 0,
    annulation: `Annulée le 3 septembre 2024 (motif : recours accueilli ; autorité : organisme certificateur ; demandée par organisme certificateur ${idOf('a certifier')}, confirmée par organisme certificateur ${anotherCertifier.actor}).`,
  })
  t.strictSame(types(row?.positions), [
    'CandidateConvened',
    'DefenceHeld',
    'FinalAssessmentRecorded',
    'DeliberationHeld',
    'JuryDecisionRecorded',
    'DecisionAnnulmentRequested',
    'DecisionAnnulled',
  ])
  t.strictSame(types(row?.traces?.['annulation']), ['DecisionAnnulmentRequested', 'DecisionAnnulled'])
})

t.test('R5: one adjourned has no result, one of VAE gets the blocs that the decision gives', async (t) => {
  const rows = await tableOf('candidats', sealed)
  t.match(by(rows, adjourned)?.cells, {
    blocs_acquis: null,
    epreuve_finale: null,
    issue: 'ajournement',
    motif: 'éléments complémentaires demandés',
    pour: 1,
    contre: 1,
    abstentions: 1,
    president: null,
    annulation: null,
  })
  t.match(by(rows, vae)?.cells, {
    voie: 'VAE',
    objet: 'VAE',
    blocs_acquis: blocs.join(', '),
    avis: null,
    epreuve_finale: null,
    issue: 'validation totale',
    president: jurors.internal,
  })
})

t.test('R5: signatures, or why one is missing', async (t) => {
  const rows = await tableOf('signatures', sealed)
  t.match(by(rows, jurors.alternate)?.cells, { signature: 'signé', signe_le: { day: '2024-07-02' }, methode: 'électronique' })
  t.match(by(rows, jurors.two)?.cells, { signature: 'non signé : indisponible', signe_le: null, methode: null })
  t.strictSame(types(by(rows, jurors.two)?.positions), ['MinutesSealed'])
})

t.test('R5: names and words are in the named form alone', async (t) => {
  const all = async (named: boolean) =>
    make(juryMinutes, { ...sealed, named }, async ({ rows, content }) =>
      JSON.stringify(await Promise.all(content.tables.map(({ name }) => rows(name)))),
    )
  t.notMatch(await all(false), /Exemple|Alix|Dominique|consultante|Dossier solide/)
  const named = { ...sealed, named: true }
  t.match(by(await tableOf('candidats', named), partial)?.cells, {
    nom: 'Exemple-Partielle Alix',
    motivation: 'Dossier solide ; soutenance claire.',
  })
  t.match(by(await tableOf('candidats', named), vae)?.cells, { motivation: null })
  t.match(by(await tableOf('composition', named), jurors.one)?.cells, { nom: 'Exemple-Externe-un Dominique', fonction: 'consultante' })
})

t.test('R5: an MSPR', async (t) => {
  const mspr = { subject: story.mspr }
  const rows = await tableOf('candidats', mspr)
  t.match(by(rows, partial)?.cells, { objet: 'MSPR du bloc RNCP36582BC01', blocs_acquis: 'RNCP36582BC01', issue: 'bloc validé', pour: 2 })
  t.match(by(rows, adjourned)?.cells, {
    presence: 'entendu',
    blocs_acquis: null,
    competences_non_acquises: 'A1C1, A1C2, A1C3, A1C4, A1C5, A1C6, A1C7',
    issue: 'bloc non validé',
    motif: 'compétences non acquises',
    pour: 0,
  })
  t.match((await tableOf('seance', mspr))[0]?.cells, { nature: 'jury de MSPR', etat: 'résultats scellés', mode: 'mixte' })
  const signatures = (await tableOf('signatures', mspr)).map(({ cells }) => cells['signature'])
  t.strictSame(signatures, ['signé', 'non signé : injoignable'])
})

t.test('R5: before the sealing it is a draft, on paper too, with room to sign', async (t) => {
  const draft = { subject: story.draft }
  t.match((await tableOf('seance', draft))[0]?.cells, { document: 'projet', pv_empreinte: null, pv_scelle_le: null })
  t.match(by(await tableOf('candidats', draft), adjourned)?.cells, { objet: 'sur dossier', presence: 'convoqué', issue: null, pour: null })
  const document = await pdfOf(draft)
  t.equal(document.watermark, 'projet')
  t.strictSame(signaturesIn(document), [null, null, null])
  const before = { ...sealed, size: log.findIndex(({ type }) => type === 'MinutesSealed') }
  t.match((await tableOf('seance', before))[0]?.cells, { document: 'projet', etat: 'en cours' })
  t.match(by(await tableOf('candidats', before), partial)?.cells, { issue: 'validation partielle', annulation: null })
})

t.test('R5: sealed minutes on paper', async (t) => {
  const document = await pdfOf({ ...sealed, named: true })
  t.equal(document.watermark, undefined)
  t.equal(document.title, 'Procès-verbal du jury de certification')
  t.equal(document.qr?.text, 'f'.repeat(64))
  t.strictSame(signaturesIn(document), [
    'Signature électronique le 2 juillet 2024.',
    'Signature électronique le 2 juillet 2024.',
    'Pas de signature : indisponible.',
    'Signature électronique le 2 juillet 2024.',
  ])
  t.match(JSON.stringify(document.blocks), /Décisions annulées.*Annulée le 3 septembre 2024/)
})

function signaturesIn({ blocks }: PdfDocument): (string | null)[] {
  return blocks.flatMap((block: Block) => (block.kind === 'signatures' ? block.signatures.map(({ instead }) => instead) : []))
}

t.test('R5: a centre is told of its own candidates alone', async (t) => {
  const own = { ...sealed, partner: partnerSiret }
  t.strictSame(
    (await tableOf('candidats', own)).map(({ key }) => key),
    [adjourned],
  )
  t.match((await tableOf('seance', own))[0]?.cells, { document: 'définitif, extrait' })
  t.equal((await pdfOf(own)).watermark, 'extrait')
  const events = await tableOf('evenements', own)
  t.strictSame([...new Set(events.map(({ cells }) => cells['candidat']))], [null, adjourned])
  t.strictSame(
    events.map(({ cells }) => cells['evenement']),
    [
      'JurySessionOpened',
      'JuryConstituted',
      'JuryMemberRecused',
      'JuryMemberReplaced',
      'CandidateConvened',
      'DefenceHeld',
      'FinalAssessmentRecorded',
      'DeliberationHeld',
      'JuryDecisionRecorded',
      'MinutesSigned',
      'MinutesSigned',
      'MinutesSigned',
      'MinutesSealed',
    ],
  )
  t.notMatch(JSON.stringify(events), / min/, 'nor of the time that others were given')
})

t.test('R5: a regulator is told of no minutes', async (t) => {
  t.match(JSON.stringify(await tableOf('evenements', sealed)), /47 min \(prévu 45 min\)/)
  const effects = (await tableOf('evenements', { ...sealed, masked: true })).map(({ cells }) => String(cells['effet']))
  t.ok(effects.includes('Soutenance tenue le 2 juillet 2024'))
  t.notOk(effects.some((text) => text.includes(' min')))
})

t.test('R5: what does not exist, not yet, or is of others, is not found', async (t) => {
  const missing = { code: 'KIT_NOT_FOUND' }
  await t.rejects(tableOf('seance', { subject: idOf('nothing') }), missing)
  const opened = log.findIndex(({ type }) => type === 'JurySessionOpened')
  await t.rejects(tableOf('seance', { ...sealed, size: opened }), missing)
  await t.rejects(tableOf('seance', { subject: story.draftMspr, partner: certifierSiret }), missing)
  t.match((await tableOf('seance', { subject: story.draftMspr, partner: partnerSiret }))[0]?.cells, { document: 'projet' })
})
