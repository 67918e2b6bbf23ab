import type { CommandType, Kind } from '@minutier/domain'

export type Fields = Readonly<Record<string, unknown>>

/** A line of an import: a command that speaks of others by the names that its file gives them, `#name` and `#name.event`. */
export interface PastLine {
  readonly id: string
  readonly type: CommandType
  readonly kind?: Kind
  readonly stream?: string
  /** ISO 8601, with the offset of Paris on that day. */
  readonly occurredAt: string
  readonly body: Fields
}

/** What is written of each day, to be read in the order of the days. */
export interface Diary {
  write(day: string, line: Omit<PastLine, 'occurredAt'>): void
  /** In the order of the days; on one day, as they were written. */
  lines(): Generator<PastLine>
}

export function createDiary(): Diary {
  const days = new Map<string, Omit<PastLine, 'occurredAt'>[]>()
  return {
    write(day, line) {
      const written = days.get(day)
      if (written) written.push(line)
      else days.set(day, [line])
    },
    *lines() {
      for (const [day, lines] of [...days].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
        const offset = offsetOn(day)
        for (const [at, { body, ...line }] of lines.entries()) {
          yield { ...line, occurredAt: `${day}T${timeOf(at, lines.length)}${offset}`, body }
        }
      }
    },
  }
}

/** An office day from half past eight, over which what was done is spread. */
function timeOf(at: number, count: number): string {
  const seconds = 8.5 * 3600 + Math.floor((at * 9.5 * 3600) / count)
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0')
  return `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`
}

function offsetOn(day: string): string {
  return Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: 'Europe/Paris', plainTime: '12:00' }).offset
}
