import { readFileSync } from 'node:fs'
import cliProgress from 'cli-progress'
import type { Terminal } from '../command.ts'
import type { ReadBloc } from './blocs.ts'
import { chooseFiche } from './choose.ts'
import { type CompetencesOf, givenCompetences } from './competences.ts'
import { decoded } from './decode.ts'
import { type ReadFiche, readFiche } from './document.ts'
import { FicheError } from './errors.ts'
import { openSource, type Source } from './source.ts'

export interface Asked {
  readonly path: string
  readonly code?: string | undefined
  /** A file that gives the codes of the competences. */
  readonly companion?: { readonly kind: 'competences' | 'rulebook'; readonly path: string } | undefined
}

type Watcher = Pick<Terminal, 'interactive' | 'signal' | 'language'>

/** Reads a file to its end and gives the fiche that was asked for. @throws FicheError */
export async function readFicheFile({ path, code, companion }: Asked, terminal: Watcher): Promise<ReadFiche> {
  const given = companion && companionOf(companion)
  const source = await openSource(path)
  try {
    return readFiche(await chooseFiche(decoded(watched(source, terminal)), code), given)
  } finally {
    await source.close()
  }
}

function companionOf({ kind, path }: NonNullable<Asked['companion']>): (blocs: readonly ReadBloc[]) => CompetencesOf {
  let document: unknown
  try {
    document = JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new FicheError('FICHE_COMPANION_UNREADABLE', path, { cause })
  }
  return (blocs) => givenCompetences(kind, document, blocs)
}

/** The bytes as they are read, a bar by them for whoever looks, until the reader is told to stop. */
async function* watched({ chunks, size }: Source, { interactive, signal, language }: Watcher) {
  const bar = interactive
    ? new cliProgress.SingleBar({
        format: formats[language],
        clearOnComplete: true,
        stopOnComplete: false,
      })
    : undefined
  bar?.start(size, 0)
  try {
    let done = 0
    for await (const chunk of chunks) {
      signal.throwIfAborted()
      done += chunk.length
      bar?.update(done)
      yield chunk
    }
  } finally {
    bar?.stop()
  }
}

const formats = {
  fr: 'Lecture {bar} {percentage} %, reste {eta_formatted}',
  en: 'Reading {bar} {percentage} %, {eta_formatted} left',
} as const
