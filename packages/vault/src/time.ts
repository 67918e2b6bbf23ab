import { VaultError } from './errors.ts'

/** `YYYY-MM-DDTHH:MM:SS.sssZ`: a fixed width, so that the order of texts is the order of times. */
const TIME = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

export function isTime(value: string): boolean {
  // Only the ends of months need the calendar: this runs for every command.
  return TIME.test(value) && (value.slice(8, 10) <= '28' || isDay(value.slice(0, 10)))
}

export function assertTime(value: string): void {
  if (!isTime(value)) throw new VaultError('VAULT_INVALID_TIME')
}

/** @param time one that `isTime` accepts */
export function shift(time: string, hours: number): string {
  return Temporal.Instant.from(time).add({ hours }).toString({ smallestUnit: 'millisecond' })
}

function isDay(day: string): boolean {
  try {
    return Temporal.PlainDate.from(day).toString() === day
  } catch {
    return false
  }
}
