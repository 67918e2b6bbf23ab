/** Codes of the ledger's own errors: what is not a refusal by a rule. Listed in docs/reference/errors.md. */
export const ledgerErrors = {
  LEDGER_COMMAND_REUSED: 'this command id was used with another body: send a new id, or the first body again',
  LEDGER_CONFLICT: 'others kept writing to the same stream: send the command again',
  LEDGER_DOCUMENT_UNKNOWN: 'the public document with this fingerprint is not kept here',
  LEDGER_DOCUMENT_NO_RULEBOOK: 'the public document with this fingerprint is no rulebook: check it before it is proposed',
  LEDGER_DOCUMENT_DAMAGED: 'a public document does not have its fingerprint any more: restore it from a backup',
  LEDGER_UNKNOWN_EVENT: 'the store holds an event that this version does not know: a newer Minutier wrote it',
  LEDGER_FOLDER_HELD: 'the data folder is in use: stop the process that holds it, or talk to its server',
  LEDGER_FOLDER_READ_ONLY: 'the data folder cannot be written: give this user its rights, or name another folder',
} as const

export type LedgerErrorCode = keyof typeof ledgerErrors

const brand = Symbol.for('minutier.ledger.error')

export class LedgerError extends Error {
  readonly code: LedgerErrorCode
  readonly [brand] = true
  constructor(code: LedgerErrorCode, { detail, ...options }: ErrorOptions & { detail?: string } = {}) {
    super(`${code}: ${ledgerErrors[code]}${detail === undefined ? '' : ` (${detail})`}`, options)
    this.name = 'LedgerError'
    this.code = code
  }
}

export function isLedgerError(error: unknown): error is LedgerError {
  return typeof error === 'object' && error !== null && brand in error
}

/** What may be wrong with a backup or its restore. Only the command line meets them: no request can. */
export const backupErrors = {
  LEDGER_BACKUP_NOT_EMPTY: 'a backup goes into a new or empty folder: name another one',
  LEDGER_BACKUP_INCOMPLETE: 'there is no finished backup here: it was interrupted, or the folder is another one',
  LEDGER_BACKUP_DAMAGED: 'the backup is not what was written: take another copy of it, or an older backup',
  LEDGER_BACKUP_MIXED: 'the parts are not of one backup: take ledger and keys that were written together',
  LEDGER_BACKUP_NEWER: 'a newer Minutier made this backup: restore it with that version',
  LEDGER_BACKUP_KEY: 'the key file does not open this backup: name the one that was in use when it was made',
  LEDGER_RESTORE_NOT_EMPTY: 'a restore makes a new data folder: name one that is absent or empty',
} as const

export type BackupErrorCode = keyof typeof backupErrors

const backupBrand = Symbol.for('minutier.ledger.backup-error')

export class BackupError extends Error {
  readonly code: BackupErrorCode
  readonly [backupBrand] = true
  constructor(code: BackupErrorCode, { detail, ...options }: ErrorOptions & { detail?: string } = {}) {
    super(`${code}: ${backupErrors[code]}${detail === undefined ? '' : ` (${detail})`}`, options)
    this.name = 'BackupError'
    this.code = code
  }
}

export function isBackupError(error: unknown): error is BackupError {
  return typeof error === 'object' && error !== null && backupBrand in error
}
