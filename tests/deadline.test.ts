import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { test } from 'tap'

/** Runs a test file's text as the runner would, with a second to live. */
function run(text: string) {
  const env = { ...process.env, NODE_TEST_CONTEXT: 'child', TEST_FILE_SECONDS: '1', TAP_TIMEOUT: undefined }
  const preload = join(import.meta.dirname, 'deadline.ts')
  const args = ['--import', preload, '--input-type=module', '--eval', `import { test } from 'tap'; ${text}`]
  return spawnSync(process.execPath, args, { cwd: import.meta.dirname, env, encoding: 'utf8', timeout: 20_000 })
}

test('a file that ends in time is left alone', (t) => {
  const { status, signal } = run(`test('quick', (t) => { t.pass(); t.end() })`)
  t.strictSame({ status, signal }, { status: 0, signal: null })
  t.end()
})

test('tap has the same deadline, for promises and handles that never settle', (t) => {
  const { stdout } = run(`console.log('tap:', process.env.TAP_TIMEOUT)`)
  t.match(stdout, /^tap: 1$/m)
  t.end()
})

test('a loop that never yields is killed', (t) => {
  const { signal, stderr } = run(`test('loops', () => { for (;;); })`)
  t.equal(signal, 'SIGKILL')
  t.match(stderr, /did not end: killed/)
  t.end()
})
