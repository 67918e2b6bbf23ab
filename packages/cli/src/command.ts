import type { Settings } from './settings.ts'

/** Where a command writes and what it may ask: handed in, so that tests see what a person would. */
export interface Terminal {
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  /** A person looks at it: progress bars, no more than so many columns. */
  readonly interactive: boolean
  readonly columns: number
  readonly language: 'fr' | 'en'
  readonly signal: AbortSignal
}

export interface Invocation {
  readonly positionals: readonly string[]
  readonly flags: Readonly<Record<string, unknown>>
  readonly settings: Settings
  readonly json: boolean
  readonly terminal: Terminal
}

export interface Option {
  readonly type: 'string' | 'boolean'
  readonly value?: string
  readonly text: string
}

/** A command of `minutier`: what it is for, how it is called, examples, and what it does. */
export interface CliCommand {
  readonly name: string
  readonly usage: string
  readonly summary: string
  readonly options: Readonly<Record<string, Option>>
  readonly examples: readonly string[]
  /** Number of words after the name. */
  readonly words: { readonly min: number; readonly max: number }
  run(invocation: Invocation): Promise<void>
}
