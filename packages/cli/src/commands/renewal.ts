import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { buffer } from 'node:stream/consumers'
import { certificationCode, day } from '@minutier/domain'
import { z } from 'zod'
import { type Api, openApi } from '../api.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { writeWhole } from '../files.ts'
import { type Finished, finished, withinMs } from '../report-job.ts'
import { Failed, UsageError } from '../usage.ts'
import { actorOf, optional } from './report.ts'

/** The evidence that France compétences asks for a renewal, in one archive: every report from the same events, and an index of them. */
export const renewalCommand: CliCommand = {
  name: 'report renewal',
  usage: 'report renewal --out FILE.zip --actor PERSON [--from DAY] [--to DAY] [--sample N] [--size N]',
  summary: 'Generates the renewal file: statistics, juries, VAE, partners, conformity and a sample of histories, with their fingerprints',
  options: {
    out: { type: 'string', value: 'FILE', text: 'a new file that ends in .zip' },
    actor: { type: 'string', value: 'PERSON', text: 'who takes the file: a person’s id' },
    certification: { type: 'string', value: 'RNCP…', text: 'which certification, where the ledger has several' },
    from: { type: 'string', value: 'DAY', text: 'the first day of the period' },
    to: { type: 'string', value: 'DAY', text: 'the last day of the period' },
    sample: { type: 'string', value: 'N', text: 'whole histories of so many holders; 5 when it is left out' },
    size: { type: 'string', value: 'N', text: 'made from the first N events of the ledger; all of them when it is left out' },
  },
  words: { min: 0, max: 0 },
  examples: [
    'minutier report renewal --from 2023-01-01 --to 2025-12-31 --out renouvellement.zip --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
  ],
  async run(invocation) {
    const { settings, terminal, json } = invocation
    const asked = askedOf(invocation)
    if (existsSync(asked.out)) throw new Failed(`${asked.out} exists: name a new file`)
    const api = await openApi({ settings, as: { actor: asked.actor, role: 'certifier' }, language: terminal.language })
    try {
      const { archive } = await import('@minutier/reports')
      const files = await filesOf(api, asked, invocation)
      const index = indexOf(files)
      await writeWhole(asked.out, archive([...files, ...index].map(({ name, content }) => ({ name, content }))))
      if (json) terminal.out(JSON.stringify({ out: asked.out, files: files.map(({ name, sha256, size }) => ({ name, sha256, size })) }))
      else terminal.out(words[terminal.language](asked.out, files.length, files[0]?.size ?? 0))
    } finally {
      await api.close()
    }
  },
}

interface Asked {
  readonly out: string
  readonly actor: string
  readonly sample: number
  readonly body: Readonly<Record<string, unknown>>
  readonly period: Readonly<Record<string, unknown>>
}

interface Piece {
  readonly name: string
  readonly content: Uint8Array
  readonly title: string
  readonly kind: string
  readonly sha256: string
  readonly size: number
}

/** What stands in the archive, in its order: kind, format, its name, what it is evidence of, and whether a period limits it. */
const pieces = [
  ['R2', 'pdf', '01-statistiques-des-promotions', 'Statistiques des promotions', true],
  ['R2', 'xlsx', '01-statistiques-des-promotions', 'Statistiques des promotions', true],
  ['R4', 'xlsx', '02-registre-des-jurys', 'Registre des jurys, avec la conformité de chacun', true],
  ['R7', 'xlsx', '03-vae', 'VAE : délais et résultats', true],
  ['R8', 'xlsx', '04-partenaires-habilites', 'Partenaires habilités', false],
  ['R10', 'pdf', '05-conformite-des-delivrances', 'Conformité des délivrances', false],
  ['R10', 'xlsx', '05-conformite-des-delivrances', 'Conformité des délivrances', false],
] as const

