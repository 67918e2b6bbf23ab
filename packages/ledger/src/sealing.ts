import {
  type Category,
  type DecidedEvent,
  type Folded,
  type Kind,
  NotLoaded,
  parseStream,
  type Sources,
  sealedMembers,
} from '@minutier/domain'
import type { FactToSeal, Vault } from '@minutier/vault'
import { z } from 'zod'

/** A payload that goes to the vault, and the commitment that goes to the event in its place. */
export interface Sealed {
  readonly commitment: string
  readonly salt: Uint8Array
  readonly payload: unknown
  readonly category: Category
  /** The person of the fact; null for the candidate, whom the event's stream tells. */
  readonly personId: string | null
  readonly index?: { readonly familyName: string; readonly givenName: string; readonly birthDate: string }
}

export interface Prepared {
  /** The command's input for `decide`: commitments made. */
  readonly input: Readonly<Record<string, unknown>>
  readonly sealed: readonly Sealed[]
  /** The body without what goes to the vault: what `commandMac` covers. */
  readonly open: Readonly<Record<string, unknown>>
}

const facts = z.array(z.object({ category: z.enum(['identity', 'contact', 'profile']), fact: z.record(z.string(), z.unknown()) }))
const names = z.object({ familyName: z.string(), givenName: z.string(), birthDate: z.string() })

/** Makes the commitments of a command's payloads. `streamId` is the person of RecordIdentity and RectifyIdentity. */
export function prepare(body: Readonly<Record<string, unknown>>, streamId: string, vault: Pick<Vault, 'commitment'>): Prepared {
  const input: Record<string, unknown> = {}
  const open: Record<string, unknown> = {}
  const sealed: Sealed[] = []
  for (const [name, value] of Object.entries(body)) {
    const member = sealedMembers[name]
    if (name === 'facts') {
      const made = facts.parse(value).map((fact) => sealFact(fact, streamId, vault))
      sealed.push(...made)
      input[name] = made.map(({ category, commitment }) => ({ category, factCommitment: commitment }))
      open[name] = made.map(({ category }) => category)
    } else if (member && value !== undefined) {
      const { commitment, salt } = vault.commitment(value)
      const personId = member.of === 'member' ? z.string().parse(body['memberId']) : null
      sealed.push({ commitment, salt, payload: value, category: member.category, personId })
      input[member.commitment] = commitment
    } else {
      input[name] = value
      open[name] = value
    }
  }
  return { input, sealed, open }
}

function sealFact(
  { category, fact }: { category: Category; fact: Record<string, unknown> },
  personId: string,
  vault: Pick<Vault, 'commitment'>,
): Sealed {
  const { commitment, salt } = vault.commitment(fact)
  const searched = category === 'identity' ? names.safeParse(fact).data : undefined
  return { commitment, salt, payload: fact, category, personId, ...(searched && { index: searched }) }
}

/**
 * The vault's rows for decided events: each payload under the event that holds its commitment, and its person. Throws where there is no
 * such event or person: a commitment that nothing opens must not be recorded.
 */
export function rowsOf(sealed: readonly Sealed[], events: readonly DecidedEvent[], sources: Sources): FactToSeal[] {
  return sealed.map((one) => {
    const event = events.find(({ entry }) => JSON.stringify(entry.data).includes(one.commitment))
    if (!event) throw new TypeError('no decided event holds the commitment of a sealed payload')
    const personId = one.personId ?? candidateOf(event.entry.stream, event.entry.data, sources)
    const { payload, salt, category, index } = one
    if (personId === null) throw new TypeError('nobody is known to whom a sealed payload belongs')
    return { eventId: event.entry.id, personId, category, payload, salt, ...(index && { index }) }
  })
}

/** The person whose candidacy an event is about: its own, or the one that it names. */
export function candidateOf(stream: string, data: Readonly<Record<string, unknown>>, sources: Sources): string | null {
  const { personId, candidacyId, decisionEventId } = data
  if (typeof personId === 'string') return personId
  const { kind, id } = parseStream(stream) ?? { kind: 'candidacy' as Kind, id: '' }
  if (kind === 'person') return id
  const concerned =
    kind === 'candidacy' ? id : typeof candidacyId === 'string' ? candidacyId : candidacyOfDecision(kind, stream, decisionEventId, sources)
  return concerned === undefined ? null : loaded(sources, 'candidacy', `candidacy-${concerned}`).state.personId || null
}

function candidacyOfDecision(kind: Kind, stream: string, decisionEventId: unknown, sources: Sources): string | undefined {
  const decision = loaded(sources, kind, stream).history.find(({ id }) => id === decisionEventId)
  const candidacyId = decision?.data['candidacyId']
  return typeof candidacyId === 'string' ? candidacyId : undefined
}

/** A stream that a pure function looks at: the host loads it if it is not. */
export function loaded<K extends Kind>(sources: Sources, kind: K, stream: string): Folded<K> {
  const folded = sources.folded(kind, stream)
  if (!folded) throw new NotLoaded('stream', stream)
  return folded
}
