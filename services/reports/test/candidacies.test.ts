import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { candidacies, openReadModels, type ReadModels } from '@minutier/read-models'
import { createApp, openLocalIssuer } from '@minutier/service-kit'
import { certifierSiret, fingerprintOf, idOf, openPlay, partnerSiret, type Who } from '@minutier/testing'
import t, { type Test } from 'tap'
import { z } from 'zod'
import { reportProjections, reportsService } from '../src/index.ts'

const allBlocs = ['RNCP36582BC01', 'RNCP36582BC02', 'RNCP36582BC03', 'RNCP36582BC04']

const page = z.strictObject({
  candidacies: z.array(z.looseObject({ id: z.string(), centreSiret: z.string(), route: z.string(), status: z.string() })),
  next: z.string().nullable(),
  size: z.int(),
})

/** The service over a ledger in memory, and what its tests ask of it. */
async function open(t: Test, { started = true, instead = {} }: { started?: boolean; instead?: Partial<ReadModels> } = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-reports-'))
  const play = await openPlay()
  const clock = () => play.now
  const inFile = { path: join(folder, 'read-models.sqlite'), store: play.store, clock }
  const readModels = openReadModels({ ...inFile, projections: [candidacies] })
  const issuer = await openLocalIssuer(join(folder, 'token.key'))
  const options = { ledger: play.ledger, tokens: { kind: 'local' as const, publicKey: issuer.publicKey }, logLevel: 'silent' as const }
  const kit = { ...options, bodyLimit: 1024, requestsPerMinute: 0, example: false, version: '0.0.0-test' }
  const app = await createApp(kit, [
    reportsService({
      readModels: { ...readModels, ...instead },
      openForReports: () => openReadModels({ ...inFile, projections: reportProjections }),
      spool: join(folder, 'spool'),
      settings: { promotionMonth: 1 },
      cdc: null,
    }),
  ])
  t.teardown(async () => {
    await app.close()
    await readModels.close()
    await play.close()
    rmSync(folder, { recursive: true, force: true })
  })
  if (started) readModels.start()
  const ask = async (
    query: Readonly<Record<string, string>> = {},
    { role, partner, actor = idOf(`a ${role}`) }: Who = { role: 'certifier' },
  ) => {
    const token = await issuer.issue({ actor, role, partner }, 3600)
    const url = `/v1/candidacies?${new URLSearchParams(query)}`
    const { statusCode, headers, body } = await app.inject({
      method: 'GET',
      url,
      headers: { authorization: `Bearer ${token}`, 'accept-language': 'en' },
    })
    return { status: statusCode, headers, body: z.record(z.string(), z.unknown()).parse(JSON.parse(body)) }
  }
  /** Asks once everything recorded is known. */
  const list = async (query: Readonly<Record<string, string>> = {}, who?: Who) => {
    const { body, status } = await ask({ 'min-position': String(await play.store.head()), ...query }, who)
    if (status !== 200) throw new Error(JSON.stringify(body))
    return page.parse(body)
  }
  const apply = async (name: string, fields: Readonly<Record<string, unknown>> = {}) => {
    const place = { route: 'CA', centreSiret: certifierSiret, territory: 'FR', ...fields }
    const pieces = { pieces: ['cv', 'letter'], file: { reference: 'application' } }
    const body = { personId: await play.person(name), certification: 'RNCP36582', ...place, ...pieces }
    return play.run('ReceiveApplication', null, body, { occurredAt: play.now })
  }
  const habilitate = () =>
    play.run('HabilitatePartner', partnerSiret, {
      habilitationId: idOf('habilitation'),
      certification: 'RNCP36582',
      scope: 'HABILITATION_ORGA_FORM',
      blocs: allBlocs,
      fromOn: '2022-09-01',
      untilOn: '2025-06-30',
      conventionFingerprint: fingerprintOf('convention'),
      subcontracting: false,
    })
  play.at('2023-03-01')
  return { play, readModels, app, ask, list, apply, habilitate }
}

const idsOf = ({ candidacies: rows }: z.infer<typeof page>) => rows.map(({ id }) => id)

t.test('filters: each, and together; rows in the order in which they were opened', async (t) => {
  const { list, apply, habilitate, play } = await open(t)
  await habilitate()
  const own = await apply('Un')
  const initial = await apply('Deux', { route: 'FI' })
  const partners = await apply('Trois', { centreSiret: partnerSiret })
  const all = await list()
  t.strictSame(idsOf(all), [own.streamId, initial.streamId, partners.streamId])
  t.equal(all.size, (await play.log()).length)
  t.strictSame(idsOf(await list({ route: 'FI' })), [initial.streamId])
  t.strictSame(idsOf(await list({ partner: partnerSiret })), [partners.streamId])
  t.strictSame(idsOf(await list({ partner: certifierSiret, route: 'CA', status: 'applied' })), [own.streamId])
  t.strictSame(idsOf(await list({ partner: partnerSiret, route: 'FI' })), [])
  t.strictSame(idsOf(await list({ promotion: '2024' })), [])
  t.match(all.candidacies[0], {
    certification: 'RNCP36582',
    promotion: null,
    openedOn: '2023-03-01',
    enrolledOn: null,
    certificate: { state: 'none', number: null },
  })
})

