/** The command line was wrong: exit code 2. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'UsageError'
  }
}

/** The command was understood, and refused or failed: exit code 1. What is known of it beside its message, for --json. */
export class Failed extends Error {
  readonly details: Readonly<Record<string, unknown>>
  constructor(message: string, details: Readonly<Record<string, unknown>> = {}, options?: ErrorOptions) {
    super(message, options)
    this.name = 'Failed'
    this.details = details
  }
}

/** The code of a failure to which no answer came: what was asked may have been done. */
export const unreachable = 'CLI_UNREACHABLE'

/** An error's text begins with its code, where it has one: the documentation lists what to do by it. */
export function toldError(error: unknown): { code: string | undefined; text: string } {
  if (!(error instanceof Error)) return { code: undefined, text: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : undefined
  return { code, text: code === undefined || error.message.startsWith(code) ? error.message : `${code}: ${error.message}` }
}
