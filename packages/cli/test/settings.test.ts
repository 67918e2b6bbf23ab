import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { flagOf, readSettings, settingNames, settingTexts, variableOf } from '../src/settings.ts'
import { aFolder } from './help/a-ledger.ts'

test('a flag comes before the environment, the environment before the file, the file before the default', (t) => {
  const config = join(aFolder(t), 'settings.json')
  writeFileSync(config, JSON.stringify({ port: 1111, host: '0.0.0.0', data: 'from-file', bodyLimit: 2048 }))
  const environment = { MINUTIER_PORT: '2222', MINUTIER_HOST: '::1', MINUTIER_CONFIG: config }
  const settings = readSettings({ port: '3333' }, environment)
  t.match(settings, { port: 3333, host: '::1', data: 'from-file', bodyLimit: 2048, logLevel: 'warn', requestsPerMinute: 0 })
  t.match(readSettings({ config }, {}), { port: 1111 })
  t.equal(readSettings({}, {}).port, 3658)
  t.end()
})

test('each setting has a flag, a variable, and a text that says what it is for', (t) => {
  t.equal(flagOf('requestsPerMinute'), 'requests-per-minute')
  t.equal(variableOf('oidcIssuer'), 'MINUTIER_OIDC_ISSUER')
  for (const name of settingNames) t.match(settingTexts[name], { text: /./ }, name)
  t.end()
})

test('what is no setting, or not its value, is told by its name', (t) => {
  const folder = aFolder(t)
  let files = 0
  const file = (content: string) => {
    const path = join(folder, `${++files}.json`)
    writeFileSync(path, content)
    return { config: path }
  }
  const wrong: [Record<string, unknown>, NodeJS.ProcessEnv, RegExp][] = [
    [file('{"colour": "red"}'), {}, /unknown settings in the file: colour/],
    [file('{"port": null}'), {}, /--port \(or MINUTIER_PORT\)/],
    [file('["port"]'), {}, /not a JSON object/],
    [file('{"port": 1'), {}, /not a JSON object/],
    [{ config: join(folder, 'none.json') }, {}, /no settings file/],
    [{ port: '' }, {}, /--port .*a whole number from 0 to 65535/],
    [{ port: '65536' }, {}, /from 0 to 65535/],
    [{ port: '80.5' }, {}, /--port/],
    [{ port: '-1' }, {}, /--port/],
    [{}, { MINUTIER_PORT: 'tcp://10.0.0.1:80' }, /MINUTIER_PORT/],
    [{ 'log-level': 'loud' }, {}, /--log-level/],
    [{ 'body-limit': '10' }, {}, /--body-limit/],
    [{ data: '' }, {}, /--data/],
    [{ 'oidc-issuer': 'https://login.example.org' }, {}, /go together/],
    [{ 'oidc-jwks': 'http://login.example.org/keys' }, {}, /--oidc-jwks .*https, or http on this machine/],
  ]
  for (const [flags, environment, message] of wrong)
    t.throws(() => readSettings(flags, environment), { name: 'UsageError', message }, String(message))
  const oidc = { 'oidc-issuer': 'https://login.example.org', 'oidc-audience': 'ledger', 'oidc-jwks': 'http://127.0.0.1:9/keys' }
  t.match(readSettings(oidc, {}), { oidcJwks: 'http://127.0.0.1:9/keys' })
  t.end()
})
