import type { Context } from '../../aggregate.ts'
import { type Certification, registrationOn } from '../../certification/state.ts'
import { type Check, need, say } from '../../kernel/judgment.ts'
import { addDays } from '../../kernel/time.ts'
import type { Rulebook } from '../../rulebook/schema.ts'

/** What the registration of the certification allows: its routes (A1), its territories (A2), its window (W1), its status (W3). */

/** A1: a training is entered by a route that the fiche opens, and VAE by a feasibility file alone. */
export function routeOpenToTraining({ reads }: Context, certification: string, route: string): Check {
  const open = reads.certification(certification).openRoutes.filter((one) => one !== 'VAE')
  return need(
    'A1',
    open.some((one) => one === route),
    { found: route, expected: open, ...(route === 'VAE' && { remedy: byFeasibilityFile }) },
  )
}

export function vaeOpen({ reads }: Context, certification: string): Check {
  const open = reads.certification(certification).openRoutes
  return need('A1', open.includes('VAE'), { found: 'VAE', expected: open })
}

const byFeasibilityFile = say(
  'enregistrez le dossier de faisabilité : une VAE commence par lui',
  'record the feasibility file: a VAE starts with it',
)

/** A2: the place of the training or of the VAE file is not one that the fiche excludes. */
export function territoryOpen({ reads }: Context, certification: string, territory: string): Check {
  const closed = reads.certification(certification).closedTerritories
  return need('A2', !closed.includes(territory), {
    found: territory,
    expected: closed.length === 0 ? null : say(`ni ${closed.join(' ni ')}`, `not ${closed.join(', ')}`),
  })
}

export function windowOf({ reads, rulebook }: Context, certification: string): { from: string; until: string } {
  return entryWindow(reads.certification(certification), rulebook)
}

/** First and last day on which one may enter. */
export function entryWindow(
  { registeredOn, expiresOn }: Pick<Certification, 'registeredOn' | 'expiresOn'>,
  { registration }: Pick<Rulebook, 'registration'>,
): { from: string; until: string } {
  return { from: registeredOn, until: registration.lastDayIncluded ? expiresOn : addDays(expiresOn, -1) }
}

/** W1: the entry, or the start of the training, falls while the registration runs. */
export function inWindow(context: Context, certification: string, on: string): Check {
  const window = windowOf(context, certification)
  return need('W1', window.from <= on && on <= window.until, { found: on, expected: window })
}

/** W3: nobody enters while the registration is suspended, or once it is withdrawn. */
export function registrationRuns({ reads }: Context, certification: string, on: string): Check {
  const { status, since, eventId } = registrationOn(reads.certification(certification), on)
  return need('W3', status === 'registered', { found: { status, since, eventId }, expected: 'registered' })
}
