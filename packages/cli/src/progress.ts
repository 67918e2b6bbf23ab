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