async function filesOf(api: Api, { body, period, sample }: Asked, { terminal }: Invocation): Promise<Piece[]> {
  // The first one fixes the size from which all are made.
  const holders = await finished(api, 'R3', { ...body, ...period, format: 'json' }, terminal)
  const { size } = holders.manifest
  const files: Piece[] = []
  for (const [kind, format, name, title, limited] of pieces) {
    const job = await finished(api, kind, { ...body, ...(limited && period), size, format }, terminal)
    files.push(await pieceOf(api, job, `${name}.${format}`, title, kind))
  }
  for (const [at, subject] of sampled(await holdersIn(api, holders), sample).entries()) {
    const job = await finished(api, 'R6', { ...body, size, format: 'pdf', subject }, terminal)
    files.push(
      await pieceOf(api, job, `06-histoires/${String(at + 1).padStart(2, '0')}-${subject}.pdf`, 'Histoire complète d’un titulaire', 'R6'),
    )
  }
  return files
}

async function pieceOf(api: Api, { reportId, manifest }: Finished, name: string, title: string, kind: string): Promise<Piece> {
  const content = await buffer(await api.bytes(`/v1/reports/${reportId}/file`, withinMs))
  return { name, content, title, kind, sha256: manifest.sha256, size: manifest.size }
}

const placements = z.looseObject({ tables: z.looseObject({ placement: z.array(z.looseObject({ candidacyId: z.string() })) }) })

async function holdersIn(api: Api, { reportId }: Finished): Promise<string[]> {
  const text = (await buffer(await api.bytes(`/v1/reports/${reportId}/file`, withinMs))).toString('utf8')
  return placements.parse(JSON.parse(text)).tables.placement.map(({ candidacyId }) => candidacyId)
}

/** So many, spread over all in the order of their ids, which are random: the same for the same holders. */
function sampled(candidacyIds: readonly string[], count: number): string[] {
  const inOrder = candidacyIds.toSorted()
  const taken = Math.min(count, inOrder.length)
  return Array.from({ length: taken }, (_, at) => inOrder[Math.floor((at * inOrder.length) / taken)] ?? '')
}

function indexOf(files: readonly Piece[]): { readonly name: string; readonly content: Uint8Array }[] {
  const rows = files.map(({ name, title, kind, sha256, size }) => ({ name, title, kind, size, sha256 }))
  const lines = rows.map(({ name, title, kind, size, sha256 }) => [name, kind, title, size, sha256].join(';'))
  const csv = `\uFEFFfichier;rapport;contenu;taille du registre;SHA-256\r\n${lines.join('\r\n')}\r\n`
  const json = `${JSON.stringify({ files: rows, sha256: createHash('sha256').update(csv).digest('hex') }, null, 2)}\n`
  return [
    { name: '00-sommaire.csv', content: Buffer.from(csv, 'utf8') },
    { name: '00-sommaire.json', content: Buffer.from(json, 'utf8') },
  ]
}

function askedOf({ flags }: Invocation): Asked {
  const { out } = flags
  if (typeof out !== 'string' || !out.endsWith('.zip')) throw new UsageError('--out: a file that ends in .zip')
  const number = (name: string, most: number) => {
    const value = optional(
      z
        .string()
        .regex(/^[0-9]{1,9}$/)
        .transform(Number),
      flags[name],
      `--${name}: a whole number`,
    )
    if (value !== undefined && value > most) throw new UsageError(`--${name}: ${most} at most`)
    return value
  }
  return {
    out,
    actor: actorOf(flags),
    sample: number('sample', 100) ?? 5,
    body: {
      certification: optional(certificationCode, flags['certification'], '--certification: RNCP and digits'),
      size: number('size', 999_999_999),
    },
    period: {
      from: optional(day, flags['from'], '--from: a day, YYYY-MM-DD'),
      to: optional(day, flags['to'], '--to: a day, YYYY-MM-DD'),
    },
  }
}

const words = {
  fr: (out: string, count: number, size: number) =>
    `${out} : ${count} documents, faits des ${size} premiers événements ; 00-sommaire.csv donne leurs empreintes`,
  en: (out: string, count: number, size: number) =>
    `${out}: ${count} documents, made from the first ${size} events; 00-sommaire.csv tells their fingerprints`,
} as const
