import { streamOf } from '@minutier/domain'
import { derivedId, importCommandId, streamOpenedBy } from '@minutier/ledger'
import type { CommandRoute } from '@minutier/service-kit'

/** The beginning and the end of an import. Between them come its lines. */
export const importsRoutes: readonly CommandRoute[] = [
  {
    url: '/imports',
    command: 'StartImport',
    tag: 'imports',
    summary: 'Start an import, or take it up again: its id derives from the file and its kind',
    async identify(command, caller, ledger) {
      const { fileFingerprint, kind } = command.body
      const id = importCommandId(String(fileFingerprint), String(kind), caller)
      const started = await ledger.load(streamOf('import', streamOpenedBy(id)))
      // Who takes an import up again need not remember why it was begun, nor when.
      const reason = started?.history[0]?.data['reason']
      return { ...command, id, occurredAt: undefined, body: { ...command.body, ...(reason !== undefined && { reason }) } }
    },
  },
  {
    url: '/imports/:importId/completion',
    command: 'CompleteImport',
    tag: 'imports',
    summary: 'Say how many lines of the file were accepted and refused',
    async identify(command) {
      const { acceptedCount, refusedCount } = command.body
      // A file that is brought again and comes to another end ends in another command.
      return { ...command, id: derivedId(String(command.streamId), 'completed', String(acceptedCount), String(refusedCount)) }
    },
  },
]
