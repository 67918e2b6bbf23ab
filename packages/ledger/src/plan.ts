import { commandBodies, commands, type Draft, dayOf, explained, legalDay, streamOf } from '@minutier/domain'
import { factsRefusal, roleRefusal } from './access.ts'
import type { Caller, Command, Executed } from './command.ts'
import type { Execution } from './execution.ts'
import { commandText } from './idempotence.ts'
import { randomId, streamOpenedBy } from './ids.ts'
import { type Prepared, prepare } from './sealing.ts'

/** Everything about one command that does not change when it is decided again. */
export interface Plan {
  readonly command: Command
  readonly caller: Caller
  readonly streamId: string
  readonly stream: string
  readonly prepared: Prepared
  readonly text: string
}

/** Refused whatever the ledger holds: by the role, and the kind of facts. */
export function forbiddenTo(caller: Caller, { type, body }: Command): Executed | null {
  const refusal = roleRefusal(type, caller) ?? factsRefusal(type, body, caller)
  return refusal && { outcome: 'forbidden', refusal: explained(refusal, null) }
}

export function planOf({ vault }: Execution, command: Command, caller: Caller): Plan {
  const { type, body, occurredAt } = command
  const { opens, kinds } = commands[type]
  const kind = kinds.find((one) => one === command.kind) ?? kinds[0] ?? 'candidacy'
  const streamId = opens ? streamOpenedBy(command.id) : (command.streamId ?? '')
  const stream = streamOf(kind, streamId)
  const prepared = prepare(commandBodies[type].parse(body), streamId, vault)
  const text = commandText({ type, stream, occurredAt: occurredAt ?? null, body: prepared.open })
  return { command, caller, streamId, stream, prepared, text }
}

export function draftOf({ vault, now }: Execution, { command, caller }: Plan, text: string): Draft {
  const recordedAt = now()
  return {
    occurredAt: command.occurredAt ?? defaultOccurrence(command, recordedAt),
    recordedAt,
    actor: caller.actor,
    role: caller.role,
    commandId: command.id,
    commandMac: vault.commandMacOfText(text, recordedAt),
    correlationId: command.correlationId ?? null,
    causationId: null,
    nextId: () => randomId(),
  }
}

/**
 * When the caller does not say when it happened: now, or noon in Paris of the legal day when that is an earlier day, so that a fact
 * dated last month is not recorded as of today.
 */
function defaultOccurrence({ type, body }: Command, recordedAt: string): string {
  const day = legalDay({ ...body, type: commands[type].event }, recordedAt)
  if (day >= dayOf(recordedAt)) return recordedAt
  return Temporal.PlainDate.from(day)
    .toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: '12:00' })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' })
}
