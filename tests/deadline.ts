import { isMainThread, Worker } from 'node:worker_threads'

/**
 * Loaded before every test file (`node --import`): no file may hang the run. tap ends a file whose promises or handles never settle,
 * and says which test was open. A loop that never yields would outlive tap's own timer, and Node's runner does not end it either:
 * a quarter later, another thread does.
 */
const seconds = Number(process.env['TEST_FILE_SECONDS'] ?? 240)

// The runner loads this too; the deadline is for the files that it starts, and a worker made by a test is bound by its file's.
if (process.env['NODE_TEST_CONTEXT'] && isMainThread) {
  process.env['TAP_TIMEOUT'] ??= String(seconds)
  const watch = `setTimeout(() => {
    require('node:fs').writeSync(2, 'this test file did not end: killed\\n')
    process.kill(process.pid, 'SIGKILL')
  }, ${seconds * 1250})`
  new Worker(watch, { eval: true, execArgv: [] }).unref()
}
