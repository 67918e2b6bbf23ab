import cliProgress from 'cli-progress'
import type { Terminal } from './command.ts'

/** How far a long work has come, where a person looks. */
export interface Progress {
  readonly update: (done: number) => void
  readonly stop: () => void
}

/** With a total, a bar and the time left; without one, a count and its rate. Nothing when the output is no terminal. */
export function progressBar({ interactive }: Pick<Terminal, 'interactive'>, what: string, total?: number): Progress {
  if (!interactive) return { update: () => undefined, stop: () => undefined }
  const format = total === undefined ? `{value} ${what}, {duration_formatted}` : `{bar} {value}/{total} ${what}, reste {eta_formatted}`
  const bar = new cliProgress.SingleBar({ format, clearOnComplete: true, etaBuffer: 200 })
  bar.start(total ?? 0, 0)
  return { update: (done) => bar.update(done), stop: () => bar.stop() }
}

/** How far a file is read, and how much of it is done in a second. */
export interface FileProgress {
  readonly update: (bytes: number, count: number) => void
  readonly stop: () => void
}

/** A bar by the bytes of a file, with the rate of what it holds and the time left. */
export function fileBar(
  { interactive, language }: Pick<Terminal, 'interactive' | 'language'>,
  { bytes, what }: { readonly bytes: number; readonly what: string },
  now: () => number = () => performance.now(),
): FileProgress {
  if (!interactive) return { update: () => undefined, stop: () => undefined }
  const left = language === 'fr' ? 'reste {eta_formatted}' : '{eta_formatted} left'
  const format = `{bar} {percentage} %, {count} ${what}, {rate}/s, ${left}`
  const bar = new cliProgress.SingleBar({ format, clearOnComplete: true, etaBuffer: 200 })
  const from = now()
  bar.start(bytes, 0, { count: 0, rate: 0 })
  return {
    update: (done, count) => bar.update(done, { count, rate: rateOf(count, now() - from) }),
    stop: () => bar.stop(),
  }
}

export function rateOf(count: number, ms: number): number {
  return Math.round((count * 1000) / Math.max(1, ms))
}
