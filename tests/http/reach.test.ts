import { certifierSiret, idOf, openTestServer, partnerSiret, type Who } from '@minutier/testing'
import t from 'tap'
import {
  admittedCandidate,
  awardedApprentice,
  briefedMspr,
  certification,
  enrolledCandidate,
  habilitated,
  on,
  professional,
  staff,
} from '../stories/cast/index.ts'

const server = await openTestServer()
t.teardown(() => server.close())
const { play, get, post } = server

const ours: Who = { role: 'registrar', partner: certifierSiret }
const theirs: Who = { role: 'registrar', partner: partnerSiret }
const secretary: Who = { role: 'jury-secretary' }
const dpo: Who = { role: 'dpo' }

await habilitated(play)
const own = await awardedApprentice(play, 'Nôtre')
const other = await enrolledCandidate(play, 'Leur', { centreSiret: partnerSiret, application: { centreSiret: partnerSiret } })
const nobody = idOf('nobody')

/** The two answers are the same, but for the id that was asked. */
async function alike(t: typeof import('tap').t | Parameters<Parameters<typeof import('tap').test>[1] & object>[0], one: string, two: string, as: Who) {
  const [a, b] = [await get(one, { as }), await get(two, { as })]
  t.strictSame({ status: a.status, text: a.text, etag: a.headers['etag'] }, { status: b.status, text: b.text, etag: b.headers['etag'] }, one)
  t.equal(a.status, 404)
}
