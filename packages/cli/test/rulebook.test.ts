import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { rncp36582Rulebook } from '@minutier/domain'
import { idOf, runCli, startServer } from '@minutier/testing'
import { type Test, test } from 'tap'
import { aFolder, aLedger, minutier } from './help/a-ledger.ts'

const proposer = idOf('who proposes')
const confirmer = idOf('who confirms')
const second = { ...rncp36582Rulebook, version: 'RNCP36582@2' }

async function aRulebook(t: Test, document: unknown = second) {
  const data = aFolder(t)
  await aLedger(data, async () => undefined)
  const file = join(data, 'rulebook.json')
  writeFileSync(file, typeof document === 'string' ? document : JSON.stringify(document))
  return { data, file }
}

test('rulebook check: nothing wrong, or what and where, in French and English', async (t) => {
  const { file } = await aRulebook(t)
  t.match(await minutier(['rulebook', 'check', file]), { code: 0, out: /^RNCP36582@2 : \d+ règles, 4 blocs, rien à redire$/ })
  t.match(JSON.parse((await minutier(['rulebook', 'check', file, '--json'])).out), { version: 'RNCP36582@2', blocs: 4 })
  const [first, ...rest] = second.blocs
  const wrong = { ...second, blocs: [...rest, first, first] }
  const { file: broken } = await aRulebook(t, wrong)
  const french = await minutier(['rulebook', 'check', broken])
  const english = await minutier(['rulebook', 'check', broken], { MINUTIER_LANGUAGE: 'en' })
  t.match(
    [french, english],
    [
      { code: 1, err: /blocs/ },
      { code: 1, err: /blocs/ },
    ],
  )
  t.not(french.err, english.err)
  const json = await minutier(['rulebook', 'check', broken, '--json'])
  t.match(JSON.parse(json.out), { problem: { problems: [{ path: /blocs/ }] } })
  const { file: text } = await aRulebook(t, 'rules: none')
  t.match(await minutier(['rulebook', 'check', text]), { code: 1, err: /not JSON/ })
})

test('a rulebook is proposed by one person and published by another: G12', async (t) => {
  const { data, file } = await aRulebook(t)
  const confirm = ['rulebook', 'confirm', 'RNCP36582@2', '--effective', '2026-01-01', '--data', data]
  t.match(await minutier([...confirm, '--actor', confirmer]), { code: 1, err: /no proposal of RNCP36582@2/ })
  const proposed = await minutier(['rulebook', 'propose', file, '--actor', proposer, '--data', data])
  t.match(proposed, { code: 0, out: /RNCP36582@2 est proposé/ })
  const alone = await minutier([...confirm, '--actor', proposer])
  t.match(alone, { code: 1, err: /^G12 · .*«/s }, 'with its sentence')
  t.match(JSON.parse((await minutier([...confirm, '--actor', proposer, '--json'])).out), { problem: { code: 'RULE_G12', rule: 'G12' } })
  t.match(await minutier([...confirm, '--actor', confirmer]), { code: 0, out: /publié : il juge à compter du 2026-01-01/ })
  t.match(await minutier([...confirm, '--actor', confirmer]), { code: 1, err: /no proposal/ }, 'once')
  t.match(await minutier([...confirm.slice(0, 3), '--effective', 'soon', '--actor', confirmer, '--data', data]), {
    code: 2,
    err: /--effective/,
  })
})

test('while a server holds the folder, commands go through it; it is asked in JSON and answers so', async (t) => {
  const { data, file } = await aRulebook(t)
  const server = await startServer(data)
  t.teardown(() => server.child.kill('SIGKILL'))
  const proposed = await minutier(['rulebook', 'propose', file, '--actor', proposer, '--data', data, '--json'])
  t.match({ code: proposed.code, ...JSON.parse(proposed.out) }, { code: 0, events: [{ type: 'RulebookProposed' }] })
  t.match(JSON.parse((await minutier(['doctor', '--data', data, '--json'])).out), {
    ok: true,
    findings: [{}, {}, {}, {}, {}, {}, {}, { what: 'ledger', found: new RegExp(`served by process ${server.child.pid} at ${server.url}`) }],
  })
  const { code, out } = await runCli({ args: ['replay', idOf('nobody'), '--data', data, '--json'] })
  t.match({ code, ...JSON.parse(out) }, { code: 1, problem: { code: 'KIT_NOT_FOUND' } })
  t.equal(await server.stop(), 0)
  const confirm = ['rulebook', 'confirm', 'RNCP36582@2', '--effective', '2026-01-01', '--actor', confirmer, '--data', data]
  t.match(await minutier(confirm), { code: 0 }, 'what the server recorded is there once it has stopped')
})

test('a server that takes the tokens of another issuer says so', async (t) => {
  const { data, file } = await aRulebook(t)
  const keys = createServer((_, response) => response.end('{"keys":[]}')).listen(0, '127.0.0.1')
  await once(keys, 'listening')
  t.teardown(() => keys.close())
  const address = keys.address()
  const jwks = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/keys`
  const oidc = ['--oidc-issuer', 'https://login.example.org', '--oidc-audience', 'ledger', '--oidc-jwks', jwks]
  const server = await startServer(data, { args: oidc })
  t.teardown(() => server.child.kill('SIGKILL'))
  const said = await minutier(['rulebook', 'propose', file, '--actor', proposer, '--data', data])
  t.match(said, { code: 1, err: /OIDC issuer/ })
  await server.stop()
})
