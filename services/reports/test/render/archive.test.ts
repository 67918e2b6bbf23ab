import { crc32, inflateRawSync } from 'node:zlib'
import t from 'tap'
import { archive } from '../../src/render/archive.ts'
import { bytesOf } from './support/tables.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)

/** Entries as the central directory lists them: signature, then fixed fields (APPNOTE 4.3.12). */
function entriesOf(zip: Buffer) {
  const entries = []
  for (let at = zip.indexOf('PK\x01\x02'); at >= 0; at = zip.indexOf('PK\x01\x02', at + 46)) {
    const [nameLength, extra, local] = [zip.readUInt16LE(at + 28), zip.readUInt16LE(at + 30), zip.readUInt32LE(at + 42)]
    const from = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28)
    const content = inflateRawSync(zip.subarray(from, from + zip.readUInt32LE(at + 20)))
    entries.push({
      name: zip.toString('utf8', at + 46, at + 46 + nameLength),
      times: [zip.readUInt32LE(at + 12), zip.readUInt32LE(local + 10)],
      extra,
      isWhole: crc32(content) === zip.readUInt32LE(at + 16),
      text: content.toString('utf8'),
    })
  }
  return entries
}

async function* streamed(...texts: readonly string[]) {
  for (const text of texts) yield utf8(text)
}

t.test('entries by name, whole, each at the same fixed time', async (t) => {
  const zip = await bytesOf(
    archive([
      { name: 'R7/vae.csv', content: streamed('é;', '1\r\n') },
      { name: 'index.json', content: utf8('{}') },
      { name: 'R10.pdf', content: utf8('%PDF') },
    ]),
  )
  // 1980-01-01 12:00 in DOS time.
  const times = [0x00216000, 0x00216000]
  t.strictSame(entriesOf(zip), [
    { name: 'R10.pdf', times, extra: 0, isWhole: true, text: '%PDF' },
    { name: 'R7/vae.csv', times, extra: 0, isWhole: true, text: 'é;1\r\n' },
    { name: 'index.json', times, extra: 0, isWhole: true, text: '{}' },
  ])
})

t.test('the same entries in another order are the same bytes', async (t) => {
  const entries = ['b', 'a', 'c'].map((name) => ({ name, content: utf8(name) }))
  t.strictSame(await bytesOf(archive(entries)), await bytesOf(archive(entries.toReversed())))
})

t.test('a name that leads out of the archive, or is there twice, is refused', (t) => {
  for (const name of ['../a', '/a', 'a//b', 'a/', 'C:a', 'a\\b', '.', '']) {
    t.throws(() => archive([{ name, content: utf8('') }]), { code: 'RENDER_ENTRY_NAME' }, name)
  }
  const twice = { name: 'a', content: utf8('') }
  t.throws(() => archive([twice, twice]), { code: 'RENDER_ENTRY_NAME', details: { entry: 'a' } })
  t.end()
})

t.test('an entry that fails fails the archive, with its own error', async (t) => {
  const failure = new Error('the report cannot be made')
  async function* failing() {
    yield utf8('begun')
    throw failure
  }
  await t.rejects(
    bytesOf(
      archive([
        { name: 'a', content: failing() },
        { name: 'b', content: streamed('b') },
      ]),
    ),
    failure,
  )
})
