import { systemClock } from '@minutier/ledger'
import type { Terminal } from '../command.ts'
import { progressBar } from '../progress.ts'
import type { Server } from '../server.ts'
import { certifierSiret } from './people.ts'
import { createPlayer, idOf, type StoryClock } from './player.ts'
import { commandCount, playPromotion } from './promotion.ts'

/** An example ledger and its clock, which follows the story while it is played. */
export interface Example {
  readonly clock: () => string
  readonly story: StoryClock
}

export function openExample(): Example {
  const story: StoryClock = { now: '2022-07-01T09:00:00.000Z' }
  return { clock: () => (story.now === null ? systemClock() : ticked(story, story.now)), story }
}

/** The story's clock advances as it is read, so that what was recorded on one day stands in its order. */
function ticked(story: StoryClock, now: string): string {
  story.now = Temporal.Instant.from(now).add({ milliseconds: 20 }).toString({ smallestUnit: 'millisecond' })
  return now
}

interface Played {
  readonly lines: readonly string[]
  readonly token: string
  readonly candidates: Readonly<Record<string, string>>
}

/**
 * Plays the promotion on a ledger that is an example; on any other, nothing. Played again, each command answers what it answered the
 * first time, so that an example that was interrupted is finished.
 */
export async function playExample(server: Server, url: string, { story }: Example, terminal: Terminal): Promise<Played | undefined> {
  if (server.folder.store.kind !== 'example') {
    story.now = null
    return undefined
  }
  const bar = progressBar(terminal, 'faits de l’exemple', commandCount)
  const player = await createPlayer(server, url, story, certifierSiret, (done) => bar.update(done))
  const shown = await playPromotion(player)
  bar.stop()
  story.now = null
  const token = await server.issuer.issue({ actor: idOf('certifier'), role: 'certifier' }, 86_400)
  const lines = [
    '',
    'Exemple : personnes et faits inventés, 24 candidats, de 2022 à 2025.',
    'Essayez (sans pnpm : npx -y -p node@26 -p pnpm@11.28.11 pnpm --silent minutier …) :',
    `  pnpm --silent minutier replay ${shown.successful}`,
    `  pnpm --silent minutier verdicts ${shown.retaken} --as-of 2023-05-01`,
    `  pnpm --silent minutier replay ${shown.revoked} --as-of 2024-01-01`,
    '',
    `Jeton (certifier, un jour) : ${token}`,
  ]
  return { lines, token, candidates: { ...shown } }
}
