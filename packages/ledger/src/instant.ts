/** An instant with its zone, in UTC with milliseconds: 24 characters, unless an offset led out of the years of four digits. */
export function utcInstant(text: string): string {
  return Temporal.Instant.from(text).toString({ smallestUnit: 'millisecond' })
}
