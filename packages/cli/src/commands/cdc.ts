import { randomUUID } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { day, uuid } from '@minutier/domain'
import { z } from 'zod'
import { type Api, openApi } from '../api.ts'
import type { CliCommand, Invocation, Option } from '../command.ts'
import { writeWhole } from '../files.ts'
import { progressBar } from '../progress.ts'
import { Failed, UsageError } from '../usage.ts'
import { reportCommand } from './report.ts'

/** The exchange with the Caisse des Dépôts, from the control sheet to the processing report. */

const actor: Option = { type: 'string', value: 'PERSON', text: 'who does it: a person’s id' }
const certification: Option = { type: 'string', value: 'RNCP…', text: 'which certification, where the ledger has several' }
const somebody = '3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10'
/** An export of 100,000 holders takes minutes. */
const withinMs = 1_800_000

export const cdcControlCommand: CliCommand = {
  name: 'cdc control',
  usage: 'cdc control --out FILE --actor PERSON [--from DAY] [--to DAY] [--as-of DAY]',
  summary: 'Writes the control sheet (R1): who is to be sent, what is missing, days left of the three months',
  options: reportCommand.options,
  words: { min: 0, max: 0 },
  examples: [`minutier cdc control --out control.xlsx --actor ${somebody}`],
  run: (invocation) => reportCommand.run({ ...invocation, positionals: ['R1'] }),
}

export const cdcExportCommand: CliCommand = {
  name: 'cdc export',
  usage: 'cdc export --out DIR --actor PERSON [--xsd FILE]',
  summary: 'Reserves every holder that can be sent and writes the XML files to deposit',
  options: {
    out: { type: 'string', value: 'DIR', text: 'the folder of the files; made when there is none' },
    actor,
    certification,
    xsd: { type: 'string', value: 'FILE', text: 'the official schema: files are validated with it as well' },
  },
  words: { min: 0, max: 0 },
  examples: [`minutier cdc export --out depot --actor ${somebody}`],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const { flags, terminal, json } = invocation
      const { out, xsd } = flags
      if (typeof out !== 'string') throw new UsageError('--out: a folder')
      const schema = typeof xsd === 'string' ? readText(xsd) : undefined
      const { batches, leftOut, unverified } = await exported(api, { certification: flags['certification'], schema }, invocation)
      mkdirSync(out, { recursive: true, mode: 0o700 })
      const files: string[] = []
      for (const { transmissionId, fileName } of batches) {
        const path = join(out, fileName)
        if (!existsSync(path)) await writeWhole(path, await api.bytes(`/v1/transmissions/${transmissionId}/file`, withinMs))
        files.push(path)
      }
      if (json) terminal.out(JSON.stringify({ batches, leftOut, files }))
      else {
        for (const [at, { transmissionId, passageCount }] of batches.entries())
          terminal.out(words[terminal.language].file(files[at] ?? '', passageCount, transmissionId))
        if (leftOut > 0) terminal.out(words[terminal.language].leftOut(leftOut))
        if (unverified) terminal.err(words[terminal.language].unverified)
      }
    }),
}

export const cdcDepositCommand: CliCommand = {
  name: 'cdc deposit',
  usage: 'cdc deposit TRANSMISSION --on DAY --actor PERSON',
  summary: 'Records that the file of a batch was deposited at the Caisse des Dépôts',
  options: { on: { type: 'string', value: 'DAY', text: 'the day of the deposit' }, actor },
  words: { min: 1, max: 1 },
  examples: [`minutier cdc deposit 8f0c1c1e-7a55-4c55-8a54-0d6f0f7f2b10 --on 2026-03-02 --actor ${somebody}`],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const id = uuid.safeParse(invocation.positionals[0])
      const on = day.safeParse(invocation.flags['on'])
      if (!id.success) throw new UsageError('TRANSMISSION: the id of a batch, as cdc list tells it')
      if (!on.success) throw new UsageError('--on: a day, YYYY-MM-DD')
      await api.post(`/v1/transmissions/${id.data}/deposit`, { depositedOn: on.data })
      told(invocation, batch.parse(await api.get(`/v1/transmissions/${id.data}`)))
    }),
}

export const cdcIngestCommand: CliCommand = {
  name: 'cdc ingest',
  usage: 'cdc ingest FILE --actor PERSON',
  summary: 'Takes in a processing report of the Caisse des Dépôts (XML)',
  options: { actor, certification },
  words: { min: 1, max: 1 },
  examples: [`minutier cdc ingest accuse.xml --actor ${somebody}`],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const [file = ''] = invocation.positionals
      const query = typeof invocation.flags['certification'] === 'string' ? `?certification=${invocation.flags['certification']}` : ''
      const answer = await api.postXml(`/v1/transmissions/processing-reports${query}`, readBytes(file))
      told(invocation, z.object({ transmission: batch }).parse(answer).transmission)
    }),
}

