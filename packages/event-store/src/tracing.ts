import { channel } from 'node:diagnostics_channel'
import type { ErrorCode } from './errors.ts'
import type { Position } from './port.ts'

/** One message an append, once it is settled. Names and numbers only. */
export interface AppendTrace {
  readonly store: string
  readonly stream: string
  readonly events: number
  readonly outcome: 'ok' | ErrorCode
  readonly position: Position | null
  /** From the call to the answer. */
  readonly durationMs: number
  /** Appends that shared the commit. */
  readonly group: number
}

export const appendChannelName = 'minutier:event-store:append'

const appends = channel(appendChannelName)

/** Builds the message only when somebody listens. */
export function traceAppend(message: () => AppendTrace): void {
  if (appends.hasSubscribers) appends.publish(message())
}
