import { existsSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { text as textOf } from 'node:stream/consumers'
import { type Holder, heldBy } from '@minutier/ledger'
import type { Problem } from '@minutier/service-kit'
import { type LocalIssuer, openLocalIssuer } from '@minutier/service-kit'
import { openServer } from './server.ts'
import { type Settings, tokenKeyOf } from './settings.ts'
import { Failed, unreachable } from './usage.ts'

/** The public API, as a command talks to it. */
export interface Api {
  get(path: string): Promise<unknown>
  /** `withinMs`: for what takes longer than a command. */
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>, withinMs?: number): Promise<unknown>
  /** A whole XML file. */
  postXml(path: string, bytes: Uint8Array): Promise<unknown>
  /** Lines of JSON, answered once everything that they led to has taken effect. */
  postLines(path: string, lines: string): Promise<unknown>
  /** The bytes of an answer, as they come. */
  bytes(path: string, withinMs?: number): Promise<Readable>
  close(): Promise<void>
}

export interface Identity {
  readonly actor: string
  readonly role: string
  readonly partner?: string | undefined
}

export interface Asked {
  readonly settings: Settings
  readonly as: Identity
  readonly language: 'fr' | 'en'
}

type Send = (
  method: 'GET' | 'POST',
  path: string,
  headers: Record<string, string>,
  body: string | Uint8Array | undefined,
  deadlineMs: number,
) => Promise<Answer>

interface Answer {
  readonly status: number
  readonly body: Readable
}

const deadlineMs = 30_000
/** A batch of an import may hold thousands of commands, on a slow disk. */
const linesDeadlineMs = 600_000

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
  const send: Send = async (method, path, headers, body, withinMs) => {
    const answer = await requested(new URL(path, url), { method, headers, body, withinMs }).catch((cause: unknown) => {
      throw new Failed(`process ${pid} holds the data folder, and ${url} does not answer`, { code: unreachable }, { cause })
    })
    if (answer.status === 401) throw new Failed(`${url} takes the tokens of its OIDC issuer alone: stop it to use the folder from here`)
    return answer
  }
  return apiOver(send, renewed(issuer, asked.as), asked.language, async () => undefined)
}

interface Request {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body: string | Uint8Array | undefined
  readonly withinMs: number
}

/** `fetch` gives up after five minutes without an answer, whatever it is told. */
function requested(url: URL, { method, headers, body, withinMs }: Request): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>()
  const sent = request(url, { method, headers, signal: AbortSignal.timeout(withinMs) }, (response) => {
    resolve({ status: response.statusCode ?? 0, body: response })
  })
  sent.on('error', reject)
  sent.end(body)
  return promise
}

const tokenSeconds = 300

/** A token that is made again before it expires: an import may take hours. */
function renewed(issuer: LocalIssuer, as: Identity, now: () => number = Date.now): () => Promise<string> {
  let made: { readonly token: Promise<string>; readonly untilMs: number } | undefined
  return () => {
    if (!made || now() >= made.untilMs) made = { token: issuer.issue(as, tokenSeconds), untilMs: now() + (tokenSeconds / 2) * 1000 }
    return made.token
  }
}

/** The same API in this process, on a folder that nobody holds. */
export async function inProcess(asked: Asked): Promise<Api> {
  const server = await openServer({
    ...asked.settings,
    requestsPerMinute: 0,
    oidcIssuer: undefined,
    oidcAudience: undefined,
    oidcJwks: undefined,
  })
  const send: Send = async (method, url, headers, body) => {
    const response = await server.app.inject({
      method,
      url,
      headers,
      payloadAsStream: true,
      ...(body !== undefined && { payload: typeof body === 'string' ? body : Buffer.from(body) }),
    })
    return { status: response.statusCode, body: response.stream() }
  }
  return apiOver(send, renewed(server.issuer, asked.as), asked.language, () => server.close())
}

/** A problem becomes a `Failed` that says what the API says. */
export function apiOver(send: Send, token: string | (() => Promise<string>), language: 'fr' | 'en', close: () => Promise<void>): Api {
  const bearing = async (more: Readonly<Record<string, string>>) => {
    const bearer = typeof token === 'string' ? token : await token()
    return { authorization: `Bearer ${bearer}`, 'accept-language': language, ...more }
  }
  const ask = async (
    method: 'GET' | 'POST',
    path: string,
    more: Readonly<Record<string, string>> = {},
    sent?: string | Uint8Array,
    withinMs = deadlineMs,
  ): Promise<unknown> => {
    const { status, body } = await send(method, path, await bearing(more), sent, withinMs)
    const text = await textOf(body)
    const answer: unknown = text === '' ? null : JSON.parse(text)
    if (status >= 400) throw failure(answer)
    return answer
  }
  const json = { 'content-type': 'application/json' }
  const lines = { 'content-type': 'application/x-ndjson' }
  return {
    get: (path) => ask('GET', path),
    // Without a body there is nothing whose type could be told.
    post: (path, body, more = {}, withinMs = deadlineMs) =>
      body === undefined ? ask('POST', path, more) : ask('POST', path, { ...json, ...more }, JSON.stringify(body), withinMs),
    postXml: (path, bytes) => ask('POST', path, { 'content-type': 'application/xml' }, bytes, linesDeadlineMs),
    async bytes(path, withinMs = deadlineMs) {
      const { status, body } = await send('GET', path, await bearing({}), undefined, withinMs)
      if (status >= 400) throw failure(JSON.parse(await textOf(body)))
      return body
    },
    postLines: (path, body) => ask('POST', path, lines, body, linesDeadlineMs),
    close,
  }
}

function failure(answer: unknown): Failed {
  const problem: Partial<Problem> = typeof answer === 'object' && answer !== null ? answer : {}
  const { title = 'refused', detail, sentence, source, errors } = problem
  const fields = (errors ?? []).map(({ path, message }) => `  ${path}: ${message}`)
  const quoted = sentence === undefined ? [] : [`« ${sentence} » (${source ?? ''})`]
  return new Failed([title, ...(detail !== undefined && detail !== title ? [detail] : []), ...quoted, ...fields].join('\n'), { ...problem })
}