export const cdcListCommand: CliCommand = {
  name: 'cdc list',
  usage: 'cdc list --actor PERSON',
  summary: 'Lists the batches for the Caisse des Dépôts, with what became of each',
  options: { actor, certification },
  words: { min: 0, max: 0 },
  examples: [`minutier cdc list --actor ${somebody}`],
  run: (invocation) =>
    withApi(invocation, async (api) => {
      const query = typeof invocation.flags['certification'] === 'string' ? `?certification=${invocation.flags['certification']}` : ''
      const { transmissions } = z.object({ transmissions: z.array(batch) }).parse(await api.get(`/v1/transmissions${query}`))
      if (invocation.json) invocation.terminal.out(JSON.stringify(transmissions))
      else for (const one of transmissions) told(invocation, one)
    }),
}

const batch = z.looseObject({
  transmissionId: z.string(),
  status: z.string(),
  fileName: z.string(),
  passageCount: z.int(),
  pendingCount: z.int(),
  acceptedCount: z.int(),
  knownCount: z.int(),
  rejectedCount: z.int(),
})
const exportJob = z.object({
  exportId: z.string(),
  state: z.string(),
  progress: z.object({ done: z.int(), of: z.int().nullable() }),
  batches: z.array(batch).nullable(),
  leftOut: z.int().nullable(),
  unverified: z.boolean(),
  problem: z.looseObject({ title: z.string() }).nullable(),
})

async function exported(api: Api, body: unknown, { terminal }: Invocation) {
  const bar = progressBar(terminal, terminal.language === 'fr' ? 'titulaires' : 'holders')
  try {
    let job = exportJob.parse(await api.post('/v1/transmissions', body, { 'idempotency-key': randomUUID() }))
    while (job.state === 'waiting' || job.state === 'generating') {
      bar.update(job.progress.done)
      await delay(200, undefined, { signal: terminal.signal })
      job = exportJob.parse(await api.get(`/v1/transmissions/exports/${job.exportId}`))
    }
    if (job.problem) throw new Failed(job.problem.title, { ...job.problem })
    return { batches: job.batches ?? [], leftOut: job.leftOut ?? 0, unverified: job.unverified }
  } finally {
    bar.stop()
  }
}

async function withApi({ settings, terminal, flags }: Invocation, work: (api: Api) => Promise<void>): Promise<void> {
  const person = uuid.safeParse(flags['actor'])
  if (!person.success) throw new UsageError('--actor: the id of the person who does it, a lower-case UUID')
  const api = await openApi({ settings, as: { actor: person.data, role: 'certifier' }, language: terminal.language })
  try {
    await work(api)
  } finally {
    await api.close()
  }
}

function told({ terminal, json }: Invocation, one: z.infer<typeof batch>): void {
  terminal.out(json ? JSON.stringify(one) : words[terminal.language].batch(one))
}

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (cause) {
    throw new Failed(`${path} cannot be read`, {}, { cause })
  }
}

function readText(path: string): string {
  return new TextDecoder().decode(readBytes(path))
}

const words = {
  fr: {
    file: (path: string, count: number, id: string) => `${path} : ${count} passages (lot ${id})`,
    leftOut: (count: number) => `${count} titulaires laissés : un autre lot les a réservés`,
    unverified: 'La version 1.1.5 n’est pas vérifiée contre le fichier officiel : validez avec --xsd.',
    batch: (one: z.infer<typeof batch>) =>
      `${one.transmissionId} ${one.status} ${one.fileName} : ${one.passageCount} passages, ${one.acceptedCount} acceptés, ${one.knownCount} déjà connus, ${one.rejectedCount} rejetés, ${one.pendingCount} sans réponse`,
  },
  en: {
    file: (path: string, count: number, id: string) => `${path}: ${count} passages (batch ${id})`,
    leftOut: (count: number) => `${count} holders left out: another batch has reserved them`,
    unverified: 'Version 1.1.5 is not verified against the official file: validate with --xsd.',
    batch: (one: z.infer<typeof batch>) =>
      `${one.transmissionId} ${one.status} ${one.fileName}: ${one.passageCount} passages, ${one.acceptedCount} accepted, ${one.knownCount} already known, ${one.rejectedCount} rejected, ${one.pendingCount} unanswered`,
  },
} as const
