import { createHash } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import canonicalize from 'canonicalize'
import { LedgerError } from './errors.ts'

/** Public documents (fiches, rulebooks), kept whole beside the events under the SHA-256 of their canonical JSON. */
export interface Documents {
  /** Keeps a document durably, and answers its fingerprint. Keeping it again changes nothing. */
  keep(document: unknown): string
  /** @throws LEDGER_DOCUMENT_UNKNOWN, LEDGER_DOCUMENT_DAMAGED */
  read(fingerprint: string): unknown
  list(): string[]
}

export function fingerprintOf(document: unknown): string {
  return createHash('sha256').update(canonicalText(document)).digest('hex')
}

/** Documents in a folder, a file each; in memory without one. */
export function openDocuments(folder?: string): Documents {
  return folder === undefined ? inMemory() : inFolder(folder)
}

function inFolder(folder: string): Documents {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const pathOf = (fingerprint: string) => join(folder, `${fingerprint}.json`)
  return {
    keep(document) {
      const fingerprint = fingerprintOf(document)
      if (!existsSync(pathOf(fingerprint))) writeDurably(folder, pathOf(fingerprint), canonicalText(document))
      return fingerprint
    },
    read(fingerprint) {
      if (!/^[0-9a-f]{64}$/.test(fingerprint) || !existsSync(pathOf(fingerprint))) throw new LedgerError('LEDGER_DOCUMENT_UNKNOWN')
      return parsed(readFileSync(pathOf(fingerprint), 'utf8'), fingerprint)
    },
    list: () => readdirSync(folder).flatMap((name) => /^([0-9a-f]{64})\.json$/.exec(name)?.[1] ?? []),
  }
}

function inMemory(): Documents {
  const kept = new Map<string, string>()
  return {
    keep(document) {
      const fingerprint = fingerprintOf(document)
      kept.set(fingerprint, canonicalText(document))
      return fingerprint
    },
    read(fingerprint) {
      const text = kept.get(fingerprint)
      if (text === undefined) throw new LedgerError('LEDGER_DOCUMENT_UNKNOWN')
      return parsed(text, fingerprint)
    },
    list: () => [...kept.keys()],
  }
}

function canonicalText(document: unknown): string {
  const text = canonicalize(document)
  if (text === undefined) throw new TypeError('a public document is a JSON value')
  return text
}

function parsed(text: string, fingerprint: string): unknown {
  if (createHash('sha256').update(text).digest('hex') !== fingerprint) throw new LedgerError('LEDGER_DOCUMENT_DAMAGED')
  return JSON.parse(text)
}

/** A crash leaves the whole file or none: written beside, synced, renamed, and the folder synced. */
function writeDurably(folder: string, path: string, text: string): void {
  const beside = `${path}.${process.pid}.tmp`
  const file = openSync(beside, 'w', 0o600)
  try {
    writeSync(file, text)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(beside, path)
  const directory = openSync(folder, 'r')
  try {
    fsyncSync(directory)
  } finally {
    closeSync(directory)
  }
}
