import { Agent, request } from 'node:http'

export interface Answered {
  readonly status: number
  readonly text: string
  /** From the call to the last byte of the answer. */
  readonly ms: number
}

/** Calls a server as a registrar's system does: with a token, on connections that stay open. */
export interface Client {
  get(path: string): Promise<Answered>
  post(path: string, body: object): Promise<Answered>
  close(): void
}

export function connect(url: string, token: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const ask = (method: 'GET' | 'POST', path: string, body?: string): Promise<Answered> => {
    const calledAt = performance.now()
    const { promise, resolve, reject } = Promise.withResolvers<Answered>()
    const headers = { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
    const asked = request(`${url}${path}`, { method, agent, headers }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => {
        text += part
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text, ms: performance.now() - calledAt }))
      response.on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
    return promise
  }
  return {
    get: (path) => ask('GET', path),
    post: (path, body) => ask('POST', path, JSON.stringify(body)),
    close: () => agent.destroy(),
  }
}
