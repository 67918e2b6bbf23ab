import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** One line of docs/benchmarks.md: what was measured against what was promised. */
export interface Row {
  readonly what: string
  readonly atLeast: string
  readonly measured: string
  readonly holds: boolean
}

/** Measures something, and answers its rows. */
export type Benchmark = () => Promise<readonly Row[]>

/** The repository, from which programs are started. */
export const root = join(import.meta.dirname, '../..')

/** How many events a long history has: a million, unless a hurried developer says less. */
export const manyEvents = Number(process.env['MINUTIER_BENCH_EVENTS'] ?? 1_000_000)

/** The value below which a part of them lies: `percentile(times, 0.99)`. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** The highest that a process's resident memory was, in MB; 0 when it has ended. */
export function highestMb(pid: number | undefined): number {
  try {
    return Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024)
  } catch {
    return 0
  }
}

/** Rows as the page shows them. */
export function table(rows: readonly Row[]): string {
  return [
    '| what | at least | measured | |',
    '|---|---|---|---|',
    ...rows.map(({ what, atLeast, measured, holds }) => `| ${what} | ${atLeast} | ${measured} | ${holds ? 'yes' : '**no**'} |`),
  ].join('\n')
}
