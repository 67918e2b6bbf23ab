import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'tap'
import { limits } from '../../src/fiche/limits.ts'
import { readFicheFile } from '../../src/fiche/read-file.ts'
import { changed, errorOf, fileIn, folderOf, readXml, rncp99999Xml, zipOf } from './exports.ts'

const terminal = { interactive: false, signal: new AbortController().signal, language: 'fr' } as const
const read = (path: string) => readFicheFile({ path }, terminal)
const xml = Buffer.from(rncp99999Xml)

test('a DTD is refused, whatever it declares', async (t) => {
  const [head = '', rest = ''] = rncp99999Xml.split('<FICHES>')
  const under = (doctype: string) => errorOf(readXml(`${head}${doctype}<FICHES>${rest}`))
  t.equal(await under('<!DOCTYPE FICHES SYSTEM "https://example.invalid/fiches.dtd">'), 'FICHE_DOCTYPE')
  t.equal(await under('<!DOCTYPE FICHES [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;&a;">]>'), 'FICHE_DOCTYPE')
  t.equal(await under('<!DOCTYPE FICHES [<!ENTITY file SYSTEM "file:///etc/passwd">]>'), 'FICHE_DOCTYPE')
  t.equal(await under(`<!DOCTYPE FICHES [${' '.repeat(limits.element)}`), 'FICHE_ELEMENT_TOO_LARGE')
  t.equal(await errorOf(readXml(changed(['brevet de régie', '&brevet;']))), 'FICHE_NOT_XML', 'an entity that XML does not have')
})

test('a file that is cut, anywhere, gives nothing', async (t) => {
  for (let at = 0; at < xml.length; at += 97)
    t.match(await errorOf(readXml(xml.subarray(0, at), { piece: 4096 })), /^FICHE_(CUT|ENCODING)$/, `${at}`)
  t.equal(await errorOf(readXml(rncp99999Xml.trimEnd().slice(0, -1))), 'FICHE_CUT', 'the last sign')
  t.equal(
    await errorOf(readXml(rncp99999Xml.replace('</FICHES>', ''), { code: 'RNCP99999' })),
    'FICHE_CUT',
    'after the fiche that was asked for',
  )
})

test('what is not well-formed is refused', async (t) => {
  t.equal(await errorOf(readXml(changed(['</INTITULE>', '</TITRE>']))), 'FICHE_NOT_XML')
  t.equal(await errorOf(readXml('%PDF-1.7')), 'FICHE_NOT_XML')
  t.equal(await errorOf(readXml(`${rncp99999Xml}<FICHES/>`)), 'FICHE_NOT_XML')
})

test('an element, a fiche, a depth beyond the limits are refused before they are held', async (t) => {
  const long = (length: number) => 'x'.repeat(length)
  const into = (text: string) => readXml(changed(['brevet de régie', text]), { piece: 65_536 })
  t.equal(await errorOf(into(long(limits.element + 1))), 'FICHE_ELEMENT_TOO_LARGE')
  t.equal((await into(long(limits.element / 2))).fiche.level, 5)
  t.equal(await errorOf(into(`<!--${long(limits.element + 131_072)}-->`)), 'FICHE_ELEMENT_TOO_LARGE')
  t.equal(await errorOf(into(`<a b="${long(limits.element + 131_072)}"/>`)), 'FICHE_ELEMENT_TOO_LARGE')
  t.equal(await errorOf(into(`<![CDATA[${long(limits.element + 65_536)}]]>`)), 'FICHE_ELEMENT_TOO_LARGE')
  t.equal(await errorOf(into(`<a>${long(limits.element / 2)}</a>`.repeat(17))), 'FICHE_TOO_LARGE')
  t.equal(await errorOf(into(`<${long(100)}/>`.repeat(limits.fiche / 100))), 'FICHE_TOO_LARGE', 'many that hold nothing')
  t.equal(await errorOf(into('<a>'.repeat(limits.depth))), 'FICHE_TOO_DEEP')
})

