import { createHash } from 'node:crypto'
import { archive } from '../../../src/render/archive.ts'
import { pdfChunks } from '../../../src/render/pdf.ts'
import { xlsxChunks } from '../../../src/render/xlsx.ts'
import { minutes } from './minutes.ts'
import { statistics } from './statistics.ts'
import { bytesOf, everyKind, manyRows, workbook } from './tables.ts'

/** SHA-256 of a file of each kind. */
export async function digests(): Promise<Readonly<Record<string, string>>> {
  const files = {
    minutes: pdfChunks(minutes),
    statistics: pdfChunks(statistics),
    xlsx: xlsxChunks(workbook, [{ table: everyKind, rows: manyRows(1_200) }]),
    archive: archive([{ name: 'a.pdf', content: pdfChunks(statistics) }]),
  }
  const pairs = Object.entries(files).map(async ([name, chunks]) => {
    return [
      name,
      createHash('sha256')
        .update(await bytesOf(chunks))
        .digest('hex'),
    ] as const
  })
  return Object.fromEntries(await Promise.all(pairs))
}
