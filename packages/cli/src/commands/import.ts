import { roles, siret, uuid } from '@minutier/domain'
import { type Api, type Asked, type Identity, openApi } from '../api.ts'
import type { CliCommand, Invocation, Terminal } from '../command.ts'
import { onCopy } from '../import/dry-run.ts'
import { ImportError, importText } from '../import/errors.ts'
import { type InputFile, inputFile } from '../import/input-file.ts'
import { readList } from '../import/list/read-list.ts'
import { type RowRefusals, runList } from '../import/list/run-list.ts'
import { tryList } from '../import/list/try-list.ts'
import { refusedHeader } from '../import/list/write.ts'
import { openRefusedFile } from '../import/refused-file.ts'
import { type Fault, faultText, type Report, reportText } from '../import/report.ts'
import { type Run, runCommands } from '../import/run-commands.ts'
import { startImport } from '../import/session.ts'
import { createTally } from '../import/tally.ts'
import { fileBar } from '../progress.ts'
import { Failed, UsageError } from '../usage.ts'

/** Why a file of commands is brought in; a list is a partner's file. */
const reasons = ['takeover', 'catchUp'] as const

/** Brings what was recorded elsewhere: a file of commands, or a school's list of enrolments. */
export const importCommand: CliCommand = {
  name: 'import',
  usage: 'import FILE --actor PERSON [--as enrolments] [--role ROLE] [--partner SIRET] [--dry-run]',
  summary: 'Imports a file of commands (NDJSON), or a list of enrolments (CSV)',
  options: {
    actor: { type: 'string', value: 'PERSON', text: 'who does it: a person’s id' },
    role: { type: 'string', value: 'ROLE', text: 'certifier (the default) or registrar' },
    partner: { type: 'string', value: 'SIRET', text: 'a registrar’s own centre' },
    as: { type: 'string', value: 'enrolments', text: 'the file is a list as minutier template enrolments shows it' },
    reason: {
      type: 'string',
      value: 'REASON',
      text: 'of a file of commands: takeover of an earlier register (the default), or catchUp after a stop',
    },
    'dry-run': { type: 'boolean', text: 'do it in a copy that is thrown away, and show what would be refused; --actor is not needed' },
  },
  words: { min: 1, max: 1 },
  examples: [
    'minutier import history-2023.ndjson --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10 --dry-run',
    'minutier import history-2023.ndjson --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
    'minutier import promotion.csv --as enrolments --role registrar --partner 39350481600231 --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
  ],
  async run(invocation) {
    const { terminal, json } = invocation
    const { language } = terminal
    const report = await imported(invocation, plannedBy(invocation)).catch((error: unknown) => {
      throw error instanceof ImportError ? new Failed(importText(error.code, language, error.found), { code: error.code }) : error
    })
    if (report.refused > 0) throw new Failed(reportText(report, language), { ...report })
    terminal.out(json ? JSON.stringify(report) : reportText(report, language))
  },
}

interface Plan {
  readonly path: string
  readonly as: Identity
  readonly kind: 'commands' | 'enrolments'
  readonly reason: string
  readonly dryRun: boolean
}

async function imported({ settings, terminal }: Invocation, plan: Plan): Promise<Report> {
  const file = await inputFile(plan.path, terminal.signal)
  // The whole list is read before anything is sent.
  const header = plan.kind === 'enrolments' ? await wholeList(file, terminal) : ''
  const asked: Asked = { settings, as: plan.as, language: terminal.language }
  const work = (api: Api, known?: RowRefusals) => importWith(api, file, plan, header, terminal, known)
  if (plan.dryRun) return onCopy(asked, terminal.signal, work)
  const known = plan.kind === 'enrolments' ? await triedFirst(asked, file, terminal) : undefined
  const api = await openApi(asked)
  try {
    return await work(api, known)
  } finally {
    await api.close()
  }
}

