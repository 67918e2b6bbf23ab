import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Documents, fingerprintOf, openDocuments } from '@minutier/ledger'
import { type Test, test } from 'tap'

const document = { format: 'minutier-example/1', title: 'Règlement', blocs: ['RNCP36582BC01'] }

function inFolder(t: Test): { documents: Documents; folder: string } {
  const folder = join(mkdtempSync(join(tmpdir(), 'minutier-documents-')), 'documents')
  t.teardown(() => rmSync(join(folder, '..'), { recursive: true }))
  return { documents: openDocuments(folder), folder }
}

test('a document is known by the SHA-256 of its canonical JSON, whatever the order of its members', (t) => {
  const { format, title, blocs } = document
  t.equal(fingerprintOf(document), fingerprintOf({ blocs, title, format }))
  t.not(fingerprintOf(document), fingerprintOf({ ...document, title: 'Autre' }))
  t.throws(() => fingerprintOf(undefined), TypeError)
  t.end()
})
test('it is kept and read again, in memory and in a folder', (t) => {
  for (const documents of [openDocuments(), inFolder(t).documents]) {
    const fingerprint = documents.keep(document)
    t.equal(fingerprint, fingerprintOf(document))
    t.equal(documents.keep({ ...document }), fingerprint, 'again changes nothing')
    t.strictSame(documents.read(fingerprint), document)
    t.strictSame(documents.list(), [fingerprint])
  }
  t.end()
})
test('a folder keeps it for the next process, for this user only, and leaves nothing half-written', (t) => {
  const { documents, folder } = inFolder(t)
  const fingerprint = documents.keep(document)
  t.strictSame(readdirSync(folder), [`${fingerprint}.json`])
  t.equal(statSync(join(folder, `${fingerprint}.json`)).mode & 0o777, 0o600)
  t.strictSame(openDocuments(folder).read(fingerprint), document)
  t.end()
})
test('a document that nobody kept is unknown, and a name is never a path', (t) => {
  for (const documents of [openDocuments(), inFolder(t).documents]) {
    for (const name of [fingerprintOf('other'), '../../etc/passwd', '', fingerprintOf('other').toUpperCase()]) {
      t.throws(() => documents.read(name), { code: 'LEDGER_DOCUMENT_UNKNOWN' }, name)
    }
  }
  t.end()
})
test('a flipped character is detected', (t) => {
  const { documents, folder } = inFolder(t)
  const fingerprint = documents.keep(document)
  const path = join(folder, `${fingerprint}.json`)
  chmodSync(path, 0o600)
  writeFileSync(path, readFileSync(path, 'utf8').replace('Règlement', 'Reglement'))
  t.throws(() => documents.read(fingerprint), { code: 'LEDGER_DOCUMENT_DAMAGED' })
  writeFileSync(path, '{ not JSON')
  t.throws(() => documents.read(fingerprint), { code: 'LEDGER_DOCUMENT_DAMAGED' })
  t.end()
})
