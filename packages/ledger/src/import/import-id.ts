import type { Folded } from '@minutier/domain'
import type { Caller } from '../command.ts'
import { derivedId, streamOpenedBy } from '../ids.ts'

/**
 * The id of the command that starts an import, from which the import's own derives: of the file and its kind, and of the centre whose
 * registrar brings it, so that a file that is brought again goes on where it was and nobody goes on with another centre's.
 */
export function importCommandId(fileFingerprint: string, kind: string, { role, partner }: Pick<Caller, 'role' | 'partner'>): string {
  return derivedId('import', fileFingerprint, kind, ...(role === 'registrar' && partner !== undefined ? [partner] : []))
}

/** A registrar goes on with the imports of its own centre alone. */
export function isOwnImport({ stream, history }: Folded, caller: Pick<Caller, 'role' | 'partner'>): boolean {
  const [started] = history
  if (caller.role !== 'registrar' || !started) return true
  const { fileFingerprint, kind } = started.data
  return stream === `import-${streamOpenedBy(importCommandId(String(fileFingerprint), String(kind), caller))}`
}
