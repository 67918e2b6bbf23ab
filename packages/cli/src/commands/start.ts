import closeWithGrace from 'close-with-grace'
import type { CliCommand } from '../command.ts'
import { openServer, type Server } from '../server.ts'
import type { Settings } from '../settings.ts'

const hourMs = 3_600_000

/** Serves the ledger until it is told to stop; finishes what it accepted. */
export const startCommand: CliCommand = {
  name: 'start',
  usage: 'start [--example]',
  summary: 'Runs every service on the data folder',
  options: { example: { type: 'boolean', text: 'on an empty data folder, play an invented promotion of 24 candidates' } },
  words: { min: 0, max: 0 },
  examples: ['minutier start', 'minutier start --example --port 8080', 'MINUTIER_LOG_LEVEL=info minutier start --data /srv/minutier'],
  async run({ flags, settings, json, terminal }) {
    // The story is only loaded where it is played.
    const { openExample, playExample } = flags['example'] === true ? await import('../example/index.ts') : {}
    const example = openExample?.()
    const server = await openServer(settings, example ? { clock: example.clock, kind: 'example' } : {})
    const url = await listening(server, settings)
    server.folder.lock.announce(url)
    const stopped = Promise.withResolvers<void>()
    const ticking = setInterval(() => void server.folder.ledger.tick().catch(() => undefined), hourMs).unref()
    const grace = closeWithGrace({ delay: 10_000, logger: false }, async () => {
      clearInterval(ticking)
      await server.close()
      stopped.resolve()
    })
    server.folder.ledger.processes.stopped.catch((error: unknown) => {
      terminal.err(`the processes stopped: ${error instanceof Error ? error.message : 'unknown cause'}`)
      void grace.close()
    })
    const played = example ? await playExample?.(server, url, example, terminal) : undefined
    await server.folder.ledger.tick()
    if (json)
      terminal.out(
        JSON.stringify({
          url,
          data: settings.data,
          kind: server.folder.store.kind,
          ...(played && { token: played.token, candidates: played.candidates }),
        }),
      )
    else
      terminal.out(
        [`Minutier: ${url}  (${settings.data}, ${server.folder.store.kind})`, `API: ${url}/docs`, ...(played?.lines ?? [])].join('\n'),
      )
    await stopped.promise
  },
}

/** A port that is taken leaves nothing behind: the folder is let go. */
async function listening(server: Server, { host, port }: Settings): Promise<string> {
  try {
    return await server.app.listen({ host, port })
  } catch (error) {
    await server.close()
    throw error
  }
}