/** The header of its file of refused rows. */
async function wholeList(file: InputFile, { language }: Terminal): Promise<string> {
  const { columns, faults, more } = await readList(file)
  if (faults.length === 0) return refusedHeader(columns)
  throw new Failed(faultsText(faults, more, language), { code: 'IMPORT_LIST_FAULTS', faults })
}

function faultsText(faults: readonly Fault[], more: boolean, language: Terminal['language']): string {
  const count = `${faults.length}${more ? '+' : ''}`
  return [importText('IMPORT_LIST_FAULTS', language, count), ...faults.map((one) => faultText(one, language))].join('\n')
}

/** A row goes in whole, or not at all. */
async function triedFirst(asked: Asked, file: InputFile, terminal: Terminal): Promise<RowRefusals> {
  const bar = fileBar(terminal, { bytes: file.size, what: words.tried[terminal.language] })
  try {
    return await tryList(asked, file, terminal.signal, bar.update)
  } finally {
    bar.stop()
  }
}

async function importWith(
  api: Api,
  file: InputFile,
  { kind, reason, dryRun }: Plan,
  header: string,
  terminal: Terminal,
  known?: RowRefusals,
): Promise<Report> {
  const { language, signal } = terminal
  const tally = createTally()
  const refusedFile = await openRefusedFile(file.path, header)
  const bar = fileBar(terminal, { bytes: file.size, what: words[kind][language] })
  try {
    const session = await startImport(api, { file, kind, reason, signal })
    const run: Run = { file, session, tally, refusedFile, language, signal, progress: bar.update }
    await (kind === 'enrolments' ? runList(run, known) : runCommands(run))
    const counts = tally.counts()
    await session.complete(counts.recorded + counts.alreadyDone, counts.refused)
    const { importId } = session
    return { importId, fileFingerprint: file.fingerprint, kind, dryRun, ...counts, ...(await refusedFile.keep()) }
  } catch (error) {
    // What stopped it is told there.
    if (error instanceof ImportError && error.code === 'IMPORT_NAMES_TAKEN') await refusedFile.keep()
    else await refusedFile.drop()
    throw error
  } finally {
    bar.stop()
  }
}

const words = {
  commands: { fr: 'lignes', en: 'lines' },
  enrolments: { fr: 'candidats', en: 'candidates' },
  tried: { fr: 'candidats essayés', en: 'candidates tried' },
} as const

/** Who does what, from the words of the command line. @throws UsageError */
function plannedBy({ positionals: [path = ''], flags }: Invocation): Plan {
  const dryRun = flags['dry-run'] === true
  const as = flags['as']
  if (as !== undefined && as !== 'enrolments') throw new UsageError('--as: enrolments')
  if (as === undefined && path.endsWith('.csv')) throw new UsageError('--as enrolments: a CSV file is a list of enrolments')
  const reason = reasons.find((one) => one === (flags['reason'] ?? 'takeover'))
  if (!reason) throw new UsageError(`--reason: ${reasons.join(' or ')}`)
  if (as !== undefined && flags['reason'] !== undefined) throw new UsageError('--reason: of a file of commands alone')
  const role = roles.find((one) => one === (flags['role'] ?? 'certifier') && (one === 'certifier' || one === 'registrar'))
  if (!role) throw new UsageError('--role: certifier or registrar')
  const partner = flags['partner'] === undefined ? undefined : siret.safeParse(flags['partner'])
  if (partner && !partner.success) throw new UsageError('--partner: a SIRET, 14 digits')
  if ((role === 'registrar') !== (partner !== undefined)) throw new UsageError('--partner: the centre of a registrar, and of nobody else')
  // A dry run is nobody's in particular.
  const actor = uuid.safeParse(flags['actor'] ?? (dryRun ? '00000000-0000-4000-8000-000000000000' : undefined))
  if (!actor.success) throw new UsageError('--actor: the id of the person who does it, a lower-case UUID')
  const kind = as === undefined ? 'commands' : 'enrolments'
  return {
    path,
    as: { actor: actor.data, role, partner: partner?.data },
    kind,
    reason: kind === 'enrolments' ? 'partnerFile' : reason,
    dryRun,
  }
}
