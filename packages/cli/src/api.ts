import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Holder, heldBy } from '@minutier/ledger'
import type { Problem } from '@minutier/service-kit'
import { openLocalIssuer } from '@minutier/service-kit'
import { openServer } from './server.ts'
import { type Settings, tokenKeyOf } from './settings.ts'
import { Failed } from './usage.ts'

/** The public API, as a command talks to it. */
export interface Api {
  get(path: string): Promise<unknown>
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<unknown>
  close(): Promise<void>
}

export interface Identity {
  readonly actor: string
  readonly role: string
  readonly partner?: string | undefined
}

interface Asked {
  readonly settings: Settings
  readonly as: Identity
  readonly language: 'fr' | 'en'
}

type Send = (
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string>,
  body: string | undefined,
) => Promise<{ status: number; text: string }>

/**
 * While a server runs on the data folder its API is used; else the folder is opened and the same API answers in this process, so that
 * a command does the same thing, under the same rules, both ways.
 */
export async function openApi(asked: Asked): Promise<Api> {
  const { data } = asked.settings
  // A folder that was named wrong is not made into a ledger by looking at it.
  if (!existsSync(join(data, 'events.sqlite'))) throw new Failed(`there is no ledger in ${data}: minutier start makes one`)
  const holder = heldBy(data)
  return holder ? overHttp(holder, asked) : inProcess(asked)
}

async function overHttp({ url, pid }: Holder, asked: Asked): Promise<Api> {
  if (url === null) throw new Failed(`process ${pid} holds the data folder and serves nothing: wait for it to end`)
  const issuer = await openLocalIssuer(tokenKeyOf(asked.settings))
  const token = await issuer.issue(asked.as, 300)
  const send: Send = async (method, path, headers, body) => {
    const asking = { method, headers, ...(body !== undefined && { body }), signal: AbortSignal.timeout(30_000) }
    const response = await fetch(new URL(path, url), asking).catch((cause: unknown) => {
      throw new Failed(`process ${pid} holds the data folder, and ${url} does not answer`, {}, { cause })
    })
    if (response.status === 401) throw new Failed(`${url} takes the tokens of its OIDC issuer alone: stop it to use the folder from here`)
    return { status: response.status, text: await response.text() }
  }
  return apiOver(send, token, asked.language, async () => undefined)
}

async function inProcess(asked: Asked): Promise<Api> {
  const server = await openServer({
    ...asked.settings,
    requestsPerMinute: 0,
    oidcIssuer: undefined,
    oidcAudience: undefined,
    oidcJwks: undefined,
  })
  const token = await server.issuer.issue(asked.as, 300)
  const send: Send = async (method, url, headers, body) => {
    const response = await server.app.inject({ method, url, headers, ...(body !== undefined && { payload: body }) })
    return { status: response.statusCode, text: response.body }
  }
  return apiOver(send, token, asked.language, () => server.close())
}

/** A problem becomes a `Failed` that says what the API says. */
export function apiOver(send: Send, token: string, language: 'fr' | 'en', close: () => Promise<void>): Api {
  const headers = { authorization: `Bearer ${token}`, 'accept-language': language }
  const ask = async (method: 'GET' | 'POST', path: string, more: Readonly<Record<string, string>>, body?: unknown): Promise<unknown> => {
    const typed = body === undefined ? headers : { ...headers, 'content-type': 'application/json' }
    const { status, text } = await send(method, path, { ...typed, ...more }, body === undefined ? undefined : JSON.stringify(body))
    const answer: unknown = text === '' ? null : JSON.parse(text)
    if (status >= 400) throw failure(answer)
    return answer
  }
  return { get: (path) => ask('GET', path, {}), post: (path, body, more = {}) => ask('POST', path, more, body), close }
}

function failure(answer: unknown): Failed {
  const problem: Partial<Problem> = typeof answer === 'object' && answer !== null ? answer : {}
  const { title = 'refused', detail, sentence, source, errors } = problem
  const fields = (errors ?? []).map(({ path, message }) => `  ${path}: ${message}`)
  const quoted = sentence === undefined ? [] : [`« ${sentence} » (${source ?? ''})`]
  return new Failed([title, ...(detail !== undefined && detail !== title ? [detail] : []), ...quoted, ...fields].join('\n'), { ...problem })
}
