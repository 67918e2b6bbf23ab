import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Why a PDF's text cannot be read here; undefined where it can. */
export function whyNoText(): string | undefined {
  try {
    execFileSync('pdftotext', ['-v'], { stdio: 'ignore' })
    return undefined
  } catch {
    return 'pdftotext (poppler-utils) is not on this machine'
  }
}

/** The text of a PDF as another program reads it, a string a page. */
export function textOf(pdf: Uint8Array): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'minutier-pdf-'))
  try {
    const path = join(folder, 'a.pdf')
    writeFileSync(path, pdf)
    return execFileSync('pdftotext', ['-layout', path, '-'], { encoding: 'utf8' }).split('\f').slice(0, -1)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

/** How many elements of the tree of tags have that type. */
export function tagsOf(pdf: Uint8Array, type: string): number {
  return Buffer.from(pdf).toString('latin1').split(`/S /${type}\n`).length - 1
}
