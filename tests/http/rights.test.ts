import { rightOf, rncp36582Fiche, roles } from '@minutier/domain'
import { certifierSiret, idOf, openTestServer } from '@minutier/testing'
import t from 'tap'

const server = await openTestServer()
t.teardown(() => server.close())

const people = roles.filter((role) => role !== 'process')
const paths: Readonly<Record<string, string>> = {
  certification: 'RNCP36582',
  siret: certifierSiret,
  rulebookVersion: 'RNCP36582@9',
  year: '2024',
  fingerprint: '0'.repeat(64),
}
const filled = (url: string) => url.replace(/:(\w+)/g, (_, name: string) => paths[name] ?? idOf('nobody'))

t.test('section 5.11, command by command and role by role: refused by G9, or on to the next question', async (t) => {
  const before = (await server.play.log()).length
  const wrong: string[] = []
  let asked = 0
  for (const { command, url } of server.routes) {
    if (!command) continue
    for (const role of people) {
      const { status, body } = await server.post(filled(url), { as: { role }, body: {} })
      asked += 1
      const refused = status === 403 && body['code'] === 'RULE_G9'
      if (refused === rightOf(command).roles.includes(role)) wrong.push(`${role} ${command}: ${status} ${body['code']}`)
    }
  }
  t.ok(asked > 600, `${asked} asked`)
  t.strictSame(wrong, [])
  t.equal((await server.play.log()).length, before, 'nothing was recorded')
})

t.test('what is read, role by role', async (t) => {
  const readers: Readonly<Record<string, string>> = {
    '/v1/candidacies': 'registrar certifier',
    '/v1/candidacies/:candidacyId': 'registrar certifier jury-secretary',
    '/v1/candidacies/:candidacyId/history': 'registrar certifier jury-secretary',
    '/v1/candidacies/:candidacyId/verdicts': 'registrar certifier jury-secretary',
    '/v1/msprs/:msprId': 'registrar certifier jury-secretary',
    '/v1/juries/:juryId': 'registrar certifier jury-secretary',
    '/v1/partners/:siret': 'registrar certifier jury-secretary',
    '/v1/certifications/:certification': 'registrar certifier jury-secretary',
    '/v1/documents/:fingerprint': 'registrar certifier jury-secretary auditor',
    '/v1/registers/:certification/:year': 'certifier',
    '/v1/events': 'certifier',
    '/v1/reports': 'registrar certifier auditor regulator',
    '/v1/reports/:reportId': 'registrar certifier auditor regulator',
    '/v1/reports/:reportId/file': 'registrar certifier auditor regulator',
    '/v1/reports/:reportId/manifest': 'registrar certifier auditor regulator',
    '/v1/reports/:reportId/progress': 'registrar certifier auditor regulator',
    '/v1/reports/:reportId/trace': 'registrar certifier auditor regulator',
    '/v1/surveys/due': 'registrar certifier',
    '/v1/alerts': 'registrar certifier jury-secretary',
    '/v1/transmissions': 'certifier',
    '/v1/transmissions/:transmissionId': 'certifier',
    '/v1/transmissions/:transmissionId/file': 'certifier',
    '/v1/transmissions/exports/:exportId': 'certifier',
    '/v1/persons/:personId': 'registrar certifier jury-secretary dpo',
    '/v1/persons/:personId/facts': 'registrar certifier jury-secretary dpo',
    '/v1/persons/:personId/accesses': 'dpo',
  }
  const gets = server.routes.filter(({ method }) => method === 'GET').map(({ url }) => url)
  t.strictSame(gets.toSorted(), Object.keys(readers).toSorted(), 'every reading has its row')
  const wrong: string[] = []
  for (const [url, allowed] of Object.entries(readers)) {
    for (const role of people) {
      const { status } = await server.get(filled(url), { as: { role } })
      // The auditor has no grant here.
      if ((status !== 403) !== allowed.split(' ').includes(role)) wrong.push(`${role} ${url}: ${status}`)
    }
  }
  t.strictSame(wrong, [])
})

t.test('who looks for a person, who keeps a document', async (t) => {
  const identity = { familyName: 'Exemple', givenName: 'Alix', birthDate: '1990-01-01' }
  for (const role of people) {
    const { status } = await server.post('/v1/persons/search', { as: { role }, body: identity })
    t.equal(status, ['registrar', 'certifier', 'jury-secretary', 'dpo'].includes(role) ? 200 : 403, `${role} searches`)
    const kept = await server.post('/v1/documents', { as: { role }, body: rncp36582Fiche })
    t.equal(kept.status, role === 'certifier' ? 201 : 403, `${role} keeps`)
  }
})

t.test('without a token nothing of the API answers', async (t) => {
  const open: string[] = []
  for (const { url, method } of server.routes) {
    const asked = { as: null, body: {} }
    const { status } = method === 'POST' ? await server.post(filled(url), asked) : await server.get(filled(url), { as: null })
    if (status !== 401) open.push(`${method} ${url}: ${status}`)
  }
  t.strictSame(open, [])
})
