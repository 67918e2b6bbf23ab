import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import type { Role } from '@minutier/domain'
import type { Ledger } from '@minutier/ledger'
import type { KitOptions, Service } from '@minutier/service-kit'
import type { FastifyInstance } from 'fastify'
import { recordingRoutes, type TestRoute } from './http-answers.ts'
import { openPlay, openTestLedger, type Play, playOn } from './ledger.ts'
import { certifierSiret, idOf } from './people.ts'

/** Who asks: the person of the role that plays use too, unless it is said; a registrar is of the certifier's centre. */
export interface Who {
  readonly role: Role
  readonly actor?: string
  readonly partner?: string
}

interface Asked {
  readonly as?: Who | null
  readonly body?: unknown
  /** What is sent instead of a body in JSON. */
  readonly payload?: string | Buffer
  readonly headers?: Readonly<Record<string, string>>
}

export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, unknown>>
  readonly text: string
  /** The body's members; empty for a body that is not a JSON object. */
  readonly body: Readonly<Record<string, unknown>>
}

/** Every service over a ledger in memory, whose clock the test moves; what the play does is not asked by HTTP. */
export interface TestServer {
  readonly app: FastifyInstance
  readonly play: Play
  /** Log lines, at the level that was asked. */
  readonly logs: readonly string[]
  /** The routes under /v1 as they were declared. */
  readonly routes: readonly TestRoute[]
  /** Answers that were not of their declared schema, told; a test that asks compares it with nothing. */
  readonly strays: readonly string[]
  token(who: Who): Promise<string>
  /** As the certifier, unless it is said; null for nobody. */
  get(url: string, asked?: Asked): Promise<Answer>
  post(url: string, asked?: Asked): Promise<Answer>
  close(): Promise<void>
}

interface Options extends Partial<Omit<KitOptions, 'ledger'>> {
  /** RNCP36582 and its rulebook are published, unless a test begins before. */
  readonly registered?: boolean
  /** What of the ledger is replaced, by something that fails. */
  readonly instead?: (ledger: Ledger) => Partial<Ledger>
}

/** Numbers of a certifier that does not exist. */
const inventedCdc = {
  senderId: '00AAA000',
  certifierId: '00AAA000',
  contractId: 'MCFCER000000',
  schemaVersion: '1.1.2',
  withoutHonours: false,
} as const

export async function openTestServer({ registered = true, instead = () => ({}), ...kit }: Options = {}): Promise<TestServer> {
  // Loaded when a test asks: most tests of this package's users need no server.
  const { createApp, openLocalIssuer } = await import('@minutier/service-kit')
  const { servicesOver } = await import('@minutier/cli')
  const { candidacies, openReadModels } = await import('@minutier/read-models')
  const { reportProjections } = await import('@minutier/reports')
  const play = registered ? await openPlay() : playOn(openTestLedger())
  const keys = mkdtempSync(join(tmpdir(), 'minutier-keys-'))
  const issuer = await openLocalIssuer(join(keys, 'token.key'))
  const inFile = { path: join(keys, 'read-models.sqlite'), store: play.store, clock: () => play.now }
  const readModels = openReadModels({ ...inFile, projections: [candidacies] })
  readModels.start()
  const { routes, strays, service } = recordingRoutes()
  const logs: string[] = []
  const options: KitOptions = {
    ledger: { ...play.ledger, ...instead(play.ledger) },
    tokens: { kind: 'local', publicKey: issuer.publicKey },
    logLevel: 'silent',
    logTo: linesTo(logs),
    bodyLimit: 262_144,
    requestsPerMinute: 0,
    example: false,
    version: '0.0.0-test',
    ...kit,
  }
  const reports = servicesOver({
    readModels,
    openForReports: () => openReadModels({ ...inFile, projections: reportProjections }),
    spool: join(keys, 'spool'),
    settings: { promotionMonth: 1 },
    cdc: inventedCdc,
  })
  const all: readonly Service[] = [service, ...reports]
  const app = await createApp(options, all)
  const tokens = new Map<string, Promise<string>>()
  const token = ({ role, actor = idOf(`a ${role}`), partner = role === 'registrar' ? certifierSiret : undefined }: Who) => {
    const name = [role, actor, partner].join(' ')
    const made = tokens.get(name) ?? issuer.issue({ actor, role, partner }, 3600)
    tokens.set(name, made)
    return made
  }
  const ask = async (method: 'GET' | 'POST', url: string, { as = { role: 'certifier' }, body, payload, headers = {} }: Asked = {}) => {
    const sent = payload ?? (body === undefined ? undefined : JSON.stringify(body))
    const {
      statusCode,
      body: text,
      ...answer
    } = await app.inject({
      method,
      url,
      headers: {
        ...(as && { authorization: `Bearer ${await token(as)}` }),
        ...(sent !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(sent !== undefined && { payload: sent }),
    })
    return { status: statusCode, headers: answer.headers, text, body: objectIn(text) }
  }
  return {
    app,
    play,
    logs,
    routes,
    strays,
    token,
    get: (url, asked) => ask('GET', url, asked),
    post: (url, asked) => ask('POST', url, asked),
    async close() {
      await app.close()
      await readModels.close()
      await play.close()
      rmSync(keys, { recursive: true, force: true })
    },
  }
}

function objectIn(text: string): Readonly<Record<string, unknown>> {
  if (!text.startsWith('{')) return {}
  const value: unknown = JSON.parse(text)
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function linesTo(lines: string[]): Writable {
  return new Writable({
    write(chunk, _, done) {
      lines.push(...String(chunk).trimEnd().split('\n'))
      done()
    },
  })
}
