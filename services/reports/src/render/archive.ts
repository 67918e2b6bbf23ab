import { RenderError } from './errors.ts'
import { type ZipEntry, zipped } from './zip.ts'

/** A ZIP of named files: by code point of their names, without times, so that the same files are the same bytes. */
export function archive(entries: readonly ZipEntry[]): AsyncGenerator<Uint8Array, void> {
  const sorted = [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))
  const refused = sorted.find(({ name }, at) => !staysInside(name) || name === sorted[at + 1]?.name)
  if (refused) throw new RenderError('RENDER_ENTRY_NAME', { entry: refused.name })
  return zipped(sorted)
}

/** A relative path, as every unpacker understands it the same way. */
function staysInside(name: string): boolean {
  return !/[\\:]/.test(name) && name.split('/').every((part) => !['', '.', '..'].includes(part))
}
