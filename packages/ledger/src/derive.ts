import {
  type Certification,
  type CommandType,
  type Folded,
  type Partner,
  type Profile,
  parseStream,
  profile,
  type Refusal,
  say,
  sirenOf,
  streamOf,
} from '@minutier/domain'
import type { EventStore, Position } from '@minutier/event-store'
import type { Vault } from '@minutier/vault'
import type { Caller } from './command.ts'
import { streamId } from './idempotence.ts'
import type { Sealed } from './sealing.ts'
import type { Streams } from './streams.ts'

type Input = Readonly<Record<string, unknown>>
type Derived = { readonly input: Input; readonly sealed: readonly Sealed[] } | { readonly refusal: Refusal }

export type Derive = (
  type: CommandType,
  input: Input,
  caller: Caller,
  certificationOf: () => Promise<Certification>,
  personId: string | null,
) => Promise<Derived>

interface Parts {
  readonly store: EventStore
  readonly streams: Streams
  readonly vault: Vault
}

/**
 * What a command never says itself, because the vault knows it: the affiliation of those who sit (from their employer's SIREN, J3), a
 * commitment to their profile as it was that day, and to the holder's identity as a certificate prints it.
 */
export function createDerivation({ store, streams, vault }: Parts): Derive {
  const partnerSirens = createPartners(store, streams)
  return async (type, input, caller, certificationOf, personId) => {
    if (type === 'ReissueCertificate' && personId !== null) {
      const holder = await holderOf(vault, await streams.load(streamOf('person', personId)), caller)
      return holder ? { input: { ...input, holderCommitment: holder.commitment }, sealed: [holder] } : { refusal: noIdentity }
    }
    const seats = seatsOf(input)
    if (seats.length === 0) return { input, sealed: [] }
    const certification = await certificationOf()
    const partners = await partnerSirens()
    const sealed: Sealed[] = []
    const derived = new Map<string, Input>()
    const profiles = await Promise.all(
      seats.map(async (memberId) => ({
        memberId,
        known: await currentProfile(vault, await streams.load(streamOf('person', memberId)), caller),
      })),
    )
    for (const { memberId, known } of profiles) {
      if (!known) return { refusal: noProfile }
      const { commitment, salt } = vault.commitment(known)
      sealed.push({ commitment, salt, payload: known, category: 'profile', personId: memberId })
      derived.set(memberId, { affiliation: affiliationOf(known, certification, partners), profileCommitment: commitment })
    }
    return { input: withDerived(input, derived), sealed }
  }
}

/** The identity that a certificate prints, committed to afresh; null when the vault has none. */
export async function holderOf(vault: Vault, person: Folded, caller: Caller): Promise<Sealed | null> {
  const payload = await currentFact(vault, person, 'identity', { ...caller, purpose: 'certificate' })
  if (payload === undefined) return null
  const { commitment, salt } = vault.commitment(payload)
  return { commitment, salt, payload, category: 'identity', personId: streamId(person.stream) }
}

/**
 * The newest fact of a category that the person's own events commit to. Other events commit to rows of the same category (a
 * certificate's holder, a signature), and a row may wait for an event that never came: those are passed over.
 */
async function currentFact(
  vault: Vault,
  { stream, state }: Folded,
  category: 'identity' | 'profile',
  { actor, role, purpose }: Caller & { purpose: string },
): Promise<unknown> {
  const facts = 'holdings' in state ? state.facts : []
  const committed = new Map(
    facts.filter((fact) => fact.category === category && !fact.superseded).map(({ eventId, factCommitment }) => [eventId, factCommitment]),
  )
  const current = await vault.current(streamId(stream), category, { actor, role, purpose }, committed)
  return current?.payload
}

const memberLists = ['members', 'alternates', 'replacement'] as const

function seatsOf(input: Input): string[] {
  const listed = memberLists.flatMap((name) => [input[name] ?? []].flat())
  return [...new Set(listed.flatMap((member) => (isRecord(member) && typeof member['memberId'] === 'string' ? [member['memberId']] : [])))]
}

function withDerived(input: Input, derived: ReadonlyMap<string, Input>): Input {
  const seat = (member: unknown): unknown => (isRecord(member) ? { ...member, ...derived.get(String(member['memberId'])) } : member)
  const changed = memberLists
    .filter((name) => input[name] !== undefined)
    .map((name) => [name, Array.isArray(input[name]) ? input[name].map(seat) : seat(input[name])])
  return { ...input, ...Object.fromEntries(changed) }
}

async function currentProfile(vault: Vault, member: Folded, caller: Caller): Promise<Profile | undefined> {
  return profile.safeParse(await currentFact(vault, member, 'profile', { ...caller, purpose: 'jury-composition' })).data
}

/** J3: compared by SIREN, not SIRET; teaching at the certifier is as being employed there. */
function affiliationOf(
  { employerSiret, teachesAtSirets = [] }: Profile,
  { certifierSirets }: Certification,
  partners: ReadonlySet<string>,
): 'none' | 'certifier' | 'partner' {
  const bodies = [...(employerSiret ? [employerSiret] : []), ...teachesAtSirets].map(sirenOf)
  const certifiers = certifierSirets.map(sirenOf)
  if (bodies.some((siren) => certifiers.includes(siren))) return 'certifier'
  return bodies.some((siren) => partners.has(siren)) ? 'partner' : 'none'
}

/** SIREN of every body that has, or had, an habilitation. The log is read on from where it was read before. */
function createPartners(store: EventStore, streams: Streams): () => Promise<Set<string>> {
  const known = new Set<string>()
  let readTo: Position | null = null
  return async () => {
    const head = await store.head()
    const since = readTo === null ? {} : { after: readTo }
    for await (const page of store.readAllPages({ ...since, filter: { streams: ['partner-'] } })) {
      for (const { stream } of page) known.add(stream)
    }
    readTo = head
    const sirens = new Set<string>()
    for (const stream of known) {
      const partner = (await streams.load(stream)).state as Partner
      const siret = parseStream(stream)?.id
      if (siret && Object.keys(partner.habilitations).length > 0) sirens.add(sirenOf(siret))
    }
    return sirens
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

const noProfile: Refusal = {
  code: 'RULE_G1',
  rule: 'G1',
  found: say('un membre sans profil', 'a member without a profile'),
  expected: say('un profil enregistré : employeur, lieux d’enseignement', 'a recorded profile: employer, places of teaching'),
  remedy: say('enregistrez d’abord le profil de cette personne', 'first record the profile of this person'),
}
const noIdentity: Refusal = {
  code: 'RULE_G1',
  rule: 'G1',
  found: say('aucune identité', 'no identity'),
  expected: say('l’identité du titulaire', 'the holder’s identity'),
}
