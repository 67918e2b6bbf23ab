import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { access, type FileHandle, open, rename, rm } from 'node:fs/promises'
import { extname } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ImportError } from './errors.ts'

/** What was refused, written anew at each run beside the file that was imported; for its owner alone, since it holds what the file held. */
export interface RefusedFile {
  write(text: string): Promise<void>
  /** Gives it its name; where nothing was refused there is no such file. A former one, if it differs, may be mended already: it is kept. */
  keep(): Promise<KeptFiles>
  /** Leaves things as they were. */
  drop(): Promise<void>
}

export interface KeptFiles {
  readonly refusedFile: string | undefined
  readonly formerRefusedFile: string | undefined
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
      return settled(beside, target, written).catch((cause: unknown) => unwritable(target, cause))
    },
    async drop() {
      await file.close()
      await rm(beside, { force: true })
    },
  }
}

async function settled(beside: string, target: string, written: boolean): Promise<KeptFiles> {
  const formerRefusedFile = (await differs(target, beside)) ? `${target}~` : undefined
  if (formerRefusedFile !== undefined) await rename(target, formerRefusedFile)
  if (written) await rename(beside, target)
  else await rm(beside, { force: true })
  return { refusedFile: written ? target : undefined, formerRefusedFile }
}

/** Is there a former file, with another content? */
async function differs(former: string, now: string): Promise<boolean> {
  const exists = await access(former).then(
    () => true,
    () => false,
  )
  return exists && (await sha256Of(former)) !== (await sha256Of(now))
}

async function sha256Of(path: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(path), hash)
  return hash.digest('hex')
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
