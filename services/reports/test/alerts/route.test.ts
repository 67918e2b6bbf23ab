import { setTimeout as delay } from 'node:timers/promises'
import { certifierSiret, idOf, partnerSiret, type Who } from '@minutier/testing'
import t from 'tap'
import { openAlerts } from './server.ts'

const codes = ({ alerts }: { alerts: readonly { code: string }[] }) => alerts.map(({ code }) => code)

t.test('the legal day is that of Paris: silence begins at its midnight', async (t) => {
  const { play, list, received } = await openAlerts(t)
  play.at('2023-10-02')
  const id = await received('Expérimentée', '2023-10-02')
  play.at('2023-12-02T22:59:59.999Z')
  const before = await list({ certification: 'RNCP36582' })
  t.match(before, { today: '2023-12-02', total: 1, next: null, alerts: [{ code: 'vaeAnswer', severity: 'soon', days: 0 }] })
  play.at('2023-12-02T23:00:00.000Z')
  t.match(await list(), {
    today: '2023-12-03',
    size: (await play.log()).length,
    alerts: [
      { code: 'vaeSilence', severity: 'late', subject: `candidacy-${id}`, dueOn: '2023-12-02', days: -1, centreSiret: certifierSiret },
    ],
  })
  await play.run('DeemAdmissibilityGranted', id)
  t.strictSame(codes(await list()), [], 'it is recorded, and the answer knows it')
})

t.test('filters: each, and together; pages lose nothing that stays', async (t) => {
  const { play, list, ask, received, habilitate } = await openAlerts(t)
  play.at('2023-10-02')
  await habilitate()
  await received('Un', '2023-10-02')
  await received('Deux', '2023-10-01', partnerSiret)
  await received('Trois', '2023-10-01')
  play.at('2023-12-03')
  const all = await list()
  t.strictSame(codes(all), ['vaeSilence', 'vaeSilence', 'vaeSilence', 'partnerList'], 'due first, then by stream')
  t.strictSame(codes(await list({ code: 'vaeSilence', partner: partnerSiret })), ['vaeSilence'])
  t.strictSame(codes(await list({ severity: 'soon' })), [])
  t.strictSame(codes(await list({ severity: 'late', code: 'partnerList', certification: 'RNCP36582' })), ['partnerList'])
  t.match(await ask({ certification: 'RNCP1' }), { status: 404 })
  const seen: unknown[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const one = await list({ limit: '1', ...(cursor !== '' && { cursor }) })
    t.equal(one.total, 4)
    seen.push(...one.alerts)
    cursor = one.next
  }
  t.strictSame(seen, all.alerts)
  for (const query of [
    { code: 'nothing' },
    { severity: 'bad' },
    { partner: '1' },
    { limit: '0' },
    { cursor: 'nonsense' },
    { sort: 'code' },
  ]) {
    const [path] = Object.keys(query)
    t.match(await ask(query), { status: 400, body: { errors: [{ path }] } }, JSON.stringify(query))
  }
})

t.test('who sees what', async (t) => {
  const { play, list, ask, received, habilitate } = await openAlerts(t)
  play.at('2023-10-02')
  await habilitate()
  await received('Un', '2023-10-02')
  await received('Deux', '2023-10-02', partnerSiret)
  play.at('2025-02-03')
  const everything = ['partnerList', 'registrationExpiring', 'registrationRenewal', 'vaeSilence', 'vaeSilence', 'vaeStale', 'vaeStale']
  t.strictSame(codes(await list()).toSorted(), everything)
  const registrar: Who = { role: 'registrar', partner: partnerSiret }
  t.strictSame(codes(await list({}, registrar)).toSorted(), ['partnerList', 'vaeSilence', 'vaeStale'], 'its own centre, whole')
  t.match(await ask({ partner: certifierSiret }, registrar), { status: 403 })
  t.strictSame(codes(await list({}, { role: 'jury-secretary' })), [], 'no jury is late')
  for (const role of ['regulator', 'dpo', 'operator'] as const) t.match(await ask({}, { role }), { status: 403 }, role)

  const auditor: Who = { role: 'auditor', actor: await play.person('Auditrice') }
  t.match(await ask({}, auditor), { status: 403 })
  t.match(await ask({ certification: 'RNCP1' }, auditor), { status: 403 }, 'nothing tells what exists')
  const grant = { grantId: idOf('grant'), holderId: auditor.actor, role: 'auditor', namedReports: [] }
  await play.run('GrantAccess', 'RNCP36582', { ...grant, fromOn: '2025-02-03', untilOn: '2025-02-28' })
  t.strictSame(codes(await list({}, auditor)).toSorted(), everything)
  play.at('2025-03-01')
  t.match(await ask({}, auditor), { status: 403 }, 'its last day is past')
})

