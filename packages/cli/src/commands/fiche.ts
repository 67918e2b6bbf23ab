import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { certificationCode, registrationOf, uuid } from '@minutier/domain'
import { fingerprintOf } from '@minutier/ledger'
import { type Api, openApi } from '../api.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { differencesOf } from '../fiche/differences.ts'
import type { ReadFiche } from '../fiche/document.ts'
import { errorText, FicheError } from '../fiche/errors.ts'
import { type Asked, readFicheFile } from '../fiche/read-file.ts'
import { type Recorded, recordedOf } from '../fiche/recorded.ts'
import { type Report, reportText } from '../fiche/report.ts'
import { rereadingsOf } from '../fiche/rereading.ts'
import { Failed, UsageError } from '../usage.ts'

/** A fiche may be longer than what a server takes from anybody; here the folder's owner gives it to themselves. */
const bodyLimit = 16_777_216

/** Records what the register says of a certification, from its open-data export. */
export const ficheImportCommand: CliCommand = {
  name: 'fiche import',
  usage: 'fiche import FILE --actor PERSON [--code RNCP…]',
  summary: 'Imports a certification from the RNCP’s open-data export (XML, plain or zipped)',
  options: {
    actor: { type: 'string', value: 'PERSON', text: 'who does it: a person’s id' },
    code: { type: 'string', value: 'RNCP…', text: 'which fiche, where the file holds several' },
    rulebook: { type: 'string', value: 'FILE', text: 'a rulebook, whose blocs give the codes of the competences' },
    competences: { type: 'string', value: 'FILE', text: 'JSON: each bloc’s code, and those of its competences' },
    yes: { type: 'boolean', text: 'record it although it differs from what is recorded' },
    'dry-run': { type: 'boolean', text: 'show what would be recorded; --actor is not needed' },
  },
  words: { min: 1, max: 1 },
  examples: [
    'minutier fiche import export-fiches-rncp-v4-1-2026-11-24.zip --code RNCP36582 --dry-run',
    'minutier fiche import export-fiches-rncp-v4-1-2026-11-24.zip --code RNCP36582 --rulebook rncp36582.json --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
  ],
  async run(invocation) {
    const { terminal, json } = invocation
    const report = await imported(invocation, asked(invocation)).catch((error: unknown) => {
      throw error instanceof FicheError ? new Failed(errorText(error, terminal.language), { code: error.code }) : error
    })
    if (report.outcome === 'toConfirm') throw new Failed(reportText(report, terminal.language), { ...report })
    terminal.out(json ? JSON.stringify(report) : reportText(report, terminal.language))
  },
}

async function imported(invocation: Invocation, { actor, ...asked }: Asked & { readonly actor: string }): Promise<Report> {
  const { flags, settings, terminal } = invocation
  const read = await readFicheFile(asked, terminal)
  const dryRun = flags['dry-run'] === true
  // A dry run makes no folder.
  if (dryRun && !existsSync(join(settings.data, 'events.sqlite'))) return reported(read, undefined, 'wouldImport')
  const api = await openApi({
    settings: { ...settings, bodyLimit: Math.max(settings.bodyLimit, bodyLimit) },
    as: { actor, role: 'certifier' },
    language: terminal.language,
  })
  try {
    const recorded = await recordedOf(api, read.fiche.certification)
    const report = reported(read, recorded, dryRun ? 'wouldImport' : 'imported')
    if (recorded?.ficheFingerprint === report.fingerprint) return { ...report, outcome: 'alreadyImported' }
    if (dryRun) return report
    if (report.differences.length > 0 && flags['yes'] !== true) return { ...report, outcome: 'toConfirm' }
    await record(api, report, recorded)
    return report
  } finally {
    await api.close()
  }
}

async function record(api: Api, { fiche, fingerprint }: Report, recorded: Recorded | undefined): Promise<void> {
  await api.post('/v1/documents', fiche).catch((error: unknown) => {
    // Of a server that runs on the folder, whose limit is its own.
    throw error instanceof Failed && error.details['status'] === 413 ? new FicheError('FICHE_OVER_LIMIT', String(bodyLimit)) : error
  })
  const { certification, ...registration } = registrationOf(fiche)
  // Upon what the differences were told of, and nothing that came since.
  const seen = recorded ? { 'if-match': `"${recorded.revision}"` } : {}
  await api.post(`/v1/certifications/${certification}/registration`, { ...registration, ficheFingerprint: fingerprint }, seen)
}

function reported(read: ReadFiche, recorded: Recorded | undefined, outcome: Report['outcome']): Report {
  const { fiche } = read
  const differences = recorded ? differencesOf(recorded.fiche, fiche, recorded.moved) : []
  return {
    ...read,
    outcome,
    fingerprint: fingerprintOf(fiche),
    isNew: recorded === undefined,
    // A last day of issuance that the file does not tell stays what it is.
    differences: differences.filter((one) => one.field !== 'issuanceDeadlineOn' || one.new !== null),
    rereadings: recorded?.rulebook ? rereadingsOf(recorded.rulebook, recorded.fiche, fiche) : [],
  }
}

function asked({ positionals: [path = ''], flags }: Invocation): Asked & { readonly actor: string } {
  const code = flags['code'] === undefined ? undefined : certificationCode.safeParse(flags['code'])
  if (code && !code.success) throw new UsageError('--code: RNCP and digits')
  const { rulebook, competences } = flags
  if (rulebook !== undefined && competences !== undefined) throw new UsageError('--rulebook or --competences: one of the two')
  const companion =
    typeof rulebook === 'string'
      ? { kind: 'rulebook' as const, path: rulebook }
      : typeof competences === 'string'
        ? { kind: 'competences' as const, path: competences }
        : undefined
  // A dry run only reads, and reading a certification is nobody's in particular.
  const actor = uuid.safeParse(flags['actor'] ?? (flags['dry-run'] === true ? '00000000-0000-4000-8000-000000000000' : undefined))
  if (!actor.success) throw new UsageError('--actor: the id of the person who does it, a lower-case UUID')
  return { path, code: code?.data, companion, actor: actor.data }
}
