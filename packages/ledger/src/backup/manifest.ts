import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fingerprint, instant, uuid } from '@minutier/domain'
import { isPosition, type Position } from '@minutier/event-store'
import { z } from 'zod'
import { fingerprintOf } from '../documents.ts'
import { BackupError, isBackupError } from '../errors.ts'
import { syncFolder, writeText } from './files.ts'

export const backupFormat = 1
const fileName = 'manifest.json'

/** Names that a manifest may list, and so the only ones that a restore looks at. */
const ledgerFile = z.string().regex(/^ledger\/((events|facts|identity_index|accesses)\.jsonl|documents\/[0-9a-f]{64}\.json)$/)
const keysFile = z.string().regex(/^((person_keys|command_keys)\.jsonl|(vault|token)\.key)$/)
const fileOf = (path: z.ZodType<string>) => z.strictObject({ path, bytes: z.int().min(0), sha256: fingerprint })
const position = z.custom<Position>(isPosition)
const keyId = z.string().regex(/^[0-9a-f]{32}$/)

const common = { format: z.literal(backupFormat), backupId: uuid, madeBy: z.string(), finishedAt: instant, storeId: uuid }

/** Of the long-lived part: events, public documents, sealed facts that nothing here opens. */
const ledgerManifest = z.strictObject({
  ...common,
  part: z.literal('ledger'),
  startedAt: instant,
  kind: z.string(),
  events: z.int().min(0),
  last: z.strictObject({ position, id: uuid }).nullable(),
  origin: z.string(),
  facts: z.int().min(0),
  /** Documents that an event names and that the folder did not keep. */
  missingDocuments: z.array(fingerprint),
  files: z.array(fileOf(ledgerFile)),
})

/** Of the part that is kept apart, and not for long: what the facts are opened with, itself under the KEKs of the key file. */
const keysManifest = z.strictObject({
  ...common,
  part: z.literal('keys'),
  origin: z.string(),
  kekId: keyId,
  kekIds: z.array(keyId).min(1),
  indexKeyId: keyId,
  files: z.array(fileOf(keysFile)),
})

export type LedgerManifest = z.infer<typeof ledgerManifest>
export type KeysManifest = z.infer<typeof keysManifest>
export type ListedFile = LedgerManifest['files'][number]

export interface Manifests {
  readonly ledger: LedgerManifest
  readonly keys: KeysManifest
}

/** Written last, with a checksum of its own: a folder without one is no backup. */
export async function writeManifest(folder: string, manifest: LedgerManifest | KeysManifest): Promise<void> {
  const text = JSON.stringify({ ...manifest, checksum: fingerprintOf(manifest) }, null, 2)
  await writeText(join(folder, fileName), `${text}\n`)
  await syncFolder(folder)
}

/** Both manifests, which belong together. @throws LEDGER_BACKUP_INCOMPLETE, _DAMAGED, _NEWER, _MIXED */
export function readManifests(ledgerFolder: string, keysFolder: string): Manifests {
  const ledger = readManifest(ledgerFolder, ledgerManifest)
  const keys = readManifest(keysFolder, keysManifest)
  if (keys.storeId !== ledger.storeId || keys.origin !== ledger.origin)
    throw new BackupError('LEDGER_BACKUP_MIXED', { detail: 'the keys are those of another ledger' })
  if (keys.backupId !== ledger.backupId)
    throw new BackupError('LEDGER_BACKUP_MIXED', {
      detail: `the ledger is of ${ledger.finishedAt}, the keys are of ${keys.finishedAt}`,
    })
  return { ledger, keys }
}

const versioned = z.looseObject({ format: z.int() })
const signed = z.looseObject({ checksum: z.string() })

function readManifest<T>(folder: string, schema: z.ZodType<T>): T {
  const path = join(folder, fileName)
  if (!existsSync(path)) throw new BackupError('LEDGER_BACKUP_INCOMPLETE', { detail: `${path} is missing` })
  try {
    const written = versioned.parse(JSON.parse(readFileSync(path, 'utf8')))
    // Before all else: what a newer version writes may be signed in another way.
    if (written.format > backupFormat)
      throw new BackupError('LEDGER_BACKUP_NEWER', { detail: `format ${written.format}, this version knows ${backupFormat}` })
    const { checksum, ...manifest } = signed.parse(written)
    if (fingerprintOf(manifest) !== checksum) throw new TypeError('the checksum is another one')
    return schema.parse(manifest)
  } catch (cause) {
    if (isBackupError(cause)) throw cause
    throw new BackupError('LEDGER_BACKUP_DAMAGED', { detail: `${path} is not what was written`, cause })
  }
}
