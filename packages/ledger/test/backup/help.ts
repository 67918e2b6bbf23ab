import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type BackupOptions, backUp, type DataFolder, openDataFolder, type RestoreOptions, restore } from '@minutier/ledger'
import { type Play, playOn, register } from '@minutier/testing'
import type { Test } from 'tap'
import { applied } from '../help/candidates.ts'

/** Where a test keeps its ledger, its backups and what it restores. */
export interface Place {
  readonly path: string
  /** The data folder. */
  readonly data: string
  readonly of: (name: string) => string
}

export function aPlace(t: Test): Place {
  const path = mkdtempSync(join(tmpdir(), 'minutier-backup-'))
  t.teardown(() => rmSync(path, { recursive: true, force: true }))
  return { path, data: join(path, 'data'), of: (name) => join(path, name) }
}

/** A story on a data folder, as the testing package tells it on a ledger in memory. */
export function playIn(path: string, { keyFile }: { keyFile?: string } = {}): Play & { readonly folder: DataFolder } {
  const time = { now: '2022-07-01T08:00:00.000Z' }
  const folder = openDataFolder({ path, keyFile, clock: () => time.now })
  const test = Object.assign(time, {
    ledger: folder.ledger,
    store: folder.store,
    folder,
    at(when: string) {
      time.now = when.length === 10 ? `${when}T10:00:00.000Z` : when
    },
    close: () => folder.close(),
  })
  return Object.assign(test, playOn(test))
}

/** A closed ledger with a certification and some candidates who applied. */
export async function aLedger(place: Place, candidates = ['Un', 'Deux']): Promise<void> {
  const play = playIn(place.data)
  await register(play)
  for (const name of candidates) await applied(play, name)
  await play.close()
}

export const madeBy = '0.0.0-test'

/** Backs up with the key files in it, which a test needs no place for. */
export function backUpTo({ data }: Place, to: string, more: Partial<BackupOptions> = {}) {
  const keyFiles = { vault: join(data, 'vault.key'), token: join(data, 'token.key') }
  return backUp({ data, to, madeBy, keyFiles, ...more })
}

export function restoreTo(to: string, from: string, more: Partial<RestoreOptions> = {}) {
  return restore({ from, to, ...more })
}

export function copyOf(from: string, to: string): string {
  cpSync(from, to, { recursive: true })
  return to
}

/** Every file under a folder, by its path there. */
export function filesUnder(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => statSync(join(folder, name)).isFile())
    .toSorted()
}

export const bytesOf = (folder: string, names: readonly string[]) => Buffer.concat(names.map((name) => readFileSync(join(folder, name))))
