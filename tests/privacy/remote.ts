import { join } from 'node:path'
import type { Entry, Folded, Kind } from '@minutier/domain'
import { openLocalIssuer, recordedSchema } from '@minutier/service-kit'
import { certifierSiret, identityOf, idOf, type Play, type PlayActing, type ServerProcess } from '@minutier/testing'
import { z } from 'zod'

type Fields = Readonly<Record<string, unknown>>

export interface Reply {
  readonly status: number
  readonly text: string
}

/** A server that runs elsewhere, as its callers know it: by HTTP alone, with tokens that the folder's key signs. */
export interface Remote {
  send(method: 'GET' | 'POST', path: string, asked?: { as?: PlayActing; body?: string; headers?: Record<string, string> }): Promise<Reply>
  /** Does a command by its route; what it answered. */
  command(type: string, on: string | null, body: Fields, acting?: PlayActing): Promise<Reply>
  /** The address of each command. */
  readonly addresses: ReadonlyMap<string, string>
}

const described = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string().optional() }))) })

export async function remoteOf({ url }: Pick<ServerProcess, 'url'>, folder: string): Promise<Remote> {
  const issuer = await openLocalIssuer(join(folder, 'token.key'))
  const document: unknown = await (await fetch(new URL('/openapi.json', url))).json()
  const addresses = new Map(
    Object.entries(described.parse(document).paths).flatMap(([path, { post }]) =>
      post?.operationId ? [[post.operationId, path] as const] : [],
    ),
  )
  const send: Remote['send'] = async (method, path, { as = {}, body, headers = {} } = {}) => {
    const { role = 'certifier', actor = idOf(`a ${role}`), partner = certifierSiret } = as
    const token = await issuer.issue({ actor, role, ...(role === 'registrar' && { partner }) }, 600)
    const response = await fetch(new URL(path, url), {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
      ...(body !== undefined && { body }),
    })
    return { status: response.status, text: await response.text() }
  }
  const command: Remote['command'] = (type, on, body, acting = {}) => {
    const { kind, occurredAt, commandId } = acting
    const template = addresses.get(type) ?? addresses.get(`${type}-${plural(kind ?? 'candidacy')}`) ?? ''
    const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const path = template.replace(/\{(\w+)\}/g, (_, name: string) => String(name === names[0] ? on : body[name]))
    const rest = Object.fromEntries(Object.entries({ ...body, occurredAt }).filter(([name]) => !names.includes(name)))
    return send('POST', path, {
      as: acting,
      body: JSON.stringify(rest),
      ...(commandId !== undefined && { headers: { 'idempotency-key': commandId } }),
    })
  }
  return { send, command, addresses }
}

export function plural(kind: Kind): string {
  return { candidacy: 'candidacies', jury: 'juries' }[String(kind)] ?? `${kind}s`
}

const found = z.object({ state: z.looseObject({}) })
const page = z.object({ events: z.array(z.looseObject({ id: z.string(), type: z.string(), stream: z.string() })) })

/** What stories need of a ledger, asked by HTTP; the ledger of `base` stays empty. */
export function remotePlay(remote: Remote, base: Play): Play {
  const read = async (path: string): Promise<unknown> => JSON.parse((await remote.send('GET', path)).text)
  const attempt: Play['attempt'] = async (type, on, body = {}, acting) => {
    const { status, text } = await remote.command(type, on, body, acting)
    if (status !== 201) throw new Error(`${type} was not recorded: ${text}`)
    await settled(remote)
    return { outcome: 'recorded', ...recordedSchema.parse(JSON.parse(text)) }
  }
  const run: Play['run'] = async (...asked) => {
    const done = await attempt(...asked)
    if (done.outcome !== 'recorded') throw new Error(`${asked[0]} was not recorded`)
    return done
  }
  const stateOf = async (kind: Kind, id: string): Promise<unknown> => found.parse(await read(`/v1/${plural(kind)}/${id}`)).state
  return {
    ...base,
    // Facts of stories are dated in the past; the server's clock is its own.
    now: '9999-12-31T00:00:00.000Z',
    at: () => undefined,
    run,
    attempt,
    person: async (name, facts) => (await run('RecordIdentity', null, { facts: facts ?? [identityOf(name)] })).streamId,
    // Of the kind that was asked: the address says it.
    state: async <K extends Kind>(kind: K, id: string) => (await stateOf(kind, id)) as Folded<K>['state'],
    log: async () => page.parse(await read('/v1/events?limit=1000')).events as unknown as Entry[],
  }
}

async function settled({ send }: Remote): Promise<void> {
  for (let tries = 0; tries < 1000; tries++) {
    if ((await send('GET', '/metrics')).text.includes('minutier_processes_pending 0')) return
    await new Promise((resolve) => setTimeout(resolve, 2))
  }
  throw new Error('the processes did not settle')
}
