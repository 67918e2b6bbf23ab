import { randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { type Category, openVault, type Vault, type VaultOptions } from '../../src/index.ts'

export const ORIGIN = 'ledger.example/minutier'
export const READER = { actor: 'process:test', role: 'dpo', purpose: 'test' }
export const IDENTITY = { familyName: 'Exemple', givenName: 'Alix', birthDate: '1999-05-17' }

type Test = { teardown: (work: () => void) => void }

/** A clock that a test sets by hand. */
export function aClock(start = '2026-11-20T09:00:00.000Z') {
  const clock = { time: start, now: () => clock.time }
  return clock
}

/** A vault in memory, with its own keys. */
export function aVault(t: Test, options: Partial<VaultOptions> = {}): Vault {
  const keyFile = { kek: randomBytes(32), indexKey: randomBytes(32) }
  const vault = openVault({ path: ':memory:', keyFile, origin: ORIGIN, now: aClock().now, ...options })
  t.teardown(() => vault.close())
  return vault
}

/** A folder for a vault on disk, and the ways to open what is in it. */
export function aFolder(t: Test, now: () => string = aClock().now) {
  const folder = mkdtempSync(join(tmpdir(), 'vault-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  const path = join(folder, 'vault.sqlite')
  const keyFile = join(folder, 'keys.json')
  return {
    folder,
    path,
    keyFile,
    open(options: Partial<VaultOptions> = {}): Vault {
      const vault = openVault({ path, keyFile, origin: ORIGIN, now, ...options })
      t.teardown(() => vault.close())
      return vault
    },
    /** The file as an attacker, or a damaged disk, sees it. */
    raw(): DatabaseSync {
      const db = new DatabaseSync(path, { enableForeignKeyConstraints: false })
      t.teardown(() => db.isOpen && db.close())
      return db
    },
  }
}

export type SealedFact = { eventId: string; personId: string; category: Category; payload: unknown; commitment: string; salt: Uint8Array }

/** Seals one invented fact and says what an event would know of it. */
export async function sealOne(vault: Vault, given: Partial<SealedFact> = {}): Promise<SealedFact> {
  const payload = given.payload ?? { familyName: 'Exemple', givenName: 'Alix' }
  const fact: SealedFact = {
    eventId: randomUUID(),
    personId: randomUUID(),
    category: 'identity',
    payload,
    ...vault.commitment(payload),
    ...given,
  }
  await vault.seal([fact])
  return fact
}
