import type { CommandType, Kind } from '@minutier/domain'
import { commands } from '@minutier/domain'
import type { Executed } from '@minutier/ledger'
import { recordedSchema } from '@minutier/service-kit'
import type { Answer, Play, PlayActing, TestServer, Who } from '@minutier/testing'
import { z } from 'zod'

/** The play of a server whose commands go by HTTP, each by the route that is declared for it: stories are told through the edge. */
export function playOverHttp(server: TestServer): Play {
  const { play } = server
  const attempt: Play['attempt'] = async (type, on, body = {}, acting = {}) => {
    const answer = await ask(server, { type, on, body, acting })
    await play.ledger.processes.settled()
    return executed(answer)
  }
  const run: Play['run'] = async (type, on, body, acting) => {
    const done = await attempt(type, on, body, acting)
    if (done.outcome !== 'recorded') throw new Error(`${type} was not recorded: ${JSON.stringify(done)}`)
    return done
  }
  const person: Play['person'] = async (name, facts) => {
    const identity = { familyName: `Exemple-${name}`, givenName: 'Alix', birthDate: '2000-02-29' }
    return (await run('RecordIdentity', null, { facts: facts ?? [{ category: 'identity', fact: identity }] })).streamId
  }
  return {
    ...play,
    get now() {
      return play.now
    },
    at: (when) => play.at(when),
    attempt,
    run,
    person,
  }
}

interface Asked {
  readonly type: CommandType
  readonly on: string | null
  readonly body: Readonly<Record<string, unknown>>
  readonly acting: PlayActing
}

/** A command by its route: what its path names is not said again in the body. */
export async function ask(server: TestServer, { type, on, body, acting }: Asked): Promise<Answer> {
  const { role = 'certifier', actor, partner, occurredAt, commandId } = acting
  const template = urlOf(server, type, acting.kind)
  const [first] = paramsOf(template)
  const url = template.replace(/:(\w+)/g, (_, name: string) => String(name === first && !commands[type].opens ? on : body[name]))
  const rest = Object.fromEntries(Object.entries(body).filter(([name]) => !paramsOf(template).includes(name)))
  const as: Who = { role, ...(actor !== undefined && { actor }), ...(partner !== undefined && { partner }) }
  return server.post(url, {
    as,
    body: { ...rest, ...(occurredAt !== undefined && { occurredAt }) },
    ...(commandId !== undefined && { headers: { 'idempotency-key': commandId } }),
  })
}

/** The route of a command; of one that speaks to several kinds of stream, that of the kind. */
export function urlOf({ routes }: TestServer, type: CommandType, kind: Kind = commands[type].kinds[0] ?? 'candidacy'): string {
  const declared = routes.filter(({ command }) => command === type)
  const found = declared.length === 1 ? declared[0] : declared.find(({ url }) => url.startsWith(`/v1/${plurals[kind]}`))
  if (!found) throw new Error(`no route does ${type} on a ${kind}`)
  return found.url
}

const plurals: Readonly<Partial<Record<Kind, string>>> = {
  candidacy: 'candidacies',
  jury: 'juries',
  mspr: 'msprs',
  person: 'persons',
  partner: 'partners',
  certification: 'certifications',
}

export function paramsOf(url: string): string[] {
  return [...url.matchAll(/:(\w+)/g)].map(([, name = '']) => name)
}

const known = z.object({ streamId: z.string() })
const refused = z.object({ code: z.string(), rule: z.string(), found: z.any(), expected: z.any() })

function executed({ status, body, text }: Answer): Executed {
  if (status === 201) return { outcome: 'recorded', ...recordedSchema.parse(body) }
  if (status === 200) return { outcome: 'alreadyKnown', ...known.parse(body) }
  if (status === 404) return { outcome: 'notFound' }
  const refusal = refused.safeParse(body).data
  if (!refusal) throw new Error(`answered ${status}: ${text}`)
  return { outcome: status === 403 ? 'forbidden' : 'refused', refusal }
}