test('500 MB of one element cost no more memory than its limit', async (t) => {
  const piece = Buffer.alloc(65_536, 'x')
  let sent = 0
  async function* endless() {
    yield Buffer.from('<FICHES><FICHE><INTITULE>')
    for (; sent < 500 * 1024 ** 2; sent += piece.length) yield piece
  }
  const { chooseFiche } = await import('../../src/fiche/choose.ts')
  const { decoded } = await import('../../src/fiche/decode.ts')
  t.equal(await errorOf(chooseFiche(decoded(endless()))), 'FICHE_ELEMENT_TOO_LARGE')
  t.ok(sent < 2 * limits.element, `${sent} bytes were read`)
})

test('a zip with one XML is read, whatever it is called', async (t) => {
  const folder = folderOf(t)
  const whole = zipOf({ name: 'lisez-moi.txt', data: Buffer.from('x') }, { name: 'export/fiches.XML', data: xml })
  t.equal((await read(fileIn(folder, 'fiche.bin', whole))).fiche.certification, 'RNCP99999')
  t.equal((await read(fileIn(folder, 'plain.zip', xml))).fiche.certification, 'RNCP99999')
})

test('a zip that is a bomb, lies, is damaged or holds something else is refused', async (t) => {
  const folder = folderOf(t)
  const refused = async (what: string, zip: Uint8Array, code: string) =>
    t.equal(await errorOf(read(fileIn(folder, 'x.zip', zip))), code, what)
  const zeros = Buffer.alloc(4 * 1024 ** 2)
  await refused('four megabytes of nothing', zipOf({ name: 'a.xml', data: zeros }), 'FICHE_ZIP_BOMB')
  await refused('more than it declares', zipOf({ name: 'a.xml', data: zeros, size: 1000 }), 'FICHE_ZIP_DAMAGED')
  await refused('a size beyond the limit', zipOf({ name: 'a.xml', data: xml, size: 0xfffffffe }), 'FICHE_ZIP_BOMB')
  await refused('less than it declares', zipOf({ name: 'a.xml', data: xml, size: xml.length + 1 }), 'FICHE_ZIP_DAMAGED')
  await refused('another sum', zipOf({ name: 'a.xml', data: xml, sum: 1 }), 'FICHE_ZIP_DAMAGED')
  await refused('many entries', zipOf(...Array.from({ length: 17 }, (_, at) => ({ name: `${at}.txt`, data: xml }))), 'FICHE_ZIP_BOMB')
  await refused('two XML', zipOf({ name: 'a.xml', data: xml }, { name: 'b.xml', data: xml }), 'FICHE_ZIP_CONTENT')
  await refused('a zip in it', zipOf({ name: 'a.zip', data: zipOf({ name: 'a.xml', data: xml }) }), 'FICHE_ZIP_CONTENT')
  await refused('encrypted', zipOf({ name: 'a.xml', data: xml, flags: 1 }), 'FICHE_ZIP_DAMAGED')
  const whole = zipOf({ name: 'a.xml', data: xml })
  await refused('cut', whole.subarray(0, whole.length - 100), 'FICHE_ZIP_DAMAGED')
  const bent = Buffer.from(whole)
  bent.writeUInt8((bent[1000] ?? 0) ^ 0xff, 1000)
  t.match(await errorOf(read(fileIn(folder, 'x.zip', bent))), /^FICHE_(ZIP_DAMAGED|NOT_XML|ENCODING)$/, 'a byte that changed')
})

test('a person who stops the command stops the reading', async (t) => {
  const path = fileIn(folderOf(t), 'fiche.xml', xml)
  await t.rejects(readFicheFile({ path }, { ...terminal, signal: AbortSignal.abort() }), { name: 'AbortError' })
})

test('no file, a folder', async (t) => {
  const folder = folderOf(t)
  mkdirSync(join(folder, 'sub'))
  t.equal(await errorOf(read(join(folder, 'none.xml'))), 'FICHE_FILE_UNREADABLE')
  t.equal(await errorOf(read(join(folder, 'sub'))), 'FICHE_FILE_UNREADABLE')
  t.equal(await errorOf(read(fileIn(folder, 'empty.xml', ''))), 'FICHE_CUT')
})
