import { allBlocs, fingerprintOf, habilitated, idOf, partnerSiret, type Step } from '@minutier/testing'
import t from 'tap'
import { alertsOf } from './alerts-of.ts'

const certification = 'RNCP36582'
const habilitationId = idOf(`habilitation of ${partnerSiret}`)
const at =
  (day: string): Step =>
  (world) =>
    void world.at(day)
const transmitted =
  (transmittedOn: string): Step =>
  (world) => {
    world.at(transmittedOn)
    const list = { transmittedOn, habilitationCount: 1, listFingerprint: fingerprintOf(`list of ${transmittedOn}`) }
    return world.attempt('RecordPartnerListTransmission', certification, list)
  }
const changed =
  (type: 'SuspendHabilitation' | 'RevokeHabilitation', effectiveOn: string, reason: string): Step =>
  (world) => {
    world.at(effectiveOn)
    return world.attempt(type, partnerSiret, { habilitationId, effectiveOn, reason })
  }
const habilitation = [at('2023-01-10'), habilitated(partnerSiret, { untilOn: '2024-08-31' })]

t.test('partnerList: two months from each change, from the change on, until a list tells of it', async (t) => {
  const { on, lines, behind } = await alertsOf(t, ...habilitation)
  t.strictSame(await lines('2023-01-09', 'partnerList'), [])
  t.strictSame(await lines('2023-01-10', 'partnerList'), ['soon 2023-03-10 59'])
  t.strictSame(await lines('2023-03-10', 'partnerList'), ['soon 2023-03-10 0'])
  t.strictSame(await lines('2023-03-11', 'partnerList'), ['late 2023-03-10 -1'])
  const [alert] = await on('2023-03-11', 'partnerList')
  t.match(alert, { subject: `partner-${partnerSiret}`, about: habilitationId, certification, centreSiret: partnerSiret })
  t.strictSame(behind(alert), ['PartnerHabilitated'])

  const told = await alertsOf(t, ...habilitation, transmitted('2023-02-01'))
  t.strictSame(await told.lines('2023-03-11', 'partnerList'), [])
  t.strictSame(await told.lines('2024-09-01', 'partnerList'), ['soon 2024-11-01 61'], 'the period ran out')
  const [ended] = await told.on('2024-11-02', 'partnerList')
  t.match(ended, { severity: 'late', positions: [], text: { en: /run out/ } })
})

t.test('partnerList: of several changes the oldest is due; all of them are behind it', async (t) => {
  const { on, behind } = await alertsOf(t, ...habilitation, changed('SuspendHabilitation', '2023-02-15', 'auditFinding'))
  const alerts = await on('2023-03-11', 'partnerList')
  t.strictSame(
    alerts.map(({ dueOn }) => dueOn),
    ['2023-03-10'],
  )
  t.strictSame(behind(alerts[0]), ['PartnerHabilitated', 'HabilitationSuspended'])
})

t.test('partnerList: a list that is annulled tells nothing', async (t) => {
  const annulled: Step = (world) => {
    const correctedEventId = world.last('PartnerListTransmitted').id
    return world.attempt('AnnulFact', certification, { correctedEventId, reason: 'typingError', authority: 'certifier' })
  }
  const { lines } = await alertsOf(t, ...habilitation, transmitted('2023-02-01'), annulled)
  t.strictSame(await lines('2023-03-11', 'partnerList'), ['late 2023-03-10 -1'])
})

t.test('habilitationExpiring: sixty days before its last one, unless another goes on', async (t) => {
  const { on, lines, behind } = await alertsOf(t, ...habilitation)
  t.strictSame(await lines('2024-07-01', 'habilitationExpiring'), [])
  t.strictSame(await lines('2024-07-02', 'habilitationExpiring'), ['soon 2024-08-31 60'])
  t.strictSame(await lines('2024-08-31', 'habilitationExpiring'), ['soon 2024-08-31 0'])
  t.strictSame(await lines('2024-09-01', 'habilitationExpiring'), [], 'it has run out')
  t.strictSame(behind((await on('2024-08-31', 'habilitationExpiring'))[0]), ['PartnerHabilitated'])

  const next = (fields: object) =>
    habilitated(partnerSiret, { habilitationId: idOf('next'), fromOn: '2024-09-01', untilOn: '2026-08-31', ...fields })
  const after = async (...steps: readonly Step[]) =>
    (await alertsOf(t, ...habilitation, ...steps)).lines('2024-08-31', 'habilitationExpiring')
  t.strictSame(await after(next({})), [])
  t.strictSame(await after(next({ fromOn: '2024-09-02' })), ['soon 2024-08-31 0'], 'a day between them')
  t.strictSame(await after(next({ blocs: allBlocs.slice(1) })), ['soon 2024-08-31 0'], 'not all of its blocs')
  t.strictSame(await after(next({ scope: 'HABILITATION_FORMER' })), ['soon 2024-08-31 0'], 'it may not assess any more')
  t.strictSame(await after(changed('RevokeHabilitation', '2024-06-03', 'auditFinding')), [])
})
