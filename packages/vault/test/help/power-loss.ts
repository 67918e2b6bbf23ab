import { dirname } from 'node:path'
import type { Files } from '../../src/durable-file.ts'

type Inode = { written: Buffer; synced: Buffer }
type Names = Map<string, Inode>

/** Files in memory that remember what a disk would have kept: bytes by their file's sync, names by their folder's. */
export function powerLoss(initial: Record<string, string>) {
  const names: Names = new Map()
  for (const [path, text] of Object.entries(initial)) names.set(path, { written: Buffer.from(text), synced: Buffer.from(text) })
  /** Each state of the names that a disk may hold: none, some or all of the changes since the last sync. */
  let possible: Names[] = [new Map(names)]
  const opened = new Map<number, Inode | 'folder'>()
  let nextFile = 3

  function open(what: Inode | 'folder'): number {
    nextFile += 1
    opened.set(nextFile, what)
    return nextFile
  }
  function changed(): void {
    possible.push(new Map(names))
  }
  function inode(path: string): Inode {
    const found = names.get(path)
    if (!found) throw Object.assign(new Error('no such file'), { code: 'ENOENT' })
    return found
  }

  const files: Files = {
    create(path) {
      const made = { written: Buffer.alloc(0), synced: Buffer.alloc(0) }
      names.set(path, made)
      changed()
      return open(made)
    },
    openFolder: () => open('folder'),
    write(file, bytes) {
      const target = opened.get(file)
      if (target && target !== 'folder') target.written = Buffer.concat([target.written, bytes])
      return bytes.length
    },
    sync(file) {
      const target = opened.get(file)
      if (target === 'folder') possible = [new Map(names)]
      else if (target) target.synced = target.written
    },
    close: (file) => opened.delete(file),
    link(from, to) {
      names.set(to, inode(from))
      changed()
    },
    rename(from, to) {
      names.set(to, inode(from))
      names.delete(from)
      changed()
    },
    remove(path) {
      names.delete(path)
      changed()
    },
    list: (folder) => [...names.keys()].filter((path) => dirname(path) === folder),
  }

  return {
    files,
    /** What the next start may find: unsynced bytes lost, or written by luck. */
    afterPowerLoss: (): Map<string, string>[] =>
      possible.flatMap((state) =>
        (['synced', 'written'] as const).map((kept) => new Map([...state].map(([path, found]) => [path, found[kept].toString()]))),
      ),
  }
}
