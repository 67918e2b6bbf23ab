import { certifierSiret, fingerprintOf, idOf, openPlay, partnerSiret } from '@minutier/testing'
import t from 'tap'
import { historyReport } from '../../src/history/kind.ts'
import type { Row } from '../../src/making/report.ts'
import { apprentice, constitutedJury, convened, decided, jurorsOf, on, sealedMinutes, sessionDay, signed } from '../juries/cast.ts'
import { reportsOf } from '../support/making.ts'

/**
 * An apprentice given more time, whose dossier was recorded 45 days after it was handed in, its pages typed wrong, and who was heard;
 * another whose dossier came by an import, and who was exempted from the oral.
 */
const play = await openPlay()
t.teardown(() => play.close())
const jurors = await jurorsOf(play)
const followed = await apprentice(play, jurors, 'Suivie')
const imported = await apprentice(play, jurors, 'Reprise')

await play.run('DesignateDisabilityOfficer', certifierSiret, { officerId: jurors.staff, fromOn: '2022-09-01' }, on(play, '2023-10-02'))
async function granted(candidacyId: string, measures: readonly object[]): Promise<string> {
  const acting = on(play, '2023-10-02')
  const accommodationId = idOf(`accommodation of ${candidacyId}`)
  const request = { accommodationId, receivedOn: '2023-10-02', written: true, officerId: jurors.staff, request: { reference: 'demande' } }
  await play.run('RequestAccommodation', candidacyId, request, acting)
  await play.run('GrantAccommodation', candidacyId, { accommodationId, effectiveOn: '2023-10-02', measures }, acting)
  return accommodationId
}
const moreTime = await granted(followed, [{ type: 'extraTime', epreuve: 'final', normalMinutes: 45, grantedMinutes: 60 }])
const withoutOral = await granted(imported, [{ type: 'exemption', epreuve: 'final', part: 'oral' }])

const dossier = (candidacyId: string) => ({
  pages: 55,
  fingerprint: fingerprintOf(`dossier ${candidacyId}`),
  workPeriod: { kind: 'alternance', fromOn: '2023-09-04', untilOn: '2024-04-30' },
  attestation: { reference: 'attestation' },
})
const handedIn = { occurredAt: '2024-05-06T10:00:00.000Z' }
play.at('2024-06-20')
const submitted = (await play.run('SubmitDossier', followed, dossier(followed), handedIn)).events[0]?.id
const correction = { correctedEventId: submitted, correction: { pages: 56 }, reason: 'typingError', authority: 'certifier' }
await play.run('RectifyFact', followed, correction, on(play, '2024-06-21'))
await play.run('AcceptDossier', followed, {}, on(play, '2024-06-21'))

const start = { fileFingerprint: fingerprintOf('a file'), kind: 'commands', reason: 'catchUp' }
const { streamId: correlationId } = await play.run('StartImport', null, start)
const caller = { actor: idOf('a certifier'), role: 'certifier' as const }
const brought = { streamId: imported, ...handedIn, correlationId }
await play.ledger.execute({ ...brought, id: idOf('brought'), type: 'SubmitDossier', body: dossier(imported) }, caller)
await play.ledger.execute({ ...brought, id: idOf('accepted'), type: 'AcceptDossier', body: {} }, caller)
await play.ledger.processes.settled()
const exemption = { accommodationId: withoutOral, deciderId: jurors.staff, decidedOn: '2024-06-24', epreuve: 'final', part: 'oral' }
await play.run('ExemptEpreuvePart', imported, exemption, on(play, '2024-06-24'))

const juryId = await constitutedJury(play, jurors)
const time = { plannedMinutes: 60, accommodationIds: [moreTime] }
await convened(play, juryId, followed, time)
const sittingIds = [jurors.internal, jurors.one, jurors.two]
await play.run(
  'RecordDefence',
  juryId,
  { candidacyId: followed, heldOn: sessionDay, sittingIds, ...time, actualMinutes: 58 },
  on(play, sessionDay),
)
await play.run(
  'ConveneCandidate',
  juryId,
  { candidacyId: imported, object: 'file', plannedOn: sessionDay, accommodationIds: [] },
  on(play, sessionDay),
)
for (const candidacyId of [followed, imported]) {
  const grid = { candidacyId, favourable: true, gridFingerprint: fingerprintOf(`grid ${candidacyId}`) }
  await play.run('RecordFinalAssessment', juryId, grid, on(play, sessionDay))
}
await decided(play, juryId, followed, { outcome: 'partial', finalEpreuve: 'validated' })
await decided(play, juryId, imported, { object: 'file', outcome: 'partial', finalEpreuve: 'validated' })
await signed(play, juryId, sittingIds)
await sealedMinutes(play, juryId)

const make = reportsOf(t, play)
const log = await play.log()
type Asked = Parameters<typeof make>[1]
const eventsOf = (subject: string, asked: Asked = {}) => make(historyReport, { subject, ...asked }, ({ rows }) => rows('evenements'))
const verdictsOf = (subject: string, asked: Asked = {}) => make(historyReport, { subject, ...asked }, ({ rows }) => rows('verdicts'))
const ofType = (rows: readonly Row[], type: string) => rows.find(({ cells }) => cells['evenement'] === type)
const types = (rows: readonly Row[]) => rows.map(({ cells }) => cells['evenement'])

