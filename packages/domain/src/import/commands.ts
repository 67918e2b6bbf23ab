import { define } from '../command.ts'

export const importCommands = define(
  ['import'],
  { StartImport: 'ImportStarted', CompleteImport: 'ImportCompleted' },
  { StartImport: { opens: true } },
)
