export { type BackupOptions, backUp } from './back-up.ts'
export type { KeysManifest, LedgerManifest, Manifests } from './manifest.ts'
export { type Restored, type RestoreOptions, restore } from './restore.ts'
export type { Verified } from './verify.ts'
