import { accessSync, constants, existsSync, writeFileSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { certificationCode, day, instant, siret, uuid } from '@minutier/domain'
import { z } from 'zod'
import { type Api, openApi } from '../api.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { writeWhole } from '../files.ts'
import { finished, kinds, withinMs } from '../report-job.ts'
import { Failed, UsageError } from '../usage.ts'

/** Any report of the ledger, made by the service as it makes it for everybody. */
export const reportCommand: CliCommand = {
  name: 'report',
  usage:
    'report KIND --out FILE --actor PERSON [--from DAY] [--to DAY] [--subject ID] [--named] [--as-of DAY] [--size N] [--partner SIRET]',
  summary: 'Generates a report; `report list` says which there are',
  options: {
    out: { type: 'string', value: 'FILE', text: 'a new file; its extension is the format. FILE.manifest.json says what it is made from' },
    actor: { type: 'string', value: 'PERSON', text: 'who takes the report: a person’s id' },
    certification: { type: 'string', value: 'RNCP…', text: 'which certification, where the ledger has several' },
    partner: { type: 'string', value: 'SIRET', text: 'the rows of one centre alone' },
    from: { type: 'string', value: 'DAY', text: 'the first day of the period' },
    to: { type: 'string', value: 'DAY', text: 'the last day of the period' },
    subject: { type: 'string', value: 'ID', text: 'the session or the candidacy of which it tells' },
    instant: { type: 'string', value: 'INSTANT', text: 'tells what was so at that instant, in UTC with milliseconds' },
    clock: { type: 'string', value: 'recorded|occurred', text: 'by which clock the instant is read' },
    named: { type: 'boolean', text: 'with the names of persons: each reading is logged' },
    'as-of': { type: 'string', value: 'DAY', text: 'the day on which delays are counted; that of the last event when it is left out' },
    size: { type: 'string', value: 'N', text: 'made from the first N events of the ledger; all of them when it is left out' },
  },
  words: { min: 1, max: 1 },
  examples: [
    'minutier report conformity --out r10.csv --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
    'minutier report promotions --from 2024-01-01 --to 2025-12-31 --out promotions.pdf --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
    'minutier report R10 --out r10.json --size 120000 --as-of 2026-06-30 --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
  ],
  async run(invocation) {
    const { settings, terminal, json } = invocation
    const { out, actor, named, body } = asked(invocation)
    // Before it is recorded that a report was handed over.
    const manifestPath = `${out}.manifest.json`
    for (const path of [out, manifestPath]) if (existsSync(path)) throw new Failed(`${path} exists: name a new file`)
    assertWritable(dirname(out))
    const api = await openApi({ settings, as: { actor, role: 'certifier' }, language: terminal.language })
    try {
      const kind = await kindOf(api, named, body.format)
      const job = await finished(api, kind, body, terminal)
      await writeWhole(out, await api.bytes(`/v1/reports/${job.reportId}/file`, withinMs))
      // An invented history is not taken for a certifier's.
      const manifest = job.example ? { ...job.manifest, example: true } : job.manifest
      writeFileSync(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
      const { size, parameters, sha256 } = job.manifest
      terminal.out(json ? JSON.stringify({ out, manifest }) : words[terminal.language](out, size, parameters.asOf, sha256))
    } finally {
      await api.close()
    }
  },
}

/** What reports there are, and in which formats. */
export const reportListCommand: CliCommand = {
  name: 'report list',
  usage: 'report list --actor PERSON',
  summary: 'Lists the reports that can be generated',
  options: { actor: { type: 'string', value: 'PERSON', text: 'who asks: a person’s id' } },
  words: { min: 0, max: 0 },
  examples: ['minutier report list --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10'],
  async run({ settings, terminal, json, flags }) {
    const api = await openApi({ settings, as: { actor: actorOf(flags), role: 'certifier' }, language: terminal.language })
    try {
      const { reports } = kinds.parse(await api.get('/v1/reports'))
      if (json) terminal.out(JSON.stringify(reports))
      else
        for (const { kind, name, title, formats } of reports)
          terminal.out(`${kind.padEnd(4)}${name.padEnd(16)}${formats.join(', ').padEnd(22)}${title}`)
    } finally {
      await api.close()
    }
  },
}

async function kindOf(api: Api, named: string, format: string): Promise<string> {
  const { reports } = kinds.parse(await api.get('/v1/reports'))
  const found = reports.find(({ kind, name }) => kind === named || name === named)
  if (!found) throw new UsageError(`no report ${named}: ${reports.map(({ kind, name }) => `${kind} ${name}`).join(', ')}`)
  if (!found.formats.includes(format)) throw new UsageError(`--out: ${found.kind} ${found.name} is written as ${found.formats.join(', ')}`)
  return found.kind
}

function asked({ flags, positionals }: Invocation) {
  const { out } = flags
  const format = typeof out === 'string' ? extname(out).slice(1) : ''
  if (typeof out !== 'string' || format === '')
    throw new UsageError('--out: a file whose extension is the format: .csv, .json, .xlsx, .pdf')
  const body = {
    format,
    certification: optional(certificationCode, flags['certification'], '--certification: RNCP and digits'),
    partner: optional(siret, flags['partner'], '--partner: a SIRET, 14 digits'),
    from: optional(day, flags['from'], '--from: a day, YYYY-MM-DD'),
    to: optional(day, flags['to'], '--to: a day, YYYY-MM-DD'),
    subject: optional(uuid, flags['subject'], '--subject: an id, a lower-case UUID'),
    instant: optional(instant, flags['instant'], '--instant: in UTC, as 2026-01-31T10:00:00.000Z'),
    clock: optional(z.enum(['recorded', 'occurred']), flags['clock'], '--clock: recorded or occurred'),
    named: flags['named'] === true ? true : undefined,
    asOf: optional(day, flags['as-of'], '--as-of: a day, YYYY-MM-DD'),
    size: optional(digits, flags['size'], '--size: a number of events, 1 or more'),
  }
  return { out, actor: actorOf(flags), named: positionals[0] ?? '', body }
}

export function actorOf(flags: Invocation['flags']): string {
  const actor = uuid.safeParse(flags['actor'])
  if (!actor.success) throw new UsageError('--actor: the id of the person who takes the report, a lower-case UUID')
  return actor.data
}

const digits = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/)
  .transform(Number)

export function optional<T>(schema: z.ZodType<T>, given: unknown, wrong: string): T | undefined {
  if (given === undefined) return undefined
  const { data, success } = schema.safeParse(given)
  if (!success) throw new UsageError(wrong)
  return data
}

function assertWritable(folder: string): void {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK)
  } catch (cause) {
    throw new Failed(`${folder} cannot be written`, {}, { cause })
  }
}

const words = {
  fr: (out: string, size: number, asOf: string, sha256: string) =>
    `${out} : fait des ${size} premiers événements, au ${asOf}\nSHA-256 ${sha256}\nmanifeste : ${out}.manifest.json`,
  en: (out: string, size: number, asOf: string, sha256: string) =>
    `${out}: made from the first ${size} events, as of ${asOf}\nSHA-256 ${sha256}\nmanifest: ${out}.manifest.json`,
} as const
