import { spawn } from 'node:child_process'

/** The long crash loops, apart from the tests: 2,000 kills of the store and of the ledger unless told otherwise, and an import of 10,000 candidacies. */
const rounds = process.argv[2] ?? '2000'
const files = ['packages/event-store/test/sqlite/crash.test.ts', 'tests/crash/crash.test.ts', 'tests/crash/imports.test.ts']

const child = spawn(process.execPath, ['--test', '--test-concurrency=1', ...files], {
  stdio: 'inherit',
  env: { ...process.env, MINUTIER_KILL_ROUNDS: rounds, MINUTIER_IMPORTED: '10000', TAP_TIMEOUT: '0' },
})
child.once('exit', (code) => {
  process.exitCode = code ?? 1
})
