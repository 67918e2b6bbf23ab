import type { CliCommand } from '../command.ts'

/**
 * The commands by name, in the order of the help. Each is loaded when it is asked for: a server does not keep in memory what reads XML, CSV and
 * archives.
 */
export const loaders = {
  start: async () => (await import('./start.ts')).startCommand,
  token: async () => (await import('./token.ts')).tokenCommand,
  replay: async () => (await import('./replay.ts')).replayCommand,
  verdicts: async () => (await import('./verdicts.ts')).verdictsCommand,
  alerts: async () => (await import('./alerts.ts')).alertsCommand,
  'report list': async () => (await import('./report.ts')).reportListCommand,
  'report renewal': async () => (await import('./renewal.ts')).renewalCommand,
  report: async () => (await import('./report.ts')).reportCommand,
  'cdc control': async () => (await import('./cdc.ts')).cdcControlCommand,
  'cdc export': async () => (await import('./cdc.ts')).cdcExportCommand,
  'cdc deposit': async () => (await import('./cdc.ts')).cdcDepositCommand,
  'cdc ingest': async () => (await import('./cdc.ts')).cdcIngestCommand,
  'cdc list': async () => (await import('./cdc.ts')).cdcListCommand,
  'rulebook check': async () => (await import('./rulebook.ts')).rulebookCheckCommand,
  'rulebook propose': async () => (await import('./rulebook.ts')).rulebookProposeCommand,
  'rulebook confirm': async () => (await import('./rulebook.ts')).rulebookConfirmCommand,
  'rulebook try': async () => (await import('./rulebook-try.ts')).rulebookTryCommand,
  'fiche import': async () => (await import('./fiche.ts')).ficheImportCommand,
  import: async () => (await import('./import.ts')).importCommand,
  template: async () => (await import('./template.ts')).templateCommand,
  rebuild: async () => (await import('./rebuild.ts')).rebuildCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./restore.ts')).restoreCommand,
} satisfies Readonly<Record<string, () => Promise<CliCommand>>>

/** Every command, for the help and the reference. */
export function allCommands(): Promise<CliCommand[]> {
  return Promise.all(Object.values(loaders).map((load) => load()))
}

/** The command whose name, of one or two words, begins the line; undefined where there is none. */
export async function commandNamed(words: readonly string[]): Promise<CliCommand | undefined> {
  const found = Object.entries(loaders).find(([name]) => name === words.slice(0, name.split(' ').length).join(' '))
  return found?.[1]()
}
