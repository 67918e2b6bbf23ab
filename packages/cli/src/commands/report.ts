import { accessSync, constants, existsSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { certificationCode, day, siret, uuid } from '@minutier/domain'
import { z } from 'zod'
import { openApi } from '../api.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { Failed, UsageError } from '../usage.ts'

/** A long history takes minutes, the first report of it longest. */
const withinMs = 900_000

/** R10: every issuance, what it rested on, and what has to be explained. */
export const reportConformityCommand: CliCommand = {
  name: 'report conformity',
  usage: 'report conformity --out FILE --actor PERSON [--certification RNCP…] [--partner SIRET] [--as-of DAY] [--size N]',
  summary: 'Generates the report on the conformity of issuances (R10), a row per certificate, CSV or JSON',
  options: {
    out: { type: 'string', value: 'FILE', text: 'a new file that ends in .csv or .json; FILE.manifest.json says what it is made from' },
    actor: { type: 'string', value: 'PERSON', text: 'who takes the report: a person’s id' },
    certification: { type: 'string', value: 'RNCP…', text: 'which certification, where the ledger has several' },
    partner: { type: 'string', value: 'SIRET', text: 'the certificates of one centre alone' },
    'as-of': { type: 'string', value: 'DAY', text: 'what was recorded by the end of that day; the last event’s when it is left out' },
    size: { type: 'string', value: 'N', text: 'made from the first N events of the ledger; all of them when it is left out' },
  },
  words: { min: 0, max: 0 },
  examples: [
    'minutier report conformity --out r10.csv --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
    'minutier report conformity --out r10.json --size 120000 --as-of 2026-06-30 --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
  ],
  async run(invocation) {
    const { settings, terminal, json } = invocation
    const { out, actor, body } = asked(invocation)
    // Before it is recorded that a report was handed over.
    const manifestPath = `${out}.manifest.json`
    for (const path of [out, manifestPath]) if (existsSync(path)) throw new Failed(`${path} exists: name a new file`)
    assertWritable(dirname(out))
    const api = await openApi({ settings, as: { actor, role: 'certifier' }, language: terminal.language })
    try {
      const { file, example, manifest: made } = generated.parse(await api.post('/v1/reports', body, {}, withinMs))
      // An invented history is not taken for a certifier's.
      const manifest = example ? { ...made, example } : made
      writeWhole(out, file)
      writeWhole(manifestPath, `${JSON.stringify(manifest, null, 2)}\n`)
      const { size, parameters, sha256 } = manifest
      terminal.out(json ? JSON.stringify({ out, manifest }) : words[terminal.language](out, size, parameters.asOf, sha256))
    } finally {
      await api.close()
    }
  },
}

const manifestSchema = z.strictObject({
  kind: z.string(),
  parameters: z.strictObject({ certification: z.string(), partner: z.string().nullable(), asOf: z.string(), format: z.string() }),
  size: z.int(),
  rulebooks: z.array(z.strictObject({ version: z.string(), fingerprint: z.string() })),
  generatorVersion: z.string(),
  sha256: z.string(),
})
const generated = z.object({ example: z.boolean(), file: z.string(), manifest: manifestSchema })

function asked({ flags }: Invocation): { out: string; actor: string; body: Readonly<Record<string, unknown>> } {
  const { out } = flags
  const format = typeof out === 'string' ? /\.(csv|json)$/.exec(out)?.[1] : undefined
  if (typeof out !== 'string' || format === undefined) throw new UsageError('--out: a file that ends in .csv or .json')
  const actor = uuid.safeParse(flags['actor'])
  if (!actor.success) throw new UsageError('--actor: the id of the person who takes the report, a lower-case UUID')
  const certification = optional(certificationCode, flags['certification'], '--certification: RNCP and digits')
  const partner = optional(siret, flags['partner'], '--partner: a SIRET, 14 digits')
  const asOf = optional(day, flags['as-of'], '--as-of: a day, YYYY-MM-DD')
  const size = optional(digits, flags['size'], '--size: a number of events, 1 or more')
  return { out, actor: actor.data, body: { kind: 'R10', format, certification, partner, asOf, size } }
}

const digits = z
  .string()
  .regex(/^[1-9][0-9]{0,14}$/)
  .transform(Number)

function optional<T>(schema: z.ZodType<T>, given: unknown, wrong: string): T | undefined {
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

/** The whole file or none, for its owner alone. */
function writeWhole(path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`
  writeFileSync(beside, text, { mode: 0o600, flag: 'wx' })
  renameSync(beside, path)
}

const words = {
  fr: (out: string, size: number, asOf: string, sha256: string) =>
    `${out} : fait des ${size} premiers événements, au ${asOf}\nSHA-256 ${sha256}\nmanifeste : ${out}.manifest.json`,
  en: (out: string, size: number, asOf: string, sha256: string) =>
    `${out}: made from the first ${size} events, as of ${asOf}\nSHA-256 ${sha256}\nmanifest: ${out}.manifest.json`,
} as const
