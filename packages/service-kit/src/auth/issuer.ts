import { closeSync, existsSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import { z } from 'zod'
import { KitError } from '../errors.ts'

/** The local issuer: an Ed25519 key made at first start, kept in a file of mode 0600. In production an OIDC issuer takes its place. */
export interface LocalIssuer {
  /** The public key, as a JWK set serves it. */
  readonly publicKey: JWK
  /** A token for a person in a role, valid for so many seconds. */
  issue(claims: TokenClaims, seconds: number): Promise<string>
}

export interface TokenClaims {
  readonly actor: string
  readonly role: string
  /** SIRET of a registrar's own centre. */
  readonly partner?: string | undefined
}

export const localIssuerName = 'minutier'
export const audience = 'minutier'

const keyFile = z.object({
  version: z.literal(1),
  key: z.looseObject({ kty: z.literal('OKP'), crv: z.literal('Ed25519'), d: z.string(), x: z.string() }),
})

/** @throws KIT_TOKEN_KEY_EXPOSED, KIT_TOKEN_KEY_UNREADABLE, KIT_TOKEN_KEY_UNWRITABLE */
export async function openLocalIssuer(path: string, now: () => number = () => Date.now()): Promise<LocalIssuer> {
  const jwk = existsSync(path) ? readKey(path) : await makeKey(path)
  const key = await importJWK(jwk, 'EdDSA')
  const { kty, crv, x } = jwk
  return {
    publicKey: { kty, crv, x, alg: 'EdDSA', use: 'sig' } as JWK,
    issue: ({ actor, role, partner }, seconds) => {
      const at = Math.floor(now() / 1000)
      return new SignJWT({ role, ...(partner !== undefined && { partner }) })
        .setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' })
        .setIssuer(localIssuerName)
        .setAudience(audience)
        .setSubject(actor)
        .setIssuedAt(at)
        .setExpirationTime(at + seconds)
        .sign(key)
    },
  }
}

function readKey(path: string): JWK {
  if ((statSync(path).mode & 0o077) !== 0) throw new KitError('KIT_TOKEN_KEY_EXPOSED')
  try {
    return keyFile.parse(JSON.parse(readFileSync(path, 'utf8'))).key
  } catch {
    // Not kept as the cause: its message quotes the text, and the text is a key.
    throw new KitError('KIT_TOKEN_KEY_UNREADABLE')
  }
}

/** Another process may have been faster: its key then counts. */
async function makeKey(path: string): Promise<JWK> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true })
  const key = await exportJWK(privateKey)
  const beside = `${path}.${process.pid}.tmp`
  try {
    writeDurably(beside, JSON.stringify({ version: 1, key }))
    // Unlike a rename, a link replaces nothing.
    linkSync(beside, path)
    syncFolder(dirname(path))
    return key
  } catch (cause) {
    if (existsSync(path)) return readKey(path)
    throw new KitError('KIT_TOKEN_KEY_UNWRITABLE', { cause })
  } finally {
    if (existsSync(beside)) rmSync(beside)
  }
}

function writeDurably(path: string, text: string): void {
  const file = openSync(path, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function syncFolder(path: string): void {
  const folder = openSync(path, 'r')
  try {
    fsyncSync(folder)
  } finally {
    closeSync(folder)
  }
}