t.test('R6: every event of the candidacy and of the streams that touched it, with its place, its times, its author', async (t) => {
  const rows = await eventsOf(followed)
  const streams = new Set(rows.map(({ positions }) => log[positions.at(-1) ?? -1]?.stream.split('-')[0]))
  t.strictSame([...streams].toSorted(), ['candidacy', 'jury', 'person', 'work'])
  const row = ofType(rows, 'DefenceHeld')
  const position = log.findIndex(({ type }) => type === 'DefenceHeld')
  t.match(row?.cells, {
    position,
    survenu_le: '2024-07-02T10:00:00.000Z',
    enregistre_le: '2024-07-02T10:00:00.000Z',
    retard: null,
    auteur: idOf('a certifier'),
    role: 'certifier',
    reglement: 'RNCP36582@1',
    effet: 'Soutenance devant 3 membres le 2 juillet 2024, 58 min (prévu 60 min)',
  })
  t.strictSame(row?.positions, [position])
  t.equal(rows.filter(({ cells }) => cells['evenement'] === 'CandidateConvened').length, 1, 'nothing of the other candidate')
  t.match(ofType(rows, 'HearingCompleted')?.cells, { role: 'process', auteur: /^process:/ })
})

t.test('R6: what was recorded late is flagged, with its days', async (t) => {
  const rows = await eventsOf(followed)
  t.match(ofType(rows, 'DossierSubmitted')?.cells, { survenu_le: '2024-05-06T10:00:00.000Z', retard: 45 })
  t.match(ofType(rows, 'DossierDeemedCompliant')?.cells, { retard: null })
})

t.test('R6: a correction names what it corrects, which reads as corrected', async (t) => {
  const rows = await eventsOf(followed)
  const corrected = log.findIndex(({ id }) => id === submitted)
  t.equal(ofType(rows, 'DossierSubmitted')?.cells['effet'], 'Dossier professionnel remis : 56 pages')
  const rectified = ofType(rows, 'FactRectified')
  t.equal(rectified?.cells['effet'], `Rectification d’un fait (erreur de saisie) : position ${corrected}, pages`)
  t.strictSame(rectified?.positions, [corrected, log.findIndex(({ type }) => type === 'FactRectified')])
})

t.test('R6: what came by an import says so, and is not late', async (t) => {
  const row = ofType(await eventsOf(imported), 'DossierSubmitted')
  t.match(row?.cells, { retard: null, effet: '(repris par un import) Dossier professionnel remis : 55 pages' })
})

t.test('R6: as it was known at an instant, or had happened by then', async (t) => {
  const instant = '2024-06-20T23:59:59.999Z'
  const known = await eventsOf(followed, { instant, clock: 'recorded' })
  t.equal(ofType(known, 'DossierSubmitted')?.cells['effet'], 'Dossier professionnel remis : 55 pages')
  t.notOk(types(known).includes('FactRectified'))
  const before = { instant: '2024-06-01T00:00:00.000Z' }
  t.notOk(types(await eventsOf(followed, { ...before, clock: 'recorded' })).includes('DossierSubmitted'))
  const happened = await eventsOf(followed, { ...before, clock: 'occurred' })
  t.equal(ofType(happened, 'DossierSubmitted')?.cells['effet'], 'Dossier professionnel remis : 56 pages', 'as it is known now')
  t.notOk(types(happened).includes('DefenceHeld'))
})

t.test('R6: the verdict of each rule, with its events and its sentence', async (t) => {
  const rows = await verdictsOf(followed)
  const of = (rule: string) => rows.find(({ key }) => key === rule)
  t.match(of('F1')?.cells, { verdict: 'satisfaite', phrase: 'Dossier de 50 à 60 pages - Travail individuel' })
  const behind = (of('F1')?.positions ?? []).map((rank) => log[rank]?.type)
  t.strictSame(behind, ['WorkReserved', 'DossierSubmitted'])
  t.match(of('V1')?.cells, { verdict: 'sans objet' })
  t.match(of('C1')?.cells, { verdict: 'en attente' })
  t.match((await verdictsOf(imported)).find(({ key }) => key === 'F2')?.cells, { verdict: 'levée : dispense accordée' })
})

t.test('R6: a regulator is told nothing of accommodations, nor of minutes', async (t) => {
  const health = /ccommodation|xempt|ménagement|ispense| min\b/
  t.match(JSON.stringify(await eventsOf(imported)), health)
  for (const subject of [followed, imported]) {
    t.notMatch(JSON.stringify([await eventsOf(subject, { masked: true }), await verdictsOf(subject, { masked: true })]), health)
  }
  const rows = await eventsOf(followed, { masked: true })
  t.equal(ofType(rows, 'DefenceHeld')?.cells['effet'], 'Soutenance tenue le 2 juillet 2024')
  const rules = (await verdictsOf(imported, { masked: true })).map(({ key }) => key)
  t.notOk(rules.some((rule) => rule.startsWith('H') || rule === 'F2'))
  t.ok(rules.includes('F1'))
})

t.test('R6: the name is in the named form alone, on paper', async (t) => {
  const paper = (named: boolean) =>
    make(historyReport, { subject: followed, named }, async ({ content }) =>
      JSON.stringify(await content.pdf?.({ sha256: 'f'.repeat(64) })),
    )
  t.match(await paper(true), /Exemple-Suivie Alix/)
  t.notMatch(await paper(false), /Exemple|Alix/)
})

t.test('R6: another centre’s candidate, one that does not exist, or not yet, is not found', async (t) => {
  const missing = { code: 'KIT_NOT_FOUND' }
  t.ok((await eventsOf(followed, { partner: certifierSiret })).length > 0)
  await t.rejects(eventsOf(followed, { partner: partnerSiret }), missing)
  await t.rejects(eventsOf(idOf('nobody')), missing)
  await t.rejects(eventsOf(followed, { size: log.findIndex(({ type }) => type === 'ApplicationReceived') }), missing)
  await t.rejects(eventsOf(followed, { instant: '2022-12-31T00:00:00.000Z', clock: 'recorded' }), missing)
})
