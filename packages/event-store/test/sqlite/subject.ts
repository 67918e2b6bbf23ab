import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Subject, SubjectFactory } from '../../src/contract/index.ts'
import { padded } from '../../src/positions.ts'
import { createSqliteStore, type SqliteStore } from '../../src/sqlite/store.ts'

/** A folder for a test's files, removed by its end. */
export function aFolder(): { path: string; file: string; end: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'minutier-events-'))
  return { path, file: join(path, 'events.db'), end: () => rmSync(path, { recursive: true, force: true }) }
}

export const sqliteFactory: SubjectFactory = {
  position: (value) => padded(value),
  async open(): Promise<Subject> {
    const folder = aFolder()
    const opened: SqliteStore[] = []
    const openStore = (path: string) => {
      const store = createSqliteStore({ path })
      opened.push(store)
      return store
    }
    const store = openStore(folder.file)
    return {
      store,
      async restart() {
        await store.close()
        return openStore(folder.file)
      },
      async hang() {
        const other = new DatabaseSync(folder.file)
        other.exec('BEGIN IMMEDIATE')
        return async () => other.close()
      },
      async snapshot() {
        const copy = join(folder.path, 'backup.db')
        await store.backup(copy)
        return async () => openStore(copy)
      },
      async end() {
        await Promise.all(opened.map((one) => one.close()))
        folder.end()
      },
    }
  },
}
