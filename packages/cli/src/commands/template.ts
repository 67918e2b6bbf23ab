import type { CliCommand } from '../command.ts'
import { columns } from '../import/list/columns.ts'
import { example, templateText } from '../import/list/write.ts'
import { UsageError } from '../usage.ts'

/** The columns of a list that `minutier import` takes. */
export const templateCommand: CliCommand = {
  name: 'template',
  usage: 'template enrolments',
  summary: 'Prints the columns of a list to be imported, and an invented candidate (CSV for a spreadsheet)',
  options: {},
  words: { min: 1, max: 1 },
  examples: ['minutier template enrolments > promotion.csv'],
  async run({ positionals: [kind], json, terminal }) {
    if (kind !== 'enrolments') throw new UsageError('minutier template enrolments')
    terminal.out(json ? JSON.stringify({ columns, example }) : templateText())
  },
}
