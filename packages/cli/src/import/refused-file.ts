import { type FileHandle, open, rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { ImportError } from './errors.ts'

/** What was refused, written anew at each run beside the file that was imported; for its owner alone, since it holds what the file held. */
export interface RefusedFile {
  write(text: string): Promise<void>
  /** Gives it its name and answers it; where nothing was refused there is no such file, a former one neither. */
  keep(): Promise<string | undefined>
  /** Leaves things as they were. */
  drop(): Promise<void>
}

/** `list.csv` is told of in `list.refused.csv`. */
export function refusedPath(path: string): string {
  const extension = extname(path)
  return `${path.slice(0, path.length - extension.length)}.refused${extension}`
}

/** @throws ImportError before anything is sent, when it could not be written */
export async function openRefusedFile(path: string, header = ''): Promise<RefusedFile> {
  const target = refusedPath(path)
  const beside = `${target}.tmp`
  const file = await fresh(beside, target)
  let written = false
  return {
    async write(text) {
      await file.writeFile(written ? text : `${header}${text}`).catch((cause: unknown) => unwritable(target, cause))
      written = true
    },
    async keep() {
      await file.sync()
      await file.close()
      if (written) await rename(beside, target)
      else await Promise.all([rm(beside, { force: true }), rm(target, { force: true })])
      return written ? target : undefined
    },
    async drop() {
      await file.close()
      await rm(beside, { force: true })
    },
  }
}

/** What an import that was killed left at the place goes. */
async function fresh(beside: string, target: string): Promise<FileHandle> {
  try {
    await rm(beside, { force: true })
    return await open(beside, 'wx', 0o600)
  } catch (cause) {
    return unwritable(target, cause)
  }
}

function unwritable(target: string, cause: unknown): never {
  throw new ImportError('IMPORT_REFUSED_FILE', target, { cause })
}
