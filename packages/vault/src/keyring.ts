import { VaultError } from './errors.ts'
import { createKeyFile, type Keys, readKeyFile, replaceKeyFile } from './key-file.ts'
import { KEY_BYTES, keyId } from './wrapping.ts'

/** The KEKs in use, by id, and where they are kept. */
export type Keyring = {
  currentId(): string
  kek(kekId: string): Uint8Array | undefined
  previousIds(): string[]
  indexKey(): Uint8Array
  /** Takes up what another process has written meanwhile. */
  reload(): void
  /** Makes `kek` the current one and keeps the former until `retire`. Durable on return. */
  replace(kek: Uint8Array): void
  /** Forgets a former KEK. Durable on return. */
  retire(kekId: string): void
  /** Overwrites the keys in memory. */
  forget(): void
}

/**
 * @param source path of the key file, or the keys themselves when a secret manager holds them (their owner then keeps new and former
 * KEK until a rotation has ended)
 * @param mayCreate false when the vault already exists: without its keys it is lost, and new ones would hide that
 */
export function openKeyring(source: string | Keys, mayCreate: boolean, random: (bytes: number) => Uint8Array): Keyring {
  if (typeof source !== 'string')
    return keyringOf(
      copyOf(source),
      () => undefined,
      () => undefined,
    )
  const read = () => {
    const keys = readKeyFile(source)
    if (keys === undefined) throw new VaultError('VAULT_KEY_FILE_MISSING')
    return keys
  }
  const first = readKeyFile(source)
  if (first === undefined && !mayCreate) throw new VaultError('VAULT_KEY_FILE_MISSING')
  const keys = first ?? createKeyFile(source, { kek: random(KEY_BYTES), indexKey: random(KEY_BYTES) })
  return keyringOf(keys, read, (changed) => replaceKeyFile(source, changed))
}

function keyringOf(initial: Keys, read: () => Keys | undefined, save: (keys: Keys) => void): Keyring {
  let keys = initial
  let keks = byId(keys)
  let current = keyId(keys.kek)
  const use = (changed: Keys) => {
    keys = changed
    keks = byId(keys)
    current = keyId(keys.kek)
  }
  const change = (changed: Keys) => {
    save(changed)
    use(changed)
  }
  return {
    currentId: () => current,
    kek: (kekId) => keks.get(kekId),
    previousIds: () => (keys.previous ?? []).map(keyId),
    indexKey: () => keys.indexKey,
    reload: () => use(read() ?? keys),
    replace: (kek) => change({ ...keys, kek, previous: [...(keys.previous ?? []), keys.kek] }),
    retire: (kekId) => change({ ...keys, previous: (keys.previous ?? []).filter((kek) => keyId(kek) !== kekId) }),
    forget: () => {
      for (const key of [keys.kek, keys.indexKey, ...(keys.previous ?? [])]) key.fill(0)
    },
  }
}

function byId({ kek, previous = [] }: Keys): Map<string, Uint8Array> {
  return new Map([...previous, kek].map((key) => [keyId(key), key]))
}

/** The caller's buffers stay the caller's: closing the vault overwrites only our copies. */
function copyOf({ kek, indexKey, previous = [] }: Keys): Keys {
  for (const key of [kek, indexKey, ...previous]) if (key.length !== KEY_BYTES) throw new VaultError('VAULT_INVALID_OPTIONS')
  return { kek: Buffer.from(kek), indexKey: Buffer.from(indexKey), previous: previous.map((key) => Buffer.from(key)) }
}
