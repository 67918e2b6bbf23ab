import { type CivilStatus, civilStatus, daysBetween, lastSendingDay } from '@minutier/domain'
import { type Journey, type JourneyCertificate, journeysAt, sessionsAt } from '@minutier/read-models'
import { type Missing, missingIn } from '../cdc/control.ts'
import type { Passage, SendablePassage } from '../cdc/passage.ts'
import type { Making } from '../making/report.ts'

/** A holder, and where their certificate is in its sending to the Caisse des Dépôts (exchange reference, 6.10). */
export interface Holder {
  readonly journey: Journey
  readonly certificate: JourneyCertificate
  readonly passage: Passage
  readonly state: HolderState
  /** What keeps it from being sent, whatever its state. */
  readonly missing: readonly Missing[]
}

export type HolderState = 'eligible' | 'blocked' | 'excluded' | 'pending' | 'accepted' | 'alreadyKnown' | 'rejected'

type Reading = Pick<Making, 'readModels' | 'readFact'> & { readonly ledger: Pick<Making['ledger'], 'store'> }

export interface Asked {
  readonly certification: string
  readonly size: number
  readonly partner: string | null
  /** Day on which a file would be dated. */
  readonly day: string
  /** Days of issuance; all for null. */
  readonly from: string | null
  readonly to: string | null
}

/** Names opened at once: they share the commits of the log of accesses. */
const atOnce = 64

/** Holders of certificates that stand, in pages, in the order in which their candidacies were opened. */
export async function* holdersOf(reading: Reading, asked: Asked): AsyncGenerator<readonly Holder[]> {
  const modes = await modesOf(reading, asked)
  for await (const page of journeysAt({ readModels: reading.readModels, store: reading.ledger.store }, asked)) {
    const wanted = page.flatMap(({ told }) => {
      const certificate = standing(told)
      return certificate && isAsked(told, certificate, asked) ? [{ journey: told, certificate }] : []
    })
    const holders: Holder[] = []
    for (let at = 0; at < wanted.length; at += atOnce) {
      const some = wanted
        .slice(at, at + atOnce)
        .map(({ journey, certificate }) => holderOf(reading, journey, certificate, modes, asked.day))
      holders.push(...(await Promise.all(some)))
    }
    if (holders.length > 0) yield holders
  }
}

/** By session: how its hearings were held. */
export async function modesOf(reading: Pick<Reading, 'readModels' | 'ledger'>, at: Pick<Asked, 'certification' | 'size'>) {
  const modes = new Map<string, string>()
  for await (const page of sessionsAt({ readModels: reading.readModels, store: reading.ledger.store }, at)) {
    for (const { told } of page) if (told.kind === 'jury' && told.mode !== null) modes.set(told.id, told.mode)
  }
  return modes
}

/** The present certificate, unless it is revoked. */
function standing({ certificates }: Journey): JourneyCertificate | undefined {
  const last = certificates.at(-1)
  return last?.revoked === null ? last : undefined
}

function isAsked({ centreSiret }: Journey, { issued }: JourneyCertificate, { partner, from, to }: Asked): boolean {
  return (partner === null || centreSiret === partner) && (from === null || issued.on >= from) && (to === null || issued.on <= to)
}

export async function holderOf(
  { readFact }: Pick<Reading, 'readFact'>,
  journey: Journey,
  certificate: JourneyCertificate,
  modes: ReadonlyMap<string, string>,
  day: string,
): Promise<Holder> {
  const identity = civilStatus.safeParse(await readFact(journey.personId, 'identity')).data ?? null
  const passage = passageFor(journey, certificate, identity, modes)
  const missing = missingIn(passage, day)
  return { journey, certificate, passage, missing, state: stateOf(journey, missing.length > 0) }
}

function passageFor(
  journey: Journey,
  certificate: JourneyCertificate,
  identity: CivilStatus | null,
  modes: ReadonlyMap<string, string>,
): Passage {
  const { candidacyId, certification, route, entered, initiative, heardOn, award, certificates } = journey
  const at = certificates.indexOf(certificate)
  return {
    id: at > 0 ? `${candidacyId}-${at + 1}` : candidacyId,
    certification,
    route,
    enteredOn: entered?.on ?? null,
    initiative,
    heldOn: heardOn,
    mode: heardOn === null ? null : (modes.get(award?.juryId ?? '') ?? null),
    issuedOn: certificate.issued.on,
    identity,
    nir: null,
  }
}

function stateOf({ passage: { state, result } }: Journey, isBlocked: boolean): HolderState {
  if (state === 'excluded') return 'excluded'
  if (state === 'reserved') return 'pending'
  if (state === 'settled' && (result === 'accepted' || result === 'alreadyKnown')) return result
  if (isBlocked) return 'blocked'
  return result === 'rejected' ? 'rejected' : 'eligible'
}

/** May go in the next file: never sent, set free, or rejected before. */
export function isSendable(holder: Holder): holder is Holder & { readonly passage: SendablePassage } {
  return (holder.state === 'eligible' || holder.state === 'rejected') && holder.missing.length === 0 && holder.passage.identity !== null
}

/** Days from a day to the end of the three months in which a holder is sent; negative when it is late (exchange reference, 6.1). */
export function daysLeft({ issued }: JourneyCertificate, day: string): number {
  return daysBetween(day, lastSendingDay(issued.on))
}
