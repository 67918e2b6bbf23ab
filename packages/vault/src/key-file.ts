import * as fs from 'node:fs'
import { createDurably, isCode, realFiles, removeLeftovers, replaceDurably } from './durable-file.ts'
import { isVaultError, VaultError } from './errors.ts'
import { KEY_BYTES, keyId } from './wrapping.ts'

/**
 * The keys outside the database. `kek` wraps every other key; `indexKey` makes the search index; `previous` holds KEKs whose rows
 * are not all rewrapped yet.
 */
export type Keys = { kek: Uint8Array; indexKey: Uint8Array; previous?: Uint8Array[] }

const VERSION = 1

/** @returns undefined if there is no such file. @throws VAULT_KEY_FILE_EXPOSED, _DAMAGED, _NEWER, _IO */
export function readKeyFile(path: string): Keys | undefined {
  return io(() => {
    let file: number
    try {
      file = fs.openSync(path, 'r')
    } catch (error) {
      if (isCode(error, 'ENOENT')) return undefined
      throw error
    }
    try {
      // Windows has no such bits.
      if (process.platform !== 'win32' && (fs.fstatSync(file).mode & 0o077) !== 0) throw new VaultError('VAULT_KEY_FILE_EXPOSED')
      return parse(fs.readFileSync(file, 'utf8'))
    } finally {
      fs.closeSync(file)
    }
  })
}

/** The names of the keys in a key file, which say nothing of the keys: to know which vaults it opens. @throws as readKeyFile, VAULT_KEY_FILE_MISSING */
export function keyIdsOf(path: string): { kekIds: string[]; indexKeyId: string } {
  const keys = readKeyFile(path)
  if (keys === undefined) throw new VaultError('VAULT_KEY_FILE_MISSING')
  const { kek, indexKey, previous = [] } = keys
  return { kekIds: [kek, ...previous].map(keyId), indexKeyId: keyId(indexKey) }
}

/** Writes a key file at first start; another process may have been faster, and its keys then count. */
export function createKeyFile(path: string, keys: Keys): Keys {
  return io(() => {
    if (createDurably(path, format(keys), realFiles)) return keys
    const existing = readKeyFile(path)
    if (existing === undefined) throw new VaultError('VAULT_KEY_FILE_MISSING')
    return existing
  })
}

export function replaceKeyFile(path: string, keys: Keys): void {
  io(() => replaceDurably(path, format(keys), realFiles))
}

export function removeKeyFileLeftovers(path: string): void {
  io(() => removeLeftovers(path, realFiles))
}

function format({ kek, indexKey, previous = [] }: Keys): string {
  const entry = (key: Uint8Array) => ({ kekId: keyId(key), kek: Buffer.from(key).toString('base64') })
  const index = Buffer.from(indexKey).toString('base64')
  return `${JSON.stringify({ version: VERSION, ...entry(kek), indexKey: index, previous: previous.map(entry) }, null, 2)}\n`
}

function parse(text: string): Keys {
  let content: unknown
  try {
    content = JSON.parse(text)
  } catch {
    // Not kept as the cause: its message quotes the text, and the text is keys.
    throw new VaultError('VAULT_KEY_FILE_DAMAGED')
  }
  const version = member(content, 'version')
  if (typeof version === 'number' && version > VERSION) throw new VaultError('VAULT_KEY_FILE_NEWER')
  const previous = member(content, 'previous')
  if (version !== VERSION || !Array.isArray(previous)) throw new VaultError('VAULT_KEY_FILE_DAMAGED')
  return { kek: namedKey(content), indexKey: key(member(content, 'indexKey')), previous: previous.map(namedKey) }
}

function namedKey(entry: unknown): Buffer {
  const kek = key(member(entry, 'kek'))
  if (member(entry, 'kekId') !== keyId(kek)) throw new VaultError('VAULT_KEY_FILE_DAMAGED')
  return kek
}

function key(value: unknown): Buffer {
  const bytes = Buffer.from(typeof value === 'string' ? value : '', 'base64')
  if (bytes.length !== KEY_BYTES || bytes.toString('base64') !== value) throw new VaultError('VAULT_KEY_FILE_DAMAGED')
  return bytes
}

function member(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined
}

function io<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw isVaultError(error) ? error : new VaultError('VAULT_KEY_FILE_IO', error)
  }
}
