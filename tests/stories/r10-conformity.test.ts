import { fingerprintOf, idOf, type TestServer } from '@minutier/testing'
import t from 'tap'
import {
  certification,
  constitutedJury,
  decided,
  fullSuccess,
  heardFinal,
  issued,
  on,
  readyForTheJury,
  sealedMinutes,
} from './cast/index.ts'
import { type Planted, plantedNames, plantedPromotion } from './cast/planted.ts'
import { content, generated, reportServer, rowReader } from './cast/reports.ts'

const server = await reportServer(t)
const { play } = server
const planted = await plantedPromotion(play)
const rowsIn = await rowReader(play, planted)
const first = await generated(server)
const rows = rowsIn(first.file)
const of = (name: keyof Planted) => {
  const found = rows.get(name)
  if (!found) throw new Error(`no row of ${name}`)
  return found
}

t.test('R10: a row per certificate, in the order of their numbers', (t) => {
  const found = content.parse(JSON.parse(first.file))
  t.equal(rows.size, plantedNames.length)
  const order = found.tables.delivrances.map(({ number }) => number)
  t.strictSame(order, order.toSorted())
  t.match(of('clean'), {
    issuedOn: '2024-07-05',
    enteredOn: '2023-09-04',
    route: 'CA',
    finalEpreuveOn: '2024-07-02',
    vaeDecidedOn: null,
    blocs: [
      { bloc: 'RNCP36582BC01', acquiredOn: '2023-11-06' },
      { bloc: 'RNCP36582BC02', acquiredOn: '2023-12-04' },
      { bloc: 'RNCP36582BC03', acquiredOn: '2024-01-15' },
      { bloc: 'RNCP36582BC04', acquiredOn: '2024-03-04' },
    ],
    window: ['W1', 'W2', 'W3'].map((rule) => ({ rule, status: 'satisfied' })),
  })
  t.match(of('vae'), { route: 'VAE', enteredOn: '2023-02-20', finalEpreuveOn: null, vaeDecidedOn: '2024-07-02' })
  t.match(of('exceptional'), {
    exceptionalAdmissionOn: '2023-03-01',
    equivalences: [{ bloc: 'RNCP36582BC04', sourceBloc: 'RNCP35584BC02' }],
  })
  t.end()
})

t.test('R10: what is as it should be has no anomaly', (t) => {
  for (const name of ['clean', 'exceptional', 'atPartner'] as const)
    t.match(of(name), { anomalies: [], imported: [], revokedOn: null }, name)
  t.end()
})

t.test('R10: each anomaly that was planted is there once, with its explanation', (t) => {
  const told = (name: keyof Planted) => of(name).anomalies.map(({ code, rule, reason, sentence }) => ({ code, rule, reason, sentence }))
  t.strictSame(told('late'), [
    { code: 'late', rule: 'G8', reason: null, sentence: 'Fait DossierSubmitted du 2024-05-06 enregistré le 2024-06-20, 45 jours après.' },
    {
      code: 'late',
      rule: 'G8',
      reason: null,
      sentence: 'Fait DossierDeemedCompliant du 2024-05-06 enregistré le 2024-06-20, 45 jours après.',
    },
  ])
  t.strictSame(told('rectified'), [
    {
      code: 'rectified',
      rule: null,
      reason: 'typingError',
      sentence: 'Fait DossierSubmitted du 2024-05-06 rectifié le 2024-05-07 (pages), motif typingError, autorité certifier.',
    },
  ])
  t.strictSame(told('annulled'), [
    {
      code: 'decisionAnnulled',
      rule: null,
      reason: 'appealUpheld',
      sentence: 'Fait JuryDecisionRecorded du 2024-07-02 annulé le 2024-09-03, motif appealUpheld, autorité certifier.',
    },
    {
      code: 'revoked',
      rule: null,
      reason: 'decisionAnnulled',
      sentence: 'Certificat révoqué à compter du 2024-09-10, motif decisionAnnulled.',
    },
  ])
  t.equal(of('annulled').revokedOn, '2024-09-10')
  t.match(of('annulled'), { finalEpreuveOn: '2024-07-02', juryId: /-/ }, 'as it was when the certificate was issued')
  t.match(told('vae'), [{ code: 'waived', rule: 'V5', reason: 'juryUnavailable', sentence: /^Règle V5 \(« .* »\) levée par le motif/ }])
  t.match(of('vae').anomalies[0]?.by, { actor: idOf('a certifier'), role: 'certifier' }, 'who waived it')
  t.match(told('afterExpiry'), [
    {
      code: 'outsideRegistration',
      rule: 'W2',
      sentence: /^Délivré le 2025-09-22, après l’échéance .* au 2025-07-01 ; entrée du 2023-09-04 ; règle W2 .*satisfaite\.$/,
    },
  ])
  t.end()
})

t.test('R10: what came by an import is counted apart, not late', (t) => {
  t.strictSame(of('imported').anomalies, [])
  t.equal(of('imported').imported.length, 2, 'the dossier and its acceptance')
  t.end()
})

