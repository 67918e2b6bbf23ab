import { commandBodies, commands } from '@minutier/domain'
import { isVaultError } from '@minutier/vault'
import { z } from 'zod'
import type { Command } from '../command.ts'
import { isLedgerError, type LedgerErrorCode } from '../errors.ts'
import { kindOf } from './line.ts'
import { replaceIds } from './names.ts'
import type { Run } from './run.ts'
import type { Brought, Pending, Work } from './work.ts'

/** What became of a line; null when it is accepted, and is written with the others of its run. */
export async function answerOf(work: Work, pending: Pending, run: Run): Promise<Brought | null> {
  const { line, stream, streamId } = pending
  const { id, type, after, distinct, occurredAt } = line
  const { parts, importId, caller, names } = work
  if (restsOnNothing(work, pending)) return { outcome: 'withheld' }
  const body = await withEvents(work, pending)
  if (body === null) return { outcome: 'notFound' }
  const command: Command = {
    id: names.commandId(id),
    type,
    streamId,
    kind: kindOf(line),
    body,
    occurredAt,
    correlationId: importId,
    distinct,
  }
  if (after !== undefined && !(await run.holds(stream, names.commandId(after)))) return { outcome: 'withheld' }
  try {
    // Who is entered is known to those who come after at once.
    return await (type === 'RecordIdentity' ? parts.execute(command, caller) : run.add(command))
  } catch (error) {
    const wrongBody = error instanceof z.ZodError ? commandBodies[type].safeParse(command.body).error : undefined
    if (wrongBody) return { outcome: 'unfit', error: wrongBody }
    if (isOfTheLine(error)) return { outcome: 'unfit', error }
    throw error
  }
}

/** What the line itself is the cause of; anything else concerns whoever keeps the ledger. */
function isOfTheLine(error: unknown): boolean {
  if (isVaultError(error)) return error.code === 'VAULT_INVALID_PAYLOAD' || error.code === 'VAULT_TOO_LARGE'
  return isLedgerError(error) && ofTheLine.includes(error.code)
}

const ofTheLine: readonly LedgerErrorCode[] = ['LEDGER_COMMAND_REUSED', 'LEDGER_DOCUMENT_UNKNOWN', 'LEDGER_DOCUMENT_NO_RULEBOOK']

const elsewhere = z.looseObject({ candidacyId: z.uuid().optional(), juryId: z.uuid().optional(), msprId: z.uuid().optional() })

/** The body with `#name.event` as the event's id, found by its command in the line's own stream or in those that the body names; null when it is not. */
async function withEvents(work: Work, { line, stream, events }: Pending): Promise<Record<string, unknown> | null> {
  if (events.length === 0) return line.body
  const { candidacyId, juryId, msprId } = elsewhere.safeParse(line.body).data ?? {}
  const named = Object.entries({ candidacy: candidacyId, jury: juryId, mspr: msprId })
  const streams = [stream, ...named.flatMap(([kind, id]) => (id === undefined ? [] : [`${kind}-${id}`]))]
  const histories = await Promise.all(streams.map(async (one) => (await work.parts.load(one)).history))
  const idOf = (text: string): string | undefined => {
    const command = work.names.eventCommandOf(text)
    return histories.flat().find(({ commandId }) => commandId === command)?.id
  }
  if (events.some((text) => idOf(text) === undefined)) return null
  return replaceIds(line.body, (text) => idOf(text) ?? text)
}

function restsOnNothing({ unopened }: Work, { line, streamId, writes, reads }: Pending): boolean {
  const { opens } = commands[line.type]
  return [...writes, ...reads].some((id) => unopened.has(id) && !(opens && id === streamId))
}
