import { parseArgs } from 'node:util'
import type { CliCommand, Terminal } from './command.ts'
import { commandNamed } from './commands/index.ts'
import { commandHelp, help } from './help.ts'
import { flagOf, readSettings, settingNames } from './settings.ts'
import { Failed, toldError, UsageError } from './usage.ts'
import { version } from './version.ts'

/** Exit codes: 0 done, 1 refused or failed, 2 wrong usage. */
export async function run(argv: readonly string[], environment: NodeJS.ProcessEnv, terminal: Omit<Terminal, 'language'>): Promise<number> {
  const json = argv.includes('--json')
  try {
    return await dispatch(argv, environment, { ...terminal, language: languageOf(environment) })
  } catch (error) {
    const { code, text } = toldError(error)
    const problem = error instanceof Failed ? error.details : undefined
    if (json) terminal.out(JSON.stringify({ error: text, ...(code !== undefined && { code }), ...(problem && { problem }) }))
    else terminal.err(error instanceof UsageError ? `${text}\nminutier --help` : text)
    return error instanceof UsageError ? 2 : 1
  }
}

async function dispatch(argv: readonly string[], environment: NodeJS.ProcessEnv, terminal: Terminal): Promise<number> {
  if (argv.length === 0 || argv[0] === '--help' || argv[0] === 'help') {
    terminal.out(await help())
    return argv.length === 0 ? 2 : 0
  }
  if (argv[0] === '--version') {
    terminal.out(version)
    return 0
  }
  const command = await commandNamed(argv)
  if (!command) throw new UsageError(`unknown command: ${argv.slice(0, 2).join(' ')}`)
  const words = argv.slice(command.name.split(' ').length)
  if (words.includes('--help')) {
    terminal.out(commandHelp(command))
    return 0
  }
  const { values, positionals } = parse(command, words)
  const { min, max } = command.words
  if (positionals.length < min || positionals.length > max) throw new UsageError(`usage: minutier ${command.usage}`)
  await command.run({ positionals, flags: values, settings: readSettings(values, environment), json: values['json'] === true, terminal })
  return 0
}

function parse(command: CliCommand, words: readonly string[]) {
  const settings = Object.fromEntries(settingNames.map((name) => [flagOf(name), { type: 'string' as const }]))
  const own = Object.fromEntries(Object.entries(command.options).map(([name, { type }]) => [name, { type }]))
  const options = { ...settings, ...own, config: { type: 'string' as const }, json: { type: 'boolean' as const } }
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true, strict: true })
  } catch (cause) {
    throw new UsageError(`${cause instanceof Error ? cause.message : 'wrong options'}\nusage: minutier ${command.usage}`, { cause })
  }
}

/** French unless it is asked otherwise: a server's own locale says nothing of who reads. */
function languageOf({ MINUTIER_LANGUAGE }: NodeJS.ProcessEnv): 'fr' | 'en' {
  return MINUTIER_LANGUAGE?.startsWith('en') ? 'en' : 'fr'
}
