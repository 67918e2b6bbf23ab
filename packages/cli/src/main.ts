#!/usr/bin/env node
import { run } from './run.ts'

const abort = new AbortController()
// The first Ctrl-C lets a long work end cleanly; the second ends the process as usual.
process.once('SIGINT', () => abort.abort())
process.exitCode = await run(process.argv.slice(2), process.env, {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  interactive: process.stderr.isTTY === true,
  columns: process.stdout.columns ?? 100,
  signal: abort.signal,
})
