import { createHash } from 'node:crypto'
import { dayOf, explained, type Folded, ficheSchema, NotLoaded, type Refusal, say, streamOf } from '@minutier/domain'
import { rankedEvents } from '@minutier/read-models'
import type { Fact } from '../render/document.ts'
import type { Renderer } from '../render/renderer.ts'
import { ledgerAt } from './at-size.ts'
import { bytesOf } from './bytes.ts'
import { lastInstant } from './instants.ts'
import { openNames } from './names.ts'
import type { Manifest, Parameters } from './parameters.ts'
import type { Content, Making, ReportKind, ReportSettings } from './report.ts'
import type { Spool, Spooled } from './spool.ts'

/** What making reports needs, whatever the report. */
export interface Workshop {
  readonly ledger: Making['ledger']
  readonly readModels: Making['readModels']
  readonly settings: ReportSettings
}

export interface Order {
  readonly reportId: string
  readonly kind: ReportKind
  /** The as-of day is null where none was asked: that of the last event. */
  readonly parameters: Omit<Parameters, 'asOf'> & { readonly asOf: string | null }
  /** All events for null. */
  readonly size: number | null
  readonly reader: { readonly actor: string; readonly role: string; readonly purpose: string }
}

interface Watching {
  readonly progress: Making['progress']
  readonly signal: AbortSignal
}

export type Made = { readonly making: Making; readonly content: Content; readonly changedSince: () => Promise<number> }

/** The content of a report at its size; or why there is none. @throws what its kind throws, and the signal's reason */
export async function makeContent(
  { ledger, readModels, settings }: Workshop,
  { kind, parameters: asked, size: wanted, reader }: Order,
  { progress, signal }: Watching,
): Promise<Made | { readonly refusal: Refusal }> {
  const end = await rankedEvents(readModels)
  const size = wanted ?? end
  if (size > end) return { refusal: explained(beyond(size, end), null) }
  const at = ledgerAt(ledger, readModels, size)
  const stream = streamOf('certification', asked.certification)
  const certification = await at.decide([stream], (sources) => sources.folded('certification', stream) ?? missing(stream))
  const { ficheFingerprint } = certification.state
  if (ficheFingerprint === null) return { refusal: explained(unknownThen(asked.certification, size), null) }
  const fiche = ficheSchema.parse(ledger.documents.read(ficheFingerprint))
  const last = await lastInstant({ ledger, readModels }, size)
  const parameters: Parameters = { ...asked, asOf: asked.asOf ?? dayOf(last) }
  const { readFact, changedSince } = openNames(ledger, at, reader)
  const making: Making = {
    ledger,
    readModels,
    at,
    size,
    parameters,
    lastInstant: last,
    certification,
    fiche,
    settings,
    readFact: (...fact) => {
      if (!parameters.named && !kind.looksAtFacts) throw new TypeError('a form without names opens no fact')
      return readFact(...fact)
    },
    progress,
    signal,
  }
  return { making, content: await kind.make(making), changedSince }
}

export interface Produced {
  readonly manifest: Manifest
  readonly file: Spooled
}

/** The file of a report, in the spool, and its manifest. Nothing of it is recorded yet. */
export async function produce(
  workshop: Workshop & { readonly renderer: Renderer; readonly spool: Spool },
  order: Order,
  watching: Watching,
): Promise<Produced | { readonly refusal: Refusal }> {
  const made = await makeContent(workshop, order, watching)
  if ('refusal' in made) return made
  const { making, content, changedSince } = made
  const { parameters, size, certification } = making
  const rulebooks = publishedIn(certification)
  const { generatorVersion, title } = order.kind
  const head = { kind: order.kind.kind, parameters, size, rulebooks, generatorVersion }
  const hash = createHash('sha256')
  const chunks = bytesOf(
    workshop.renderer,
    parameters.format,
    head,
    content,
    { title, createdAt: making.lastInstant, facts: factsOf(making, order.kind) },
    watching.signal,
  )
  const file = await workshop.spool.write(hashed(chunks, hash), watching.signal)
  const personsChangedSince = parameters.named || order.kind.looksAtFacts ? await changedSince() : null
  return { file, manifest: { ...head, reportId: order.reportId, personsChangedSince, sha256: hash.digest('hex') } }
}

async function* hashed(chunks: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk)
    yield chunk
  }
}

export function publishedIn({ state }: Folded<'certification'>): Manifest['rulebooks'] {
  return state.rulebooks.map(({ version, fingerprint }) => ({ version, fingerprint }))
}

/** What a reader is told of how the report was made. */
export function factsOf(
  { parameters, size, fiche, certification }: Making,
  { kind, generatorVersion }: Pick<ReportKind, 'kind' | 'generatorVersion'>,
): Fact[] {
  const { from, to, partner, asOf, subject, instant } = parameters
  const facts: [string, string | null][] = [
    ['Rapport', `${kind} (${generatorVersion})`],
    ['Certification', `${parameters.certification} — ${fiche.title}`],
    ['Période', from === null && to === null ? null : `du ${from ?? '…'} au ${to ?? '…'}`],
    ['Centre (SIRET)', partner],
    ['Objet', subject],
    ['Instant', instant],
    ['Date d’observation', asOf],
    ['Taille du registre', `${size} événements`],
    [
      'Règlements',
      publishedIn(certification)
        .map(({ version }) => version)
        .join(', '),
    ],
  ]
  return facts.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]))
}

function missing(stream: string): never {
  throw new NotLoaded('stream', stream)
}

/** G11: a report is of events that the log has. */
function beyond(size: number, end: number): Refusal {
  const expected = say(`au plus ${end}, la taille du registre`, `at most ${end}, the size of the log`)
  return { code: 'RULE_G11', rule: 'G11', found: size, expected }
}

function unknownThen(certification: string, size: number): Refusal {
  const expected = say('une taille où la certification est importée', 'a size at which the certification was imported')
  return { code: 'RULE_G11', rule: 'G11', found: `${certification}, ${size}`, expected }
}
