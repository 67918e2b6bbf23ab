import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import t from 'tap'
import { openSpool } from '../../src/making/spool.ts'

const never = new AbortController().signal
const folder = join(mkdtempSync(join(tmpdir(), 'minutier-spool-')), 'spool')
t.teardown(() => rmSync(folder, { recursive: true, force: true }))

async function* pieces(...texts: readonly string[]) {
  for (const text of texts) yield Buffer.from(text, 'utf8')
}

t.test('what is written is read back, as often as it is asked, and is on the disk for nobody else', async (t) => {
  const spooled = await openSpool(folder).write(pieces('Alix ', 'Exemple'), never)
  t.equal(spooled.bytes, 12)
  for (const _ of [1, 2]) t.equal((await buffer(spooled.read())).toString('utf8'), 'Alix Exemple')
  const [name = ''] = readdirSync(folder)
  t.notOk(readFileSync(join(folder, name)).includes('Exemple'), 'not in clear')
  t.equal(statSync(join(folder, name)).mode & 0o777, 0o600)
  spooled.delete()
  t.strictSame(readdirSync(folder), [])
})

t.test('a report that fails half-way leaves nothing, and neither does a former process', async (t) => {
  const spool = openSpool(folder)
  await t.rejects(
    spool.write(
      (async function* () {
        yield Buffer.from('half')
        throw new Error('no more')
      })(),
      never,
    ),
    /no more/,
  )
  t.strictSame(readdirSync(folder), [])
  writeFileSync(join(folder, 'left'), 'left by a crash')
  openSpool(folder)
  t.notOk(existsSync(join(folder, 'left')))
})
