export type { CliCommand, Terminal } from './command.ts'
export { run } from './run.ts'
export { openServer, type Server, services } from './server.ts'
export { readSettings, type Settings } from './settings.ts'
