import type { CommandType, Ledger } from '@minutier/ledger'
import type { FastifyInstance } from 'fastify'
import type { TokenSource, Verify } from './auth/verifier.ts'
import type { Metrics } from './metrics.ts'

/** What the edge of every service needs; the one who composes gives it. */
export interface KitOptions {
  readonly ledger: Ledger
  readonly tokens: TokenSource
  /** Level of the log: a line a request at `info`. */
  readonly logLevel: 'silent' | 'error' | 'warn' | 'info' | 'debug'
  /** Where log lines go; standard error when it is not said. */
  readonly logTo?: NodeJS.WritableStream
  /** Bytes of a body. */
  readonly bodyLimit: number
  /** Requests a minute and caller; 0 for no limit. */
  readonly requestsPerMinute: number
  /** The ledger is an invented example: every answer says so. */
  readonly example: boolean
  /** What readiness looks at besides the ledger. */
  readonly version: string
}

/** Of each route, for the hooks: the command that it does, or what it reads, or that it is open to everybody. */
export interface RouteAccess {
  readonly command?: CommandType
  readonly reads?: Reading
  readonly open?: true
}

/** What may be read, each with its roles in `reading.ts`; `document`: public documents are kept by those who propose rulebooks. */
export type Reading =
  | 'candidacy'
  | 'mspr'
  | 'jury'
  | 'person'
  | 'certification'
  | 'partner'
  | 'events'
  | 'accesses'
  | 'register'
  | 'document'
  | 'report'
  | 'transmission'
  | 'survey'

export interface Kit {
  readonly verify: Verify
  readonly metrics: Metrics
  readonly options: KitOptions
}

export type App = FastifyInstance
