import type { Entry, Folded } from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import type { Vault } from '@minutier/vault'
import canonicalize from 'canonicalize'
import type { Recorded } from './command.ts'
import { LedgerError } from './errors.ts'
import type { Sealed } from './sealing.ts'

/** The canonical text of a command without what goes to the vault: what its `commandMac` is made of. */
export function commandText(command: Readonly<Record<string, unknown>>): string {
  const text = canonicalize(command)
  if (text === undefined) throw new TypeError('a command is a JSON value')
  return text
}

interface Asked {
  readonly commandId: string
  readonly text: string
  readonly sealed: readonly Sealed[]
  /** The candidate, for the rows of the vault that are theirs. */
  readonly personId: string | null
}

/**
 * The first answer to a command that was done before; undefined for a new one. No table of keys: the command's id is in the envelopes
 * of the events that it made.
 * @throws LEDGER_COMMAND_REUSED when the same id comes with another body
 */
export async function alreadyDone(
  { vault, store }: { vault: Vault; store: EventStore },
  { commandId, text, sealed, personId }: Asked,
  target: Folded,
): Promise<Recorded | undefined> {
  const made = target.history.filter((entry) => entry.commandId === commandId)
  const [first] = made
  const last = made.at(-1)
  if (!first || !last) return undefined
  if (differs(vault, first, text) || sealed.some((one) => sealedDiffers(vault, made, one, personId)))
    throw new LedgerError('LEDGER_COMMAND_REUSED')
  const events = made.map(({ id, type, revision }) => ({ id, type, revision }))
  const [recorded] = await store.readStreamPage(target.stream, last.revision, 1)
  if (!recorded) throw new LedgerError('LEDGER_UNKNOWN_EVENT')
  const { revision, position } = recorded
  return { outcome: 'recorded', stream: target.stream, streamId: streamId(target.stream), revision, position, events, repeated: true }
}

/** Once the year's key is destroyed the id alone decides. */
function differs(vault: Vault, { commandMac, recordedAt }: Entry, text: string): boolean {
  return commandMac === null || vault.verifyCommandMacOfText(text, commandMac, recordedAt) === 'different'
}

function sealedDiffers(
  vault: Vault,
  made: readonly Entry[],
  { category, payload, personId: own }: Sealed,
  personId: string | null,
): boolean {
  const person = own ?? personId
  return person !== null && made.some(({ id }) => vault.matches({ eventId: id, personId: person, category, payload }) === 'different')
}

export function streamId(stream: string): string {
  return stream.slice(stream.indexOf('-') + 1)
}