t.test('a jury secretary is shown what juries owe', async (t) => {
  const { play, list, received } = await openAlerts(t)
  play.at('2023-10-02')
  const id = await received('Expérimentée', '2023-10-02')
  play.at('2023-11-13')
  await play.run('DeclareFeasibilityFileComplete', id)
  await play.run('GrantAdmissibility', id, { decidedOn: '2023-11-13' })
  play.at('2024-01-15')
  await play.run('RecordValidationFile', id, { receivedOn: '2024-01-15', file: { reference: 'validation' } })
  play.at('2024-07-17')
  t.strictSame(codes(await list()).toSorted(), ['juryVaeTerm', 'vaeStale'])
  t.strictSame(codes(await list({}, { role: 'jury-secretary' })), ['juryVaeTerm'])
})

t.test('asked again with nothing new: made once; asked at once by several: made once for all', async (t) => {
  const { play, list, received, made } = await openAlerts(t)
  play.at('2023-10-02')
  await Promise.all([list(), list(), list()])
  t.equal(made.count, 1)
  await list({ severity: 'late' })
  t.equal(made.count, 1)
  await received('Un', '2023-10-02')
  await list()
  t.equal(made.count, 2, 'something was recorded')
  play.at('2023-10-03')
  await list()
  t.equal(made.count, 3, 'another day')
})

const counted = (lines: readonly string[]) => lines.filter((line) => !line.endsWith(' 0'))

t.test('the gauge: none before the first evaluation, which a scrape begins and does not wait for', async (t) => {
  const { play, scrape, received, made } = await openAlerts(t)
  play.at('2023-10-02')
  await received('Un', '2023-10-02')
  play.at('2023-12-03')
  const gate = Promise.withResolvers<void>()
  made.held = gate.promise
  t.strictSame(await scrape(), [])
  t.strictSame(await scrape(), [], 'still under way')
  t.equal(made.count, 1)
  gate.resolve()
  await t.resolves(until(async () => (await scrape()).length > 0))
  t.strictSame(counted(await scrape()), ['minutier_alerts{code="vaeSilence",severity="late"} 1'])
})

t.test('the gauge: made again after ten minutes, and what is done goes back to none', async (t) => {
  const { play, scrape, list, received, made } = await openAlerts(t)
  play.at('2023-10-02')
  const id = await received('Un', '2023-10-02')
  play.at('2023-12-03T10:00:00.000Z')
  await list()
  t.strictSame(counted(await scrape()), ['minutier_alerts{code="vaeSilence",severity="late"} 1'], 'a list is an evaluation')
  await play.run('DeemAdmissibilityGranted', id)
  play.at('2023-12-03T10:09:59.999Z')
  t.equal(counted(await scrape()).length, 1)
  t.equal(made.count, 1)
  play.at('2023-12-03T10:10:00.000Z')
  t.equal(counted(await scrape()).length, 1, 'the last one, while another is made')
  await t.resolves(until(async () => counted(await scrape()).length === 0))
  t.equal(made.count, 2)
})

async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    if (await holds()) return
    await delay(20)
  }
  throw new Error('it never came')
}
