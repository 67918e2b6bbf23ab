import type { DatabaseSync } from 'node:sqlite'
import { toStoreError } from './failures.ts'

export interface Integrity {
  readonly ok: boolean
  /** What is wrong, as SQLite says it, and streams whose revisions have a hole. */
  readonly problems: readonly string[]
}

/** The file's structure and the revisions of each stream. A flipped bit inside a payload passes: the transparency log finds that. */
export function integrityOf(db: DatabaseSync): Integrity {
  const problems: string[] = []
  try {
    for (const row of db.prepare('PRAGMA integrity_check').all()) {
      if (row['integrity_check'] !== 'ok') problems.push(String(row['integrity_check']))
    }
    const holes = 'SELECT stream FROM events GROUP BY stream HAVING min(revision) <> 0 OR max(revision) <> count(*) - 1'
    for (const row of db.prepare(holes).all()) problems.push(`${row['stream']} has a hole in its revisions`)
  } catch (error) {
    problems.push(toStoreError(error, 'the file cannot be checked').message)
  }
  return { ok: problems.length === 0, problems }
}
