import { streamOf } from '@minutier/domain'
import type { EventStore } from '@minutier/event-store'
import type { ReadModels } from '../read-models.ts'
import { tellingProjection } from '../tellings/projection.ts'
import { type AtSize, type ToldOf, toldAt, toldOfStreams } from '../tellings/read.ts'
import type { Telling } from '../tellings/telling.ts'
import type { Journey } from './journey.ts'
import { journeyOf } from './journey-of.ts'
import { emptyTrail, note, type Trail } from './trail.ts'

const telling: Telling<'candidacy', Trail, Journey> = {
  kinds: ['candidacy'],
  empty: emptyTrail,
  note,
  tell(candidacy, trail) {
    const told = journeyOf(candidacy, trail)
    return told && { certification: told.certification, told }
  },
}

/** What reports tell of candidacies: statistics, placements, VAE, accommodations, what is due to the Caisse des Dépôts. */
export const journeys = tellingProjection('journeys', 1, telling)

/** The journeys of a certification as the log's first `size` events made them, in pages. @throws RM_NOT_READY */
export function journeysAt(
  sources: { readonly readModels: Pick<ReadModels, 'read'>; readonly store: Pick<EventStore, 'readStreamPage'> },
  at: AtSize,
): AsyncGenerator<readonly ToldOf<Journey>[]> {
  return toldAt(sources, journeys, telling, at)
}

/** The journeys of these candidacies as they are now, one hundred at most, by id. @throws RM_NOT_READY */
export async function journeysOf(
  readModels: Pick<ReadModels, 'read'>,
  candidacyIds: readonly string[],
): Promise<ReadonlyMap<string, Journey>> {
  const streams = candidacyIds.map((id) => streamOf('candidacy', id))
  const told = await toldOfStreams<Journey>(readModels, journeys, streams)
  return new Map([...told.values()].map((journey) => [journey.candidacyId, journey]))
}
