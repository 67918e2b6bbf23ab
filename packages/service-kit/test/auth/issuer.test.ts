import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { idOf } from '@minutier/testing'
import { decodeJwt, decodeProtectedHeader } from 'jose'
import { type Test, test } from 'tap'
import { createVerifier, openLocalIssuer } from '../../src/index.ts'

function aKeyFile(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-issuer-'))
  t.teardown(() => rmSync(folder, { recursive: true }))
  return join(folder, 'token.key')
}

const claims = { actor: idOf('a registrar'), role: 'registrar', partner: '39350481600231' }

test('the key is made at first start, for its owner alone, and is the same at the next', async (t) => {
  const path = aKeyFile(t)
  const first = await openLocalIssuer(path)
  t.equal(statSync(path).mode & 0o777, 0o600)
  const next = await openLocalIssuer(path)
  t.same(next.publicKey, first.publicKey)
  t.notOk(JSON.stringify(first.publicKey).includes('"d"'), 'the public key has no private part')
  const verify = createVerifier({ kind: 'local', publicKey: next.publicKey })
  t.same(await verify(`Bearer ${await first.issue(claims, 60)}`), claims)
})

test('a token says who, for whom, from whom, since and until when, and nothing else', async (t) => {
  const issuer = await openLocalIssuer(aKeyFile(t), () => 1_800_000_000_500)
  const token = await issuer.issue(claims, 90)
  t.same(decodeProtectedHeader(token), { alg: 'EdDSA', typ: 'at+jwt' })
  t.same(decodeJwt(token), {
    iss: 'minutier',
    aud: 'minutier',
    sub: claims.actor,
    role: 'registrar',
    partner: claims.partner,
    iat: 1_800_000_000,
    exp: 1_800_000_090,
  })
})

test('two who start at once have one key', async (t) => {
  const path = aKeyFile(t)
  const issuers = await Promise.all([openLocalIssuer(path), openLocalIssuer(path), openLocalIssuer(path)])
  const kept = await openLocalIssuer(path)
  for (const issuer of issuers) t.same(issuer.publicKey, kept.publicKey)
})

test('a key that others may read, a file that is no key, a folder that is not there', async (t) => {
  const path = aKeyFile(t)
  await openLocalIssuer(path)
  chmodSync(path, 0o640)
  await t.rejects(openLocalIssuer(path), { code: 'KIT_TOKEN_KEY_EXPOSED' })
  chmodSync(path, 0o600)
  const secret = readFileSync(path, 'utf8').slice(0, -20)
  writeFileSync(path, secret)
  const damaged = await openLocalIssuer(path).then(
    () => undefined,
    (error: unknown) => error,
  )
  t.match(damaged, { code: 'KIT_TOKEN_KEY_UNREADABLE', cause: undefined }, 'the cause would quote the key')
  await t.rejects(openLocalIssuer(join(path, 'nowhere', 'token.key')), { code: 'KIT_TOKEN_KEY_UNWRITABLE' })
})
