import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { z } from 'zod'

/** `minutier …` as a process of its own, as a person would run it. */
export interface CliProcess {
  readonly child: ChildProcess
  readonly out: () => string
  readonly err: () => string
  /** The exit code. */
  readonly ended: Promise<number | null>
}

interface Run {
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  /** Words before `node`: a limit, another user. */
  readonly through?: readonly string[]
  readonly cwd?: string
}

export function spawnCli({ args, env = {}, through = [], cwd }: Run): CliProcess {
  const main = new URL('./main.ts', import.meta.resolve('@minutier/cli')).pathname
  const [command = process.execPath, ...before] = [...through, process.execPath]
  const child = spawn(command, [...before, main, ...args], { env: { ...process.env, ...env }, ...(cwd !== undefined && { cwd }) })
  const texts = { out: '', err: '' }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    texts.out += text
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    texts.err += text
  })
  const ended = once(child, 'close').then(() => child.exitCode)
  return { child, out: () => texts.out, err: () => texts.err, ended }
}

/** Runs a command to its end. */
export async function runCli(run: Run): Promise<{ code: number | null; out: string; err: string }> {
  const { out, err, ended } = spawnCli(run)
  const code = await ended
  return { code, out: out(), err: err() }
}

export interface ServerProcess extends CliProcess {
  readonly url: string
  /** As an operator stops it: it finishes what it accepted. */
  stop(): Promise<number | null>
}

const started = z.object({ url: z.string() })

/** `minutier start` on a data folder, on a free port, once it says where it listens. */
export async function startServer(folder: string, { args = [], ...run }: Partial<Run> = {}): Promise<ServerProcess> {
  const cli = spawnCli({ ...run, args: ['start', '--data', folder, '--port', '0', '--json', ...args] })
  for (;;) {
    const line = cli.out().split('\n', 1)[0] ?? ''
    if (cli.out().includes('\n')) {
      const { url } = started.parse(JSON.parse(line))
      const stop = () => {
        cli.child.kill('SIGTERM')
        return cli.ended
      }
      return { ...cli, url, stop }
    }
    const end = await Promise.race([once(cli.child.stdout ?? cli.child, 'data').then(() => null), cli.ended.then((code) => ({ code }))])
    if (end) throw new Error(`the server ended with ${end.code}: ${cli.err()}`)
  }
}
