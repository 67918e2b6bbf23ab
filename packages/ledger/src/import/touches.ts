import { type CommandType, commands, type Folded, streamOf } from '@minutier/domain'
import { birthDateIn } from '../identity-guard.ts'
import { carriedTypes } from '../processes/carriers.ts'
import { type ImportLine, kindOf } from './line.ts'
import { type Names, replaceIds } from './names.ts'
import type { Touch } from './waves.ts'

/** A line whose names are ids, but for those of events, and what it touches. */
export interface PlacedLine extends Touch {
  readonly line: ImportLine
  readonly stream: string
  readonly streamId: string
  /** Texts of its body that name events of other lines. */
  readonly events: readonly string[]
}

/** Every line reads it; the lines of certifications and partners, on which all others rest, write it. */
const ground = 'certifications and partners'
/** Done in the order of the file, whatever they are about: who is entered first is the one who is known, and numbers follow issuances. */
const ordered: Partial<Record<CommandType, (body: Readonly<Record<string, unknown>>) => string>> = {
  RecordIdentity: (body) => `born ${birthDateIn(body) ?? 'some day'}`,
  ApproveIssuance: () => 'certificate numbers',
}
const ofCandidacies: readonly string[] = ['candidacyId', 'candidacyIds', 'presentIds']

/**
 * Tells what each line of a batch touches. A jury's or a team's line touches the candidacies that it names, or all of theirs when it
 * names none (minutes sealed); a candidacy's touches its person too, through whom it reaches their other candidacies.
 */
export function createPlacing(names: Names, load: (stream: string) => Promise<Folded>) {
  const candidaciesOf = new Map<string, Set<string>>()
  const personOf = new Map<string, string | null>()

  async function theirCandidacies(stream: string): Promise<Set<string>> {
    const known = candidaciesOf.get(stream) ?? new Set(candidaciesIn(await load(stream)))
    candidaciesOf.set(stream, known)
    return known
  }

  async function withPersons(candidacies: Iterable<string>): Promise<string[]> {
    const touched: string[] = []
    for (const candidacy of candidacies) {
      if (!personOf.has(candidacy)) personOf.set(candidacy, personIn(await load(streamOf('candidacy', candidacy))))
      const person = personOf.get(candidacy)
      touched.push(candidacy, ...(person ? [person] : []))
    }
    return touched
  }

  return async (line: ImportLine, streamId: string): Promise<PlacedLine> => {
    const { type } = line
    const { event, opens } = commands[type]
    const kind = kindOf(line)
    const stream = streamOf(kind, streamId)
    const named: string[] = []
    const events: string[] = []
    const candidacies: string[] = []
    const body = replaceIds(line.body, (text, member) => {
      if (names.eventCommandOf(text) !== undefined) events.push(text)
      const id = names.idOf(text)
      const into = ofCandidacies.includes(member) ? candidacies : named
      into.push(id)
      return id
    })
    const written = [streamId]
    if (kind === 'candidacy') {
      if (opens && typeof body['personId'] === 'string') personOf.set(streamId, body['personId'])
      written.push(...(await withPersons([streamId])))
    } else if (kind === 'jury' || kind === 'mspr') {
      const theirs = await theirCandidacies(stream)
      for (const candidacy of candidacies) theirs.add(candidacy)
      written.push(...(await withPersons(candidacies.length > 0 ? candidacies : theirs)))
    } else if (kind === 'certification' || kind === 'partner') written.push(ground)
    const chain = ordered[type]?.(body)
    if (chain !== undefined) written.push(chain)
    const { fingerprint } = body
    if (typeof fingerprint === 'string') written.push(fingerprint)
    const writes = [...new Set(written)]
    const follows = carriedTypes.includes(event)
    return {
      line: { ...line, body },
      stream,
      streamId,
      events,
      chain: chain ?? stream,
      writes,
      reads: [...named, ...candidacies, ground].filter((key) => !writes.includes(key)),
      // A session or a team goes on: what follows from its facts comes back to it as a refusal alone.
      closes: follows ? writes.filter((key) => key !== chain && (key !== streamId || (kind !== 'jury' && kind !== 'mspr'))) : [],
    }
  }
}

function candidaciesIn({ state }: Folded): string[] {
  if ('candidates' in state) return Object.keys(state.candidates)
  return 'members' in state ? Object.keys(state.members) : []
}

function personIn({ state }: Folded): string | null {
  return 'personId' in state && typeof state.personId === 'string' && state.personId !== '' ? state.personId : null
}
