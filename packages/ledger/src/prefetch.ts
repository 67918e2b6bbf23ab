import { type Folded, type Kind, streamOf } from '@minutier/domain'
import type { Snapshot } from './sources.ts'

type Fields = Readonly<Record<string, unknown>>

/** Members of a command or of a state that name another stream, and its kind. */
const namedStreams: Readonly<Record<string, Kind>> = {
  certification: 'certification',
  centreSiret: 'partner',
  personId: 'person',
  candidacyId: 'candidacy',
  candidacyIds: 'candidacy',
  presentIds: 'candidacy',
  signatoryId: 'person',
  juryId: 'jury',
  msprId: 'mspr',
  fingerprint: 'work',
}

/**
 * Loads what a decision will probably look at: the streams that it names, that its stream names, and that the last decision on it read.
 * One that is missing here is asked for by the decision itself, which is then taken again.
 */
export async function prefetch(target: Folded, fields: Fields, snapshot: Snapshot): Promise<void> {
  await loadNamed(fields, Object.keys(namedStreams), snapshot)
  await loadNamed({ ...target.state }, ['certification', 'personId'], snapshot)
  for (const { stream } of target.history.at(-1)?.reads ?? []) await snapshot.load(stream)
}

/** Loads the streams that these members name; with a candidacy, its person. */
export async function loadNamed(fields: Fields, members: readonly string[], snapshot: Snapshot): Promise<void> {
  for (const member of members) {
    const kind = namedStreams[member]
    for (const id of [fields[member]].flat()) {
      if (!kind || typeof id !== 'string' || id === '') continue
      const { state } = await snapshot.load(streamOf(kind, id))
      if (kind === 'candidacy') await loadNamed({ ...state }, ['personId'], snapshot)
    }
  }
}