t.test('R10: an accommodation is health data: twice the time is no anomaly, and nothing tells of it', (t) => {
  t.strictSame(of('accommodated').anomalies, [])
  t.notMatch(first.file, /ccommodation|xempt|"H[0-9]|inutes/)
  t.notMatch(first.file, /Exemple|Alix|Dominique/, 'no name')
  t.end()
})

t.test('R10: positions are ranks in the total order, of the events that the sentences name', async (t) => {
  const log = await play.log()
  for (const { positions, anomalies } of rows.values()) {
    t.ok(positions.every((rank, at) => rank < first.manifest.size && rank > (positions[at - 1] ?? -1)))
    for (const one of anomalies) t.ok(one.positions.every((rank) => positions.includes(rank)))
  }
  const [late] = of('late').anomalies
  t.match(log[late?.positions[0] ?? -1], { type: 'DossierSubmitted', stream: `candidacy-${planted.late}` })
  const [rectified] = of('rectified').anomalies
  t.match(
    rectified?.positions.map((rank) => log[rank]?.type),
    ['DossierSubmitted', 'FactRectified'],
  )
})

t.test('an earlier size, an earlier day: what the ledger knew then', async (t) => {
  const log = await play.log()
  const annulment = log.findIndex(({ id }) => id === log.find(({ type }) => type === 'DecisionAnnulmentRequested')?.id)
  const then = rowsIn((await generated(server, { size: annulment })).file)
  t.match(then.get('annulled'), { revokedOn: null, anomalies: [], window: [{}, { rule: 'W2', status: 'satisfied' }, {}] })
  t.notOk(then.has('afterExpiry'), 'it was not issued yet')
  const later = rowsIn((await generated(server, { size: annulment, asOf: '2026-01-01' })).file)
  t.match(later.get('annulled'), { revokedOn: null, anomalies: [] }, 'a later day adds no event to those of the size')
  t.notOk(later.has('afterExpiry'))
  const rectifiedAt = log.findIndex(({ type }) => type === 'FactRectified')
  t.strictSame([...rowsIn((await generated(server, { size: rectifiedAt })).file)], [], 'no certificate yet')
  const { file, manifest } = await generated(server, { asOf: '2024-09-04' })
  t.ok(manifest.size > annulment)
  t.match(rowsIn(file).get('annulled'), { revokedOn: null, anomalies: [{ code: 'decisionAnnulled' }] }, 'annulled, not revoked yet')
})

t.test('a registration that was suspended, a fact that breaks a rule, an effect that was refused', async (t) => {
  const other = await reportServer(t)
  const { candidacyId } = await readyForTheJury(other.play, 'Suspendue')
  const suspension = { effectiveOn: '2024-06-03', reason: 'dutyNotMet', decisionFingerprint: fingerprintOf('decision of the agency') }
  await other.play.run('SuspendRegistration', certification, suspension, on(other.play, '2024-06-03'))
  const juryId = await constitutedJury(other.play)
  await heardFinal(other.play, juryId, candidacyId)
  await decided(other.play, juryId, candidacyId, fullSuccess)
  await sealedMinutes(other.play, juryId)
  await issued(other.play, candidacyId)
  await forged(other.play, candidacyId)
  const { file, manifest } = await generated(other)
  const [found] = content.parse(JSON.parse(file)).tables.delivrances
  t.match(
    found?.anomalies.map(({ code, rule, sentence }) => ({ code, rule, sentence })),
    [
      {
        code: 'outsideRegistration',
        rule: 'W3',
        sentence:
          /^Délivré le 2024-07-05, alors que l’enregistrement est suspendu depuis le 2024-06-03 ; entrée du 2023-09-04 ; règle W3 .*satisfaite\.$/,
      },
      { code: 'effectRefused', rule: 'G5', sentence: 'Effet CertificateIssued refusé le 2024-07-05 par la règle G5.' },
      { code: 'violated', rule: 'G9', sentence: 'Règle G9 enfreinte par PositioningTestTaken du 2024-07-05.' },
    ],
  )
  t.ok(found?.anomalies.find(({ code }) => code === 'violated')?.positions.includes(manifest.size - 2), 'the event itself')
})

/** What no command records: a test by who may not record one, and an effect refused after the issuance that called for it. */
async function forged({ store, now, history }: TestServer['play'], candidacyId: string): Promise<void> {
  const past = await history('candidacy', candidacyId)
  const envelope = (role: string, causationId: string | null) => ({
    schemaVersion: 1,
    occurredAt: now,
    actor: role === 'process' ? 'process:test' : idOf(`a ${role}`),
    role,
    commandId: idOf(`forged by ${role}`),
    commandMac: null,
    rulebook: null,
    correlationId: null,
    causationId,
    reads: [],
  })
  const issuance = past.find(({ type }) => type === 'CertificateIssued')?.id ?? null
  await store.append(`candidacy-${candidacyId}`, past.length - 1, [
    {
      id: idOf('forged test'),
      type: 'PositioningTestTaken',
      data: { test: 'informatics', outcome: 'passed' },
      metadata: { envelope: envelope('auditor', null) },
    },
    {
      id: idOf('refused effect'),
      type: 'EffectRefused',
      data: { effect: 'CertificateIssued', rule: 'G5' },
      metadata: { envelope: envelope('process', issuance) },
    },
  ])
}
