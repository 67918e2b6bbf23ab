/** The language of the edge, from the domain: what a command takes, who may do it, what a refusal says. */
export {
  type Bilingual,
  type CommandType,
  commandBodies,
  commands,
  type Detail,
  dayOf,
  type Entry,
  type Folded,
  grantRuns,
  isCommandType,
  type Kind,
  type Refusal,
  type Role,
  roles,
} from '@minutier/domain'
export { centreOf, ofOwnCandidacies } from './access.ts'
export { type BackupOptions, backUp } from './backup/back-up.ts'
export type { KeysManifest, LedgerManifest, Manifests } from './backup/manifest.ts'
export { type Restored, type RestoreOptions, restore } from './backup/restore.ts'
export type { Verified } from './backup/verify.ts'
export type { Caller, Command, Executed, Recorded, RecordedFact } from './command.ts'
export { type Documents, fingerprintOf, openDocuments } from './documents.ts'
export { entryOf, newEventOf } from './entries.ts'
export {
  BackupError,
  type BackupErrorCode,
  backupErrors,
  isBackupError,
  isLedgerError,
  LedgerError,
  type LedgerErrorCode,
  ledgerErrors,
} from './errors.ts'
export type { Execute } from './execute.ts'
export { type FolderLock, type Holder, heldBy } from './folder/lock.ts'
export { type DataFolder, type DataFolderOptions, openDataFolder, systemClock } from './folder/open.ts'
export { derivedId, randomId, streamOpenedBy } from './ids.ts'
export type { Bring } from './import/bring.ts'
export { importCommandId, isOwnImport } from './import/import-id.ts'
export { type ImportLine, importLine } from './import/line.ts'
export type { Brought } from './import/work.ts'
export { utcInstant } from './instant.ts'
export { type Ledger, type LedgerOptions, openLedger } from './ledger.ts'
export { carriedTypes, carrierOf } from './processes/carriers.ts'
export type { Carrier, Carry, Cause } from './processes/carry.ts'
export type { Failed } from './processes/carry-on.ts'
export { type CheckpointFile, openCheckpointFile } from './processes/checkpoint.ts'
export type { Processes } from './processes/run.ts'
export { replay } from './replay.ts'
export type { Snapshot, SnapshotOf } from './sources.ts'
export type { BatchToComplete } from './transmission/complete.ts'
export type { BatchToOpen, OpenedBatch, Opening } from './transmission/open.ts'
export type { ReportToIngest } from './transmission/results.ts'
export type { Transmissions } from './transmission/transmissions.ts'
export { type Difference, type Trial, tryRulebook } from './try-rulebook.ts'
