import { correctedHistory, dayOf, type Entry, type Folded, foldStream, type NewFact, parseStream } from '@minutier/domain'
import { usesWork } from '../reservations.ts'
import { loaded } from '../sealing.ts'
import { candidacyOf, ended } from './candidacy.ts'
import { type Carrier, type Carry, type Cause, text } from './carry.ts'

/**
 * A fact was annulled: what it reserved is given back, the blocs that rested on it are no longer held, and each copy that a process
 * made of it elsewhere is annulled too. `carriersOf` tells where its copies went.
 */
export function annulCopies(carriersOf: (entry: Entry) => Carrier | undefined): Carrier {
  return (cause, sources) => {
    const annulledId = text(cause.entry.data['correctedEventId'])
    const at = cause.before.history.findIndex(({ id }) => id === annulledId)
    const annulled = cause.before.history[at]
    if (!annulled) return []
    const given = givenBack(annulled, cause).map((carry): Carry => ({ ...carry, part: 'given back' }))
    const carrier = carriersOf(annulled)
    if (!carrier) return given
    // Its copies went where its stream, as it was then, said.
    const { kind, stream, history } = cause.before
    const before = foldStream(kind, stream, history.slice(0, at))
    const after = foldStream(kind, stream, history.slice(0, at + 1))
    const targets = carrier({ entry: annulled, id: cause.id, before, after }, sources)
    return [...given, ...targets.map((target) => annulCopy(target, annulled, cause.entry))]
  }
}

function annulCopy({ kind, id }: Carry, annulled: Entry, { data }: Entry): Carry {
  return {
    kind,
    id,
    facts: ({ history }) =>
      correctedHistory(history)
        .filter(({ causationId, type }) => causationId === annulled.id && !held.includes(type))
        .toReversed()
        .map((copy) => ({
          type: 'FactAnnulled',
          data: { correctedEventId: copy.id, reason: 'sourceAnnulled', authority: data['authority'] },
        })),
  }
}

/** Copies that end in a way of their own. */
const held = ['BlocHeld', 'WorkReserved', 'VaeFileReserved', 'EffectRefused']

function givenBack(annulled: Entry, { entry, id, before }: Cause): Carry[] {
  const { type, data } = annulled
  const uses = usesWork(type, data)
  const release = (kind: 'work' | 'person', target: string, fact: NewFact): Carry => ({
    kind,
    id: target,
    facts: ({ history }, at) => {
      const given = history.findLast((one) => one.data['candidacyId'] === fact.data['candidacyId'])?.type === fact.type
      // The same work may have been handed in a second time, or again since.
      const used = kind === 'work' && correctedHistory(loaded(at, before.kind, before.stream).history).some(uses)
      return given || used ? [] : [fact]
    },
  })
  if (type === 'DossierSubmitted' || type === 'IndividualWorkSubmitted') {
    const candidacyId = text(data['candidacyId'] ?? id)
    return [release('work', text(data['fingerprint']), { type: 'WorkReleased', data: { candidacyId } })]
  }
  if (type === 'FeasibilityFileReceived') {
    return [release('person', text(data['personId']), { type: 'VaeFileReleased', data: { candidacyId: id } })]
  }
  return parseStream(annulled.stream)?.kind === 'candidacy' ? holdingsOf(annulled, id, before, dayOf(entry.occurredAt)) : []
}

/** Blocs that the annulled event had given. */
function holdingsOf({ id: eventId }: Entry, candidacyId: string, before: Folded, endedOn: string): Carry[] {
  const { blocs, personId } = candidacyOf(before)
  const given = Object.entries(blocs).filter(([, { by }]) => by?.eventId === eventId && by.how !== 'carriedOver')
  if (given.length === 0) return []
  const lost = given.map(([bloc]) => bloc)
  return [{ kind: 'person', id: personId, facts: (target) => ended(target, candidacyId, lost, eventId, endedOn) }]
}
