import type { CliCommand } from './command.ts'
import { allCommands } from './commands/index.ts'
import { flagOf, settingNames, settingTexts, variableOf } from './settings.ts'

export async function help(): Promise<string> {
  const commands = await allCommands()
  const width = Math.max(...commands.map(({ usage }) => usage.length))
  const lines = commands.map(({ usage, summary }) => `  ${usage.padEnd(width)}  ${summary}`)
  return [
    'minutier: a ledger of professional certifications',
    '',
    ...lines,
    '',
    settingsHelp(),
    '',
    'minutier COMMAND --help shows examples. Exit codes: 0 done, 1 refused or failed, 2 wrong usage.',
  ].join('\n')
}

export function commandHelp({ usage, summary, options, examples }: CliCommand): string {
  const own = Object.entries(options).map(
    ([name, { value, text }]) => `  --${`${name}${value === undefined ? '' : ` ${value}`}`.padEnd(26)} ${text}`,
  )
  return [
    `minutier ${usage}`,
    '',
    summary,
    ...(own.length > 0 ? ['', ...own] : []),
    '',
    'Examples:',
    ...examples.map((example) => `  ${example}`),
    '',
    settingsHelp(),
  ].join('\n')
}

function settingsHelp(): string {
  const lines = settingNames.map((name) => {
    const { text = '', default: value = '' } = settingTexts[name] ?? {}
    return `  --${flagOf(name).padEnd(20)} ${text}${value === '' ? '' : ` (${value})`} [${variableOf(name)}]`
  })
  return [
    'Settings, by flag, environment or file (--config FILE, minutier.json):',
    ...lines,
    '  --json                 answer in JSON',
  ].join('\n')
}
