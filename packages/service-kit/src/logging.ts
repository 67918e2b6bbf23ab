import type { FastifyBaseLogger } from 'fastify'
import { pino } from 'pino'
import type { KitOptions } from './config.ts'

/** Structured lines, without personal data: what is logged is named, and what could hold any is not. */
export function createLogger({ logLevel, logTo = process.stderr }: Pick<KitOptions, 'logLevel' | 'logTo'>): FastifyBaseLogger {
  return pino(
    {
      level: logLevel,
      base: null,
      timestamp: () => `,"time":"${Temporal.Now.instant().toString({ smallestUnit: 'millisecond' })}"`,
      redact: { paths: ['req', 'res', 'headers', 'body'], remove: true },
    },
    logTo,
  )
}
