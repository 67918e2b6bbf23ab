import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { factTables, keyTables } from '@minutier/vault'
import { BackupError } from '../errors.ts'
import { blocksOf } from './files.ts'
import type { ListedFile, Manifests } from './manifest.ts'

/** Where the parts of a backup are, and how their reading is told. */
export interface Source {
  readonly from: string
  readonly keysFrom: string
  readonly manifests: Manifests
  readonly signal?: AbortSignal | undefined
  /** Bytes read. */
  readonly read: (bytes: number) => void
}

/** Every file that the manifests list, with its path. */
export function filesOf({ from, keysFrom, manifests: { ledger, keys } }: Source): (ListedFile & { readonly at: string })[] {
  return [
    ...ledger.files.map((file) => ({ ...file, at: join(from, file.path) })),
    ...keys.files.map((file) => ({ ...file, at: join(keysFrom, file.path) })),
  ]
}

/** Compares each file with what was written, and says all that is wrong at once. @throws LEDGER_BACKUP_DAMAGED */
export async function checkFiles(source: Source): Promise<void> {
  const files = filesOf(source)
  const names = files.map(({ path }) => path)
  const needed = [
    'ledger/events.jsonl',
    ...factTables.map((table) => `ledger/${table}.jsonl`),
    ...keyTables.map((table) => `${table}.jsonl`),
  ]
  const problems = needed.filter((name) => !names.includes(name)).map((name) => `${name} is not listed`)
  for (const file of files) {
    const problem = await problemOf(file, source)
    if (problem !== undefined) problems.push(`${file.at} ${problem}`)
  }
  if (problems.length > 0) throw new BackupError('LEDGER_BACKUP_DAMAGED', { detail: problems.join('; ') })
}

async function problemOf({ at, bytes, sha256 }: ListedFile & { at: string }, { signal, read }: Source): Promise<string | undefined> {
  const size = statSync(at, { throwIfNoEntry: false })?.size
  if (size === undefined) return 'is missing'
  if (size !== bytes) return `has ${size} bytes of ${bytes}`
  const hash = createHash('sha256')
  for await (const block of blocksOf(at)) {
    signal?.throwIfAborted()
    hash.update(block)
    read(block.length)
  }
  return hash.digest('hex') === sha256 ? undefined : 'was altered'
}
