import { certifiedWorld, idOf } from '@minutier/testing'
import { test } from 'tap'
import { factOf } from '../src/fold.ts'
import type { Entry } from '../src/kernel/event.ts'
import { schemaVersionOf, schemaVersions, upcast } from '../src/upcast.ts'

const session = { certification: 'RNCP36582', sessionOn: '2023-06-01', organiserSiret: '39350481600231', territory: 'FR' }
const opened = (schemaVersion: number, data: Readonly<Record<string, unknown>>): Entry => ({
  ...certifiedWorld().last('CertificationImported'),
  type: 'JurySessionOpened',
  stream: `jury-${idOf('session')}`,
  schemaVersion,
  data,
})

test('an event of the present version is read as it is', (t) => {
  const data = { ...session, mode: 'remote' }
  t.equal(upcast(opened(2, data)), data)
  t.end()
})
test('a session of the pilot was held on site', (t) => {
  t.strictSame(upcast(opened(1, session)), { ...session, mode: 'onSite' })
  t.end()
})
test('the rules read it in its present version', (t) => {
  t.match(factOf('jury', opened(1, session)), { type: 'JurySessionOpened', mode: 'onSite', sessionOn: '2023-06-01' })
  t.end()
})
test('what was recorded is not touched', (t) => {
  const entry = opened(1, session)
  upcast(entry)
  t.strictSame(entry.data, session)
  t.equal(entry.schemaVersion, 1)
  t.end()
})
test('a version that nobody here knows stops the reading', (t) => {
  t.throws(() => upcast(opened(3, session)), /version 3 of JurySessionOpened is unknown here/)
  t.throws(() => upcast(opened(0, session)), /version 0 of JurySessionOpened is unknown here/)
  const imported = certifiedWorld().last('CertificationImported')
  t.throws(() => upcast({ ...imported, schemaVersion: 2 }), /version 2 of CertificationImported is unknown here/)
  t.end()
})
test('a type that never changed is of version 1', (t) => {
  t.equal(schemaVersionOf('CertificationImported'), 1)
  t.equal(schemaVersionOf('JurySessionOpened'), 2)
  t.end()
})
test('every version that is not the first is reached from the first', (t) => {
  for (const [type, version] of Object.entries(schemaVersions)) {
    t.ok(version > 1, type)
    t.doesNotThrow(() => upcast({ type, schemaVersion: 1, data: {} }), type)
  }
  t.end()
})
