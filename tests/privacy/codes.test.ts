import { recordedSchema } from '@minutier/service-kit'
import { openTestServer, type Play, type TestServer } from '@minutier/testing'
import { test } from 'tap'
import { ask, playOverHttp } from '../http/play.ts'
import { wholeStories } from '../http/whole-stories.ts'
import { codeLike, isMarked } from './marks.ts'

/**
 * G15: a name without accent or space looks like a code. Wherever a command takes a code, one that is in no closed list is refused, so
 * that nobody can write a name into an event.
 */
test('a name typed where a code is expected is refused, in every command of whole stories', async (t) => {
  const server = await openTestServer()
  t.teardown(() => server.close())
  const taken = new Set<string>()
  let tried = 0
  const trying = tryingNames(server, (what, status) => {
    tried += 1
    if (status < 400) taken.add(what)
  })
  await wholeStories(trying)
  t.ok(tried > 60, `${tried} tried`)
  t.strictSame([...taken], [])
  const marked = (await server.play.log()).filter((entry) => isMarked(JSON.stringify(entry)))
  t.strictSame(marked, [])
})

/** Before each command, the same with a name in the place of each of its codes. */
function tryingNames(server: TestServer, tell: (what: string, status: number) => void): Play {
  const play = playOverHttp(server)
  const seen = new Set<string>()
  const run: Play['run'] = async (type, on, body = {}, acting = {}) => {
    for (const { path, body: changed } of namedVariants(body)) {
      if (seen.has(`${type} ${path}`)) continue
      seen.add(`${type} ${path}`)
      const { commandId: _, ...who } = acting
      const answer = await ask(server, { type, on, body: changed, acting: who })
      tell(`${type} ${path}`, answer.status)
      // It was done with the name: it is not done twice.
      if (answer.status === 201) return { outcome: 'recorded', ...recordedSchema.parse(answer.body) }
    }
    return play.run(type, on, body, acting)
  }
  return {
    ...play,
    get now() {
      return play.now
    },
    run,
    person: async (name, facts) => (facts ? (await run('RecordIdentity', null, { facts })).streamId : play.person(name)),
  }
}

type Fields = Readonly<Record<string, unknown>>

/** Free text that goes to the vault, and the certifier's own public words. */
const sealed = /^(facts|file|evidenceFile|motive|result|proof|attestation|appeal|request|answer|signature)\b/

function namedVariants(body: Fields): { path: string; body: Fields }[] {
  return leaves(body, []).flatMap(({ path, value }) => {
    if (!/^[A-Za-z][A-Za-z0-9-]{0,63}$/.test(value) || sealed.test(path.join('.'))) return []
    return [{ path: path.join('.').replace(/\.\d+/g, '[]'), body: Object(replaced(body, path)) }]
  })
}

function leaves(value: unknown, path: readonly string[]): { path: readonly string[]; value: string }[] {
  if (typeof value === 'string') return [{ path, value }]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => leaves(member, [...path, name]))
}

function replaced(value: unknown, [name, ...rest]: readonly string[]): unknown {
  if (name === undefined) return codeLike
  if (Array.isArray(value)) return value.map((one, index) => (String(index) === name ? replaced(one, rest) : one))
  return { ...Object(value), [name]: replaced(Object(value)[name], rest) }
}
