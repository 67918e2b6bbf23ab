import { once } from 'node:events'
import { connect } from 'node:net'
import { openTestServer } from '@minutier/testing'
import fastify from 'fastify'
import { test } from 'tap'
import { refuseWhileOverloaded, refuseWhileStopping } from '../src/traffic.ts'

const person = { facts: [{ category: 'identity', fact: { familyName: 'Exemple', givenName: 'Alix', birthDate: '1990-01-01' } }] }

test('a stop lets the command in hand finish, refuses what comes after it, and then closes', async (t) => {
  const hold = Promise.withResolvers<void>()
  const reached = Promise.withResolvers<void>()
  const server = await openTestServer({
    registered: false,
    instead: ({ execute }) => ({
      execute: async (...asked) => {
        reached.resolve()
        await hold.promise
        return execute(...asked)
      },
    }),
  })
  const url = new URL(await server.app.listen({ host: '127.0.0.1', port: 0 }))
  const authorization = `Bearer ${await server.token({ role: 'certifier' })}`
  const headers = { authorization, 'content-type': 'application/json' }
  const inHand = fetch(new URL('/v1/persons', url), { method: 'POST', headers, body: JSON.stringify(person) })
  await reached.promise
  // A connection that is open, with half a request on it: it is not idle when the server stops.
  const socket = connect(Number(url.port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write(`GET /v1/events HTTP/1.1\r\nhost: ${url.host}\r\n`)
  await new Promise((resolve) => setTimeout(resolve, 20))

  const closed = server.app.close()
  await new Promise((resolve) => setTimeout(resolve, 20))
  socket.write(`authorization: ${authorization}\r\n\r\n`)
  const [late] = await once(socket, 'data')
  t.match(String(late), /^HTTP\/1\.1 503 .*connection: close.*"code":"KIT_STOPPING"/is)
  await t.rejects(fetch(new URL('/health/live', url)), 'nobody new is let in')

  hold.resolve()
  const answer = await inHand
  t.equal(answer.status, 201)
  t.match(await answer.json(), { revision: 0, events: [{ type: 'IdentityRecorded' }] })
  await closed
  t.equal((await server.play.log()).length, 1, 'what was accepted is recorded')
  socket.destroy()
  await server.close()
})

test('a stop does not wait for ever for a request that never ends', async (t) => {
  const app = fastify({ return503OnClosing: false })
  refuseWhileStopping(app, 50)
  const url = new URL(await app.listen({ host: '127.0.0.1', port: 0 }))
  const socket = connect(Number(url.port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET / HTTP/1.1\r\nhost: x\r\n')
  await new Promise((resolve) => setTimeout(resolve, 20))
  const ended = once(socket, 'close')
  await app.close()
  await ended
  t.pass('closed')
})

test('a server that is late for everything turns the API’s requests away, and says that it lives', async (t) => {
  const app = fastify()
  await refuseWhileOverloaded(app, { maxMs: 5, everyMs: 200 })
  app.get('/v1/slow', async () => ({}))
  app.get('/health/live', async () => ({}))
  t.equal((await app.inject('/v1/slow')).statusCode, 200)
  let answer = await app.inject('/v1/slow')
  for (let tries = 0; tries < 100 && answer.statusCode === 200; tries++) {
    const until = performance.now() + 40
    while (performance.now() < until);
    await new Promise((resolve) => setTimeout(resolve, 1))
    answer = await app.inject('/v1/slow')
  }
  t.match(answer.json(), { code: 'KIT_OVERLOADED' })
  t.equal((await app.inject('/health/live')).statusCode, 200)
  await app.close()
})
