import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { rncp36582Fiche, rncp36582Rulebook } from '@minutier/domain'
import { certifierSiret, identityOf, idOf, openTestLedger, type Play, playOn, register, startServer } from '@minutier/testing'
import { type Test, test } from 'tap'
import { z } from 'zod'
import {
  admissibleVae,
  certifiedApprentice,
  enrolledCandidate,
  habilitated,
  judgedVae,
  requestedAccommodation,
  staff,
} from '../stories/cast/index.ts'
import { codeLike, isMarked, mark, planted } from './marks.ts'
import { type Remote, type Reply, remoteOf, remotePlay } from './remote.ts'

test('the search finds a mark in every form', (t) => {
  const forms = [mark(), mark(), mark().toLowerCase(), mark().toUpperCase(), JSON.stringify({ a: mark() })]
  for (const form of forms) t.ok(isMarked(form), form)
  for (const encoding of ['utf16le', 'base64', 'hex'] as const)
    for (const before of ['', 'x', 'xy']) {
      const bytes =
        encoding === 'utf16le' ? Buffer.from(before + mark(), encoding) : Buffer.from(Buffer.from(before + mark()).toString(encoding))
      t.ok(isMarked(bytes), `${encoding} after ${before.length}`)
    }
  t.notOk(isMarked('Exemple marqué Zz'))
  t.end()
})

test('names planted through every route, in the right places and in the wrong ones, are in no file, log, metric, error or event', async (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-marks-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const server = await startServer(folder, { args: ['--log-level', 'debug'] })
  t.teardown(() => server.child.kill('SIGKILL'))
  const real = await remoteOf(server, folder)
  const base = playOn(openTestLedger())
  const remote: Remote = { ...real, command: (type, on_, body, acting) => real.command(type, on_, Object(planted(body)), acting) }
  const play = remotePlay(remote, base)

  await rightPlaces(play, remote)
  const errors = await wrongPlaces(real)
  t.ok(errors.length > 300, `${errors.length} errors were provoked`)
  t.strictSame(errors.filter(isMarked), [], 'no error says a mark')
  const events = await play.log()
  t.ok(events.length > 80, `${events.length} events`)
  t.notOk(isMarked(JSON.stringify(events)), 'no event holds a mark')
  t.notOk(isMarked((await real.send('GET', '/metrics')).text), 'no metric')
  search(t, folder, 'while it runs')
  t.equal(await server.stop(), 0)
  search(t, folder, 'once it has stopped')
  t.match(server.err(), /"msg":"request"/)
  t.notOk(isMarked(server.err()), 'no line of the log')
  t.notOk(isMarked(server.out()))
  await base.close()
})

/** Every file that the server wrote; the vault's too, where names are ciphertext. */
function search(t: Test, folder: string, when: string): void {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  t.ok(files.length >= 6, `${files.length} files ${when}`)
  const marked = files
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => isMarked(readFileSync(path)) || isMarked(path))
  t.strictSame(marked, [], when)
}

/** Stories in which every free text is a mark. */
async function rightPlaces(play: Play, remote: Remote): Promise<void> {
  for (const document of [rncp36582Fiche, rncp36582Rulebook]) await remote.send('POST', '/v1/documents', { body: JSON.stringify(document) })
  await register(play)
  await habilitated(play)
  const { personId, juryId, decisionEventId } = await certifiedApprentice(play, 'Apprentie')
  const contact = { category: 'contact', fact: { email: 'zzmarque@example.org', address: ['x'], locality: 'x' } }
  await play.person('Joignable', [identityOf('Joignable'), contact])
  await play.run('RectifyIdentity', personId, { facts: [identityOf('Autrement')], reason: 'civilStatusChanged' })
  const appeal = { appealId: idOf('appeal'), decisionEventId, lodgedOn: '2024-07-15', appeal: { reference: 'x' } }
  await play.run('LodgeAppeal', juryId, appeal, { kind: 'jury' })
  const vae = await admissibleVae(play, 'Expérimentée')
  const refused = { outcome: 'refused', reason: 'experienceNotProved', motive: { text: 'x' } }
  await judgedVae(play, vae.candidacyId, { fileOn: '2023-09-25', day: '2023-12-12', ...refused })
  const accommodated = await enrolledCandidate(play, 'Aménagée')
  const officer = { officerId: await staff(play, 'Référente'), fromOn: '2022-09-01' }
  await play.run('DesignateDisabilityOfficer', certifierSiret, officer)
  await requestedAccommodation(play, accommodated.candidacyId)
  const { status, text } = await remote.send('GET', `/v1/persons/${personId}/facts`)
  if (status !== 200 || !isMarked(text)) throw new Error('the names were not planted')
}

