export { commands } from './commands/index.ts'
export { run } from './run.ts'
export { openServer, type Server, servicesOver } from './server.ts'
export { flagOf, readSettings, type Settings, settingNames, settingTexts, variableOf } from './settings.ts'
