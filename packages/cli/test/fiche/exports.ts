import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32, deflateRawSync } from 'node:zlib'
import type { Test } from 'tap'
import { chooseFiche } from '../../src/fiche/choose.ts'
import type { CompetencesOf } from '../../src/fiche/competences.ts'
import { decoded } from '../../src/fiche/decode.ts'
import { readFiche } from '../../src/fiche/document.ts'
import { FicheError } from '../../src/fiche/errors.ts'

/** Exports of the register, invented: RNCP99999 and what a test changes of it. */

export const rncp99999Path = join(import.meta.dirname, 'rncp99999.xml')
export const rncp99999RulebookPath = join(import.meta.dirname, 'rncp99999-rulebook.json')
export const rncp99999Xml = readFileSync(rncp99999Path, 'utf8')

/** The fixture with some of its text replaced; what is not there to be replaced is a mistake of the test. */
export function changed(...changes: readonly (readonly [old: string, now: string])[]): string {
  return changes.reduce((xml, [old, now]) => {
    if (!xml.includes(old)) throw new TypeError(`the fixture has no ${old}`)
    return xml.replaceAll(old, () => now)
  }, rncp99999Xml)
}

/** Several fiches in one export. */
export function exportOf(...xmls: readonly string[]): string {
  const fiches = xmls.map((xml) => /<FICHE>[\s\S]*<\/FICHE>/.exec(xml)?.[0] ?? '')
  return `<?xml version="1.0" encoding="UTF-8"?>\n<FICHES><VERSION_FLUX>4.1</VERSION_FLUX>${fiches.join('\n')}</FICHES>\n`
}

export function underCode(code: string): string {
  return rncp99999Xml.replaceAll('RNCP99999', code)
}

/** What is read of a text, which comes in pieces of a few bytes. */
export async function readXml(
  xml: string | Uint8Array,
  { code, given, piece = 61 }: { code?: string; given?: CompetencesOf; piece?: number } = {},
) {
  const fiche = await chooseFiche(decoded(pieces(Buffer.from(xml), piece)), code)
  return readFiche(fiche, given && (() => given))
}

export async function* pieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** The code of the FicheError that is thrown. */
export async function errorOf(doing: Promise<unknown>): Promise<string> {
  return doing.then(
    () => 'no error',
    (error: unknown) => (error instanceof FicheError ? error.code : `another error: ${error}`),
  )
}

interface ZipEntry {
  readonly name: string
  readonly data: Uint8Array
  /** What the zip says, where it lies. */
  readonly size?: number
  readonly sum?: number
  readonly flags?: number
}

/** A zip, written by hand so that it may lie. */
export function zipOf(...entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const { name, data, size = data.length, sum = crc32(data), flags = 0 } of entries) {
    const compressed = deflateRawSync(data)
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(sum, 10)
    common.writeUInt32LE(compressed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), common, Buffer.from(name), compressed])
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\0'), common, rest, Buffer.from(name)]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06', 0, 'latin1')
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, central, end])
}

/** A folder that goes with the test. */
export function folderOf(t: Test): string {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-fiche-'))
  t.teardown(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function fileIn(folder: string, name: string, content: string | Uint8Array): string {
  const path = join(folder, name)
  writeFileSync(path, content)
  return path
}