/** Marks where codes, ids, days and figures are expected, in addresses, headers and bodies that are no JSON. */
async function wrongPlaces({ send, addresses }: Remote): Promise<string[]> {
  const replies: Reply[] = []
  const asked = async (...request: Parameters<typeof send>): Promise<Reply> => {
    const reply = await send(...request)
    replies.push(reply)
    return reply
  }
  const someId = idOf('somebody')
  const document = operations.parse(JSON.parse((await send('GET', '/openapi.json')).text))
  for (const path of addresses.values()) {
    const somewhere = path
      .replace('{certification}', 'RNCP36582')
      .replace('{siret}', certifierSiret)
      .replace('{rulebookVersion}', 'RNCP36582@1')
      .replace(/\{\w+\}/g, someId)
    await asked('POST', path.replace(/\{\w+\}/g, encodeURIComponent(mark())), { body: '{}' })
    await asked('POST', somewhere, { body: JSON.stringify({ [mark()]: mark(), remark: mark() }) })
    await asked('POST', somewhere, { body: `{"remark": "${mark()}"` })
    const properties = Object.keys(document.paths[path]?.post?.requestBody?.content['application/json']?.schema.properties ?? {})
    await asked('POST', somewhere, { body: JSON.stringify(Object.fromEntries(properties.map((name) => [name, mark()]))) })
    await asked('POST', somewhere, {
      body: JSON.stringify(Object.fromEntries(properties.map((name) => [name, [mark(), { text: mark() }]]))),
    })
  }
  const plain = codeLike
  const headers = [
    { 'idempotency-key': plain },
    { 'if-match': plain },
    { 'content-type': `text/${plain}` },
    { authorization: `Bearer ${plain}.${plain}.${plain}` },
    { 'user-agent': plain, traceparent: plain, 'x-request-id': plain, 'x-forwarded-for': plain, cookie: plain, 'accept-language': plain },
  ]
  for (const one of headers) await asked('POST', '/v1/persons', { body: JSON.stringify({ facts: mark() }), headers: one })
  await wrongLines(asked)
  // A processing report quotes names, and its messages do.
  for (const xml of [
    `<rapport><idFlux>${plain}</idFlux>${mark()}</rapport>`,
    `<rapport><idFlux>1</idFlux><idTraitement>1</idTraitement>${mark()}`,
  ])
    await asked('POST', '/v1/transmissions/processing-reports', { body: xml, headers: { 'content-type': 'application/xml' } })
  const name = encodeURIComponent(mark())
  const gets = [
    `${name}`,
    `v1/${name}`,
    `v1/persons/${name}`,
    `v1/persons/${someId}/facts?purpose=${plain}`,
    `v1/events?after=${name}`,
    `docs/${name}`,
  ]
  for (const path of [...gets, `v1/events?${name}=1`, `v1/candidacies/${someId}/history?asOf=${name}`, `metrics?${name}`, `%E0%A4%A`])
    await asked('GET', `/${path}`)
  await asked('POST', '/v1/persons/search', { body: JSON.stringify({ familyName: mark(), givenName: mark(), birthDate: mark() }) })
  // Lines are refused one by one, in an answer that is none.
  return replies.filter(({ status, text }) => status >= 400 || text.includes('"refused"')).map(({ text }) => text)
}

/** Marks in the lines of an import: cut, under names that are none, in bodies and references. */
async function wrongLines(asked: Remote['send']): Promise<void> {
  const file = { fileFingerprint: createHash('sha256').update('marks').digest('hex'), kind: 'commands', reason: 'takeover' }
  const started = z
    .object({ streamId: z.string() })
    .parse(JSON.parse((await asked('POST', '/v1/imports', { body: JSON.stringify(file) })).text))
  const lines = [
    { id: mark(), type: 'RecordIdentity', body: { facts: mark() } },
    { id: 'a', type: mark(), body: {} },
    { id: 'b', type: 'GrantAdmission', stream: mark(), body: {} },
    { id: 'c', type: 'GrantAdmission', stream: `#${mark()}`, body: { remark: mark() } },
    { id: 'd', type: 'ReceiveApplication', body: { personId: `#${mark()}`, [mark()]: mark() } },
  ]
  const body = [...lines.map((line) => JSON.stringify(line)), `{"id": "${mark()}`].join('\n')
  await asked('POST', `/v1/imports/${started.streamId}/commands`, { body, headers: { 'content-type': 'application/x-ndjson' } })
}

const operations = z.object({
  paths: z.record(
    z.string(),
    z.looseObject({
      post: z
        .object({
          requestBody: z
            .object({
              content: z.object({
                // Lines are sent apart.
                'application/json': z
                  .object({ schema: z.looseObject({ properties: z.record(z.string(), z.unknown()).default({}) }) })
                  .optional(),
              }),
            })
            .optional(),
        })
        .optional(),
    }),
  ),
})