t.test('every filter finds what a look at the rows finds', async (t) => {
  const { list, apply, habilitate } = await open(t)
  await habilitate()
  for (const [at, route] of ['CA', 'FI', 'FC', 'CA', 'FI'].entries())
    await apply(`Candidat ${at}`, { route, centreSiret: at % 2 === 0 ? certifierSiret : partnerSiret })
  const all = await list()
  for (const partner of [certifierSiret, partnerSiret]) {
    for (const route of ['CA', 'FI', 'FC', 'VAE']) {
      const expected = all.candidacies.filter((row) => row.centreSiret === partner && row.route === route)
      t.strictSame((await list({ partner, route })).candidacies, expected, `${partner} ${route}`)
    }
  }
})

t.test('pages: each row once, though new ones come and others change meanwhile', async (t) => {
  const { list, apply } = await open(t)
  const applied: string[] = []
  for (let at = 0; at < 5; at++) applied.push((await apply(`Candidat ${at}`)).streamId)
  const seen: string[] = []
  let cursor: string | null = null
  do {
    const one: z.infer<typeof page> = await list({ limit: '2', ...(cursor !== null && { cursor }) })
    seen.push(...idsOf(one))
    cursor = one.next
    if (applied.length < 7) applied.push((await apply(`Nouveau ${applied.length}`)).streamId)
  } while (cursor !== null)
  t.strictSame(seen, applied)
})

t.test('a cursor outlives a rebuild', async (t) => {
  const { list, apply, readModels } = await open(t)
  const applied = [await apply('Un'), await apply('Deux'), await apply('Trois')]
  const first = await list({ limit: '1' })
  await readModels.rebuild('candidacies')
  const second = await list({ limit: '2', cursor: first.next ?? '' })
  t.strictSame(
    [...idsOf(first), ...idsOf(second)],
    applied.map(({ streamId }) => streamId),
  )
  t.equal(second.next, null, 'the last page says so, though it is full')
})

t.test('a registrar sees its own centre, whatever is asked', async (t) => {
  const { list, apply, habilitate } = await open(t)
  await habilitate()
  const own = await apply('Un')
  const partners = await apply('Deux', { centreSiret: partnerSiret })
  const registrar: Who = { role: 'registrar', partner: partnerSiret }
  t.strictSame(idsOf(await list({}, registrar)), [partners.streamId])
  t.strictSame(idsOf(await list({ partner: partnerSiret }, registrar)), [partners.streamId])
  t.strictSame(idsOf(await list({ partner: certifierSiret }, registrar)), [])
  t.strictSame(idsOf(await list({ status: 'applied' })), [own.streamId, partners.streamId], 'the certifier sees both')
})

t.test('an auditor while a grant runs; nobody else', async (t) => {
  const { ask, list, apply, play } = await open(t)
  const { streamId } = await apply('Un')
  const auditor = { role: 'auditor' as const, actor: await play.person('Auditrice') }
  t.match(await ask({}, auditor), { status: 403, body: { code: 'KIT_FORBIDDEN' } })
  const grant = {
    grantId: idOf('grant'),
    holderId: auditor.actor,
    role: 'auditor',
    namedReports: [],
    fromOn: '2023-03-01',
    untilOn: '2023-03-31',
  }
  await play.run('GrantAccess', 'RNCP36582', grant)
  t.strictSame(idsOf(await list({}, auditor)), [streamId])
  play.at('2023-04-01')
  t.equal((await ask({}, auditor)).status, 403, 'its last day is past')
  for (const role of ['jury-secretary', 'regulator', 'dpo', 'operator'] as const) t.equal((await ask({}, { role })).status, 403, role)
})

t.test('what is not well formed is refused, field by field', async (t) => {
  const { ask } = await open(t)
  const wrong = [
    { partner: '12345678901234' },
    { route: 'XX' },
    { status: 'none' },
    { promotion: 'MMXXIV' },
    { limit: '201' },
    { limit: '0' },
    { cursor: 'nonsense' },
    { cursor: Buffer.from('1.01').toString('base64url') },
    { 'min-position': '12' },
    { sort: 'name' },
  ]
  for (const query of wrong) {
    const [path] = Object.keys(query)
    t.match(await ask(query), { status: 400, body: { code: 'KIT_REQUEST_INVALID', errors: [{ path }] } }, JSON.stringify(query))
  }
})

t.test('min-position: one’s own write is in the answer', async (t) => {
  const { ask, apply } = await open(t)
  for (let at = 0; at < 5; at++) {
    const { streamId, position } = await apply(`Candidat ${at}`)
    const { body } = await ask({ 'min-position': position })
    t.equal(idsOf(page.parse(body)).at(-1), streamId)
  }
})

t.test('min-position: what is not reached in two seconds is a 503 that says when to ask again', async (t) => {
  const asked: unknown[] = []
  const { ask, apply, readModels } = await open(t, {
    instead: {
      waitFor: (projection, position, options) => {
        asked.push(options?.timeoutMs)
        return readModels.waitFor(projection, position, { ...options, timeoutMs: 20 })
      },
    },
  })
  await apply('Un')
  const answer = await ask({ 'min-position': '99999999999999999999' })
  t.match(answer, { status: 503, headers: { 'retry-after': '1', 'content-type': /^application\/problem\+json/ } })
  t.match(answer.body, { status: 503, code: 'RM_BEHIND', type: 'urn:minutier:problem:RM_BEHIND', title: /not reached this position/ })
  t.strictSame(asked, [2000])
  t.equal((await ask()).status, 200, 'without it the list answers')
})

t.test('before the first build is done the list says so', async (t) => {
  const { ask } = await open(t, { started: false })
  t.match(await ask(), { status: 503, headers: { 'retry-after': '1' }, body: { code: 'RM_NOT_READY' } })
})
