import { open, stat } from 'node:fs/promises'
import { FicheError } from './errors.ts'
import { openZip } from './zip.ts'

/** The bytes of an XML, and how many there are. */
export interface Source {
  readonly size: number
  readonly chunks: AsyncIterable<Uint8Array>
  close(): void | Promise<void>
}

/** Opens an export, plain or zipped: its first bytes say which, whatever it is called. */
export async function openSource(path: string): Promise<Source> {
  const unreadable = (cause: unknown) => {
    throw new FicheError('FICHE_FILE_UNREADABLE', path, { cause })
  }
  // Before it is opened: a pipe would wait for whoever writes to it.
  const about = await stat(path).catch(unreadable)
  if (!about.isFile()) throw new FicheError('FICHE_FILE_UNREADABLE', path)
  const file = await open(path, 'r').catch(unreadable)
  try {
    const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0)
    if (buffer.toString('latin1') === 'PK') {
      await file.close()
      return await openZip(path)
    }
    return { size: about.size, chunks: file.createReadStream({ start: 0, autoClose: false }), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}
