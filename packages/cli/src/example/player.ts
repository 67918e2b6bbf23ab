import { Readable } from 'node:stream'
import { derivedId, fingerprintOf as digest } from '@minutier/ledger'
import { z } from 'zod'
import { apiOver } from '../api.ts'
import type { Server } from '../server.ts'

/** The example's own clock: it follows the story, then it is the machine's. */
export interface StoryClock {
  now: string | null
}

type Fields = Readonly<Record<string, unknown>>
export type Part = 'certifier' | 'secondCertifier' | 'registrar' | 'jurySecretary'

const parts: Readonly<Record<Part, string>> = {
  certifier: 'certifier',
  secondCertifier: 'certifier',
  registrar: 'registrar',
  jurySecretary: 'jury-secretary',
}

/** Plays commands through the public API, each under an id of its own, so that an interrupted example goes on where it stopped. */
export interface Player {
  /** The story's day: the clock goes there, never back. */
  on(day: string): void
  /** Does a command by its name, on the streams that its path names; answers the id of its stream. */
  run(command: string, path: Fields, body: Fields, as?: Part): Promise<string>
  /** The same, answering the event's id. */
  event(command: string, path: Fields, body: Fields, as?: Part): Promise<string>
  read(path: string): Promise<unknown>
  /** Keeps a public document and answers its fingerprint. */
  keep(document: unknown): Promise<string>
  readonly played: () => number
}

export const idOf = (name: string): string => derivedId('example', name)
export const fingerprintOf = (name: string): string => digest({ example: name })
export const file = (reference: string): Fields => ({ reference })

const recorded = z.object({ streamId: z.string(), events: z.array(z.object({ id: z.string() })).min(1) })
const openApi = z.object({ paths: z.record(z.string(), z.record(z.string(), z.object({ operationId: z.string().optional() }))) })

export async function createPlayer(
  { app, folder, issuer }: Server,
  url: string,
  clock: StoryClock,
  centre: string,
  progress: (done: number) => void,
): Promise<Player> {
  const routes = await routesOf(app)
  const send = async (method: 'GET' | 'POST', path: string, headers: Record<string, string>, body: string | Uint8Array | undefined) => {
    const response = await fetch(new URL(path, url), {
      method,
      headers,
      ...(body !== undefined && { body: typeof body === 'string' ? body : Buffer.from(body) }),
    })
    return { status: response.status, body: Readable.from([await response.text()]) }
  }
  const apis = new Map<Part, ReturnType<typeof apiOver>>()
  for (const part of Object.keys(parts) as Part[]) {
    const token = await issuer.issue({ actor: idOf(part), role: parts[part], ...(part === 'registrar' && { partner: centre }) }, 3600)
    apis.set(
      part,
      apiOver(send, token, 'fr', async () => undefined),
    )
  }
  const api = (part: Part) => {
    const found = apis.get(part)
    if (!found) throw new TypeError(`nobody plays the ${part}`)
    return found
  }
  let count = 0
  const done = async (command: string, path: Fields, body: Fields, as: Part) => {
    const route = routes.get(command)
    if (route === undefined) throw new TypeError(`no route does ${command}`)
    const address = route.replace(/\{(\w+)\}/g, (_, name: string) => String(path[name]))
    const headers = { 'idempotency-key': idOf(`command ${++count}`) }
    const answer = recorded.parse(await api(as).post(address, body, headers))
    await folder.ledger.processes.settled()
    progress(count)
    return answer
  }
  return {
    on(day) {
      const instant = `${day}T09:00:00.000Z`
      if (clock.now === null || clock.now < instant) clock.now = instant
    },
    run: async (command, path, body, as = 'certifier') => (await done(command, path, body, as)).streamId,
    event: async (command, path, body, as = 'certifier') => (await done(command, path, body, as)).events[0]?.id ?? '',
    read: (path) => api('certifier').get(path),
    keep: async (document) =>
      z.object({ fingerprint: z.string() }).parse(await api('certifier').post('/v1/documents', document)).fingerprint,
    played: () => count,
  }
}

/** The address of each command, from the API's own description. */
async function routesOf(app: Server['app']): Promise<Map<string, string>> {
  const { paths } = openApi.parse(JSON.parse((await app.inject('/openapi.json')).body))
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      methods['post']?.operationId === undefined ? [] : [[methods['post'].operationId, path] as const],
    ),
  )
}
