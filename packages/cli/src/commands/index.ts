import type { CliCommand } from '../command.ts'
import { backupCommand } from './backup.ts'
import { doctorCommand } from './doctor.ts'
import { ficheImportCommand } from './fiche.ts'
import { importCommand } from './import.ts'
import { rebuildCommand } from './rebuild.ts'
import { replayCommand } from './replay.ts'
import { reportConformityCommand } from './report.ts'
import { restoreCommand } from './restore.ts'
import { rulebookCheckCommand, rulebookConfirmCommand, rulebookProposeCommand } from './rulebook.ts'
import { rulebookTryCommand } from './rulebook-try.ts'
import { startCommand } from './start.ts'
import { templateCommand } from './template.ts'
import { tokenCommand } from './token.ts'
import { verdictsCommand } from './verdicts.ts'

export const commands: readonly CliCommand[] = [
  startCommand,
  tokenCommand,
  replayCommand,
  verdictsCommand,
  reportConformityCommand,
  rulebookCheckCommand,
  rulebookProposeCommand,
  rulebookConfirmCommand,
  rulebookTryCommand,
  ficheImportCommand,
  importCommand,
  templateCommand,
  rebuildCommand,
  doctorCommand,
  backupCommand,
  restoreCommand,
]
