import { chmodSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Checkpoint } from '@minutier/event-store'
import { z } from 'zod'

/** How far the processes came, in a file of their own. Losing the last moves of it costs a few reads: applying twice writes once. */
export interface CheckpointFile {
  read(): Checkpoint | null
  write(checkpoint: Checkpoint): void
  close(): void
}

const row = z.object({ store: z.string(), position: z.string(), last_position: z.string().nullable(), last_id: z.string().nullable() })
type Position = Checkpoint['position']

export function openCheckpointFile(path: string): CheckpointFile {
  const db = new DatabaseSync(path)
  if (path !== ':memory:') chmodSync(path, 0o600)
  db.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS checkpoint (name TEXT PRIMARY KEY, store TEXT NOT NULL, position TEXT NOT NULL, last_position TEXT, last_id TEXT) STRICT;`)
  const select = db.prepare("SELECT store, position, last_position, last_id FROM checkpoint WHERE name = 'processes'")
  const upsert = db.prepare(`INSERT INTO checkpoint (name, store, position, last_position, last_id) VALUES ('processes', ?, ?, ?, ?)
    ON CONFLICT (name) DO UPDATE SET store = excluded.store, position = excluded.position, last_position = excluded.last_position, last_id = excluded.last_id`)
  return {
    read() {
      const found = select.get()
      if (!found) return null
      const { store, position, last_position, last_id } = row.parse(found)
      const last = last_position !== null && last_id !== null ? { position: last_position as Position, id: last_id } : null
      return { store, position: position as Position, last }
    },
    write({ store, position, last }) {
      upsert.run(store, position, last?.position ?? null, last?.id ?? null)
    },
    close() {
      if (db.isOpen) db.close()
    },
  }
}
