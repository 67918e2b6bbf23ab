import { commands, commandTypes, rightOf } from '@minutier/domain'
import { openTestServer } from '@minutier/testing'
import t from 'tap'
import { z } from 'zod'
import { paramsOf } from './play.ts'

const server = await openTestServer({ registered: false })
t.teardown(() => server.close())

const jsonSchema = z.record(z.string(), z.json())
const content = z.record(z.string(), z.object({ schema: jsonSchema }))
const operation = z.object({
  operationId: z.string().optional(),
  summary: z.string().min(5),
  tags: z.array(z.string()).min(1),
  parameters: z
    .array(z.object({ name: z.string(), in: z.enum(['path', 'query', 'header']), required: z.boolean().optional(), schema: jsonSchema }))
    .default([]),
  requestBody: z.object({ content }).optional(),
  responses: z.record(z.string(), z.object({ description: z.string(), content: content.optional() })),
})
const document = z.object({
  openapi: z.string().startsWith('3.1'),
  info: z.object({ title: z.string(), version: z.string(), description: z.string() }),
  components: z.object({ securitySchemes: z.object({ bearer: z.object({ type: z.literal('http'), scheme: z.literal('bearer') }) }) }),
  security: z.array(z.record(z.string(), z.array(z.string()))),
  paths: z.record(z.string(), z.record(z.enum(['get', 'post']), operation).or(z.partialRecord(z.enum(['get', 'post']), operation))),
})
const answer = await server.get('/openapi.json', { as: null })
const { paths } = document.parse(answer.body)
const described = Object.entries(paths).flatMap(([path, methods]) =>
  Object.entries(methods).flatMap(([method, one]) => (one ? [{ path, method, operation: one }] : [])),
)

/** Commands that somebody does, in this version of the language. */
const served = commandTypes.filter((type) => !commands[type].later && !rightOf(type).roles.includes('process'))

t.test('every command is done by one route, or by one for each kind of stream to which it speaks', (t) => {
  const routes = server.routes.flatMap(({ command, url, method }) => (command ? [{ command, url, method }] : []))
  t.ok(served.length > 80, `${served.length} commands`)
  t.strictSame([...new Set(routes.map(({ command }) => command))].toSorted(), served.toSorted())
  for (const command of served) {
    const own = routes.filter((route) => route.command === command)
    t.equal(own.length, commands[command].kinds.length, command)
    t.ok(
      own.every(({ method }) => method === 'POST'),
      command,
    )
  }
  t.end()
})

t.test('every route is described, under an id of its own that says the command', (t) => {
  const openApiPath = (url: string) => url.replace(/:(\w+)/g, '{$1}')
  for (const { url, method, command, operationId } of server.routes.filter((route) => route.method !== 'HEAD')) {
    const found = described.find(({ path, method: one }) => path === openApiPath(url) && one === method.toLowerCase())
    t.ok(found, `${method} ${url}`)
    t.equal(found?.operation.operationId, operationId)
    if (command) t.equal(operationId?.split('-')[0], command)
  }
  const ids = described.flatMap(({ operation: { operationId } }) => operationId ?? [])
  t.strictSame(ids.length, new Set(ids).size)
  for (const path of ['/openapi.json', '/metrics', '/health/live', '/health/ready']) t.ok(paths[path], path)
  t.end()
})

t.test('each operation says its path’s parameters, its answers, and the problems that it may answer', (t) => {
  for (const { path, operation } of described) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
    const inPath = operation.parameters.filter((one) => one.in === 'path')
    t.strictSame(inPath.map(({ name }) => name).toSorted(), named.toSorted(), path)
    t.ok(
      inPath.every(({ required }) => required === true),
      path,
    )
    t.ok(
      Object.keys(operation.responses).some((status) => /^20[012]$/.test(status)),
      `${path}: a success`,
    )
    if (path.startsWith('/v1/')) t.ok(operation.responses['default']?.content?.['application/problem+json'], `${path}: problems`)
  }
  t.end()
})

t.test('the document is whole JSON Schema: every reference leads somewhere, every type is one', (t) => {
  const types = new Set(['string', 'number', 'integer', 'boolean', 'array', 'object', 'null'])
  const wrong: string[] = []
  const look = (value: unknown, at: string): void => {
    if (typeof value !== 'object' || value === null) return
    for (const [name, member] of Object.entries(value)) {
      if (name === '$ref' && !leads(member)) wrong.push(`${at}/$ref ${member}`)
      if (name === 'type' && at.includes('/schema') && typeof member === 'string' && !types.has(member)) wrong.push(`${at}/type ${member}`)
      look(member, `${at}/${name}`)
    }
  }
  const leads = (reference: unknown): boolean =>
    String(reference)
      .replace(/^#\//, '')
      .split('/')
      .reduce<unknown>(
        (inside, name) => (typeof inside === 'object' && inside !== null ? Reflect.get(inside, name) : undefined),
        answer.body,
      ) !== undefined
  look(answer.body, '#')
  t.strictSame(wrong, [])
  t.end()
})

t.test('a command’s body is closed, says nothing of the path again, and nothing that the server sets', (t) => {
  const wrong: string[] = []
  const closed = z.object({
    type: z.literal('object'),
    additionalProperties: z.literal(false),
    properties: z.record(z.string(), z.json()).default({}),
  })
  for (const { url, command } of server.routes) {
    // A processing report is a whole XML file.
    if (!command || command === 'IngestCdcReport') continue
    const found = described.find(({ path, method }) => method === 'post' && path === url.replace(/:(\w+)/g, '{$1}'))
    const { properties } = closed.parse(found?.operation.requestBody?.content['application/json']?.schema)
    for (const name of [...paramsOf(url), 'recordedAt', 'actor', 'revision', 'stream', 'commandId', 'commandMac'])
      if (Object.hasOwn(properties, name)) wrong.push(`${command}: ${name}`)
    if (!Object.hasOwn(properties, 'occurredAt')) wrong.push(`${command}: no occurredAt`)
  }
  t.strictSame(wrong, [])
  t.end()
})

t.test('the server sets what is its own: a body that says it is refused', async (t) => {
  const facts = [{ category: 'identity', fact: { familyName: 'Exemple', givenName: 'Alix', birthDate: '1990-01-01' } }]
  for (const member of ['recordedAt', 'actor', 'role', 'revision', 'stream', 'commandId', 'personId', 'streamId', 'factCommitment']) {
    const { status, body } = await server.post('/v1/persons', { body: { facts, [member]: 'x' } })
    t.match({ status, body }, { status: 400, body: { code: 'KIT_REQUEST_INVALID', errors: [{ path: member, code: 'unknownField' }] } })
  }
  t.strictSame(await server.play.log(), [])
})
