import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { idOf } from '@minutier/testing'
import { exportJWK, generateKeyPair, type JWTHeaderParameters, SignJWT } from 'jose'
import { type Test, test } from 'tap'
import { audience, createVerifier, isKitError, localIssuerName, type TokenSource } from '../../src/index.ts'

const at = 1_800_000_000
const now = () => at * 1000
const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
const local: TokenSource = { kind: 'local', publicKey: { ...(await exportJWK(publicKey)), alg: 'EdDSA', use: 'sig' } }
const good = { iss: localIssuerName, aud: audience, sub: idOf('a certifier'), role: 'certifier', iat: at, exp: at + 60 }

type Key = Parameters<SignJWT['sign']>[0]

function signed(
  payload: Readonly<Record<string, unknown>> = {},
  header: Partial<JWTHeaderParameters> = {},
  key: Key = privateKey,
): Promise<string> {
  return new SignJWT({ ...good, ...payload }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt', ...header }).sign(key)
}

async function codeFor(authorization: string | undefined, source = local, clock = now): Promise<string> {
  try {
    return JSON.stringify(await createVerifier(source, clock)(authorization))
  } catch (error) {
    return isKitError(error) ? error.code : String(error)
  }
}

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

test('a good token tells who asks', async (t) => {
  const verify = createVerifier(local, now)
  t.same(await verify(`Bearer ${await signed()}`), { actor: good.sub, role: 'certifier' })
  const partner = '39350481600231'
  t.same(await verify(`bearer ${await signed({ role: 'registrar', partner })}`), { actor: good.sub, role: 'registrar', partner })
})

test('no token, and what is not one', async (t) => {
  t.equal(await codeFor(undefined), 'KIT_TOKEN_MISSING')
  const token = await signed()
  for (const authorization of [
    '',
    'Bearer',
    'Bearer ',
    `Basic ${token}`,
    token,
    `Bearer ${token} x`,
    'Bearer a.b',
    `Bearer ${token}.${token}`,
  ])
    t.equal(await codeFor(authorization), 'KIT_TOKEN_INVALID', authorization.slice(0, 12))
})

test('a token of nobody, of somebody else, or for somebody else', async (t) => {
  const other = await generateKeyPair('EdDSA', { crv: 'Ed25519' })
  const secret = new TextEncoder().encode(JSON.stringify(await exportJWK(publicKey)))
  const [header, payload, signature] = (await signed()).split('.')
  const forged: Record<string, string> = {
    'another key': await signed({}, {}, other.privateKey),
    'alg none': `${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.`,
    'alg none, with a signature': `${encoded({ alg: 'none', typ: 'at+jwt' })}.${payload}.${signature}`,
    'HS256 by the public key': await signed({}, { alg: 'HS256' }, secret),
    'another payload': `${header}.${encoded({ ...good, role: 'operator' })}.${signature}`,
    'another audience': await signed({ aud: 'elsewhere' }),
    'another issuer': await signed({ iss: 'elsewhere' }),
    'another type': await signed({}, { typ: 'JWT' }),
    'not valid yet': await signed({ nbf: at + 60 }),
    'without end': await signed({ exp: undefined }),
    'a role that nobody has': await signed({ role: 'admin' }),
    'the processes’ role': await signed({ role: 'process' }),
    'no role': await signed({ role: undefined }),
    'a name for a person': await signed({ sub: 'Alix Exemple' }),
    'a registrar without a centre': await signed({ role: 'registrar' }),
    'a registrar of a centre without number': await signed({ role: 'registrar', partner: '123' }),
  }
  for (const [what, token] of Object.entries(forged)) t.equal(await codeFor(`Bearer ${token}`), 'KIT_TOKEN_INVALID', what)
})

test('a token that has ended says so, also one that was good a moment ago', async (t) => {
  t.equal(await codeFor(`Bearer ${await signed({ exp: at })}`), 'KIT_TOKEN_EXPIRED')
  let clock = at
  const verify = createVerifier(local, () => clock * 1000)
  const bearer = `Bearer ${await signed({ exp: at + 30 })}`
  t.match(await verify(bearer), { role: 'certifier' })
  clock = at + 29
  t.match(await verify(bearer), { role: 'certifier' }, 'kept')
  clock = at + 30
  await t.rejects(verify(bearer), { code: 'KIT_TOKEN_EXPIRED' })
})

/** An OIDC issuer on the loopback: what its JWKS answers is said by the test. */
async function issuerThat(t: Test, answer: (path: string) => { status?: number; body: string }) {
  const asked: string[] = []
  const server: Server = createServer(({ url = '' }, response) => {
    asked.push(url)
    const { status = 200, body } = answer(url)
    response.writeHead(status, { 'content-type': 'application/json' }).end(body)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  t.teardown(() => server.close())
  const address = server.address()
  const url = typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : ''
  const source: TokenSource = { kind: 'oidc', issuer: 'https://login.example.org', audience: 'ledger', jwksUri: `${url}/keys` }
  return { source, asked, server }
}

test('an OIDC issuer, by its keys', async (t) => {
  const pair = await generateKeyPair('ES256', { extractable: true })
  const jwk = { ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }
  const { source, asked } = await issuerThat(t, () => ({ body: JSON.stringify({ keys: [jwk] }) }))
  const claims = { iss: 'https://login.example.org', aud: 'ledger' }
  const token = (payload = {}, header = {}) => signed({ ...claims, ...payload }, { alg: 'ES256', kid: 'one', ...header }, pair.privateKey)
  const verify = createVerifier(source, now)
  for (const typ of ['at+jwt', 'JWT', undefined])
    t.same(await verify(`Bearer ${await token({ jti: String(typ) }, { typ })}`), { actor: good.sub, role: 'certifier' }, String(typ))
  t.equal(asked.length, 1, 'its keys are kept')
  t.equal(await codeFor(`Bearer ${await token({ aud: 'another' })}`, source), 'KIT_TOKEN_INVALID')
  t.equal(await codeFor(`Bearer ${await token({}, { typ: 'logout+jwt' })}`, source), 'KIT_TOKEN_INVALID')
  t.equal(await codeFor(`Bearer ${await token({}, { kid: 'two' })}`, source), 'KIT_TOKEN_INVALID', 'a key that it does not have')
  t.equal(await codeFor(`Bearer ${await signed()}`, source), 'KIT_TOKEN_INVALID', 'the local issuer counts no more')
})

test('an issuer that does not answer, or not what it should, is told from a bad token', async (t) => {
  const bearer = `Bearer ${await signed({ iss: 'https://login.example.org', aud: 'ledger' })}`
  for (const answer of [{ status: 500, body: '' }, { status: 302, body: '' }, { body: 'not json' }, { body: '{}' }]) {
    const { source } = await issuerThat(t, () => answer)
    t.equal(await codeFor(bearer, source), 'KIT_ISSUER_UNREACHABLE', JSON.stringify(answer))
  }
  const { source, server } = await issuerThat(t, () => ({ body: '{}' }))
  server.close()
  await once(server, 'close')
  t.equal(await codeFor(bearer, source), 'KIT_ISSUER_UNREACHABLE', 'nobody listens')
})
