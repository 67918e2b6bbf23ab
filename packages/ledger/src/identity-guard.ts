import type { Vault } from '@minutier/vault'
import { z } from 'zod'
import type { Streams } from './streams.ts'
import { createTurns } from './turns.ts'

const identity = z.object({ familyName: z.string(), givenName: z.string(), birthDate: z.string() })
const body = z.object({ facts: z.array(z.object({ category: z.string(), fact: z.unknown() })) })

/**
 * A person is not entered twice: the same names and birth date, folded, are answered with who they are. Entries of those born on
 * one day are taken one at a time, so that two registrars who enter somebody at the same instant get the same person.
 */
export function createIdentityGuard({ vault, streams }: { vault: Vault; streams: Streams }) {
  const turns = createTurns()

  /** The person already entered, if there is one other than `streamId`. */
  async function knownAs(command: Readonly<Record<string, unknown>>, streamId: string): Promise<string | undefined> {
    const fact = body.parse(command).facts.find(({ category }) => category === 'identity')?.fact
    const searched = identity.safeParse(fact)
    if (!searched.success) return undefined
    for (const personId of vault.search(searched.data)) {
      if (personId !== streamId && (await streams.load(`person-${personId}`)).revision >= 0) return personId
    }
    return undefined
  }

  /** Whoever is the same person was born on the same day. */
  const inTurn = <T>(command: Readonly<Record<string, unknown>>, enter: () => Promise<T>): Promise<T> =>
    turns(birthDateIn(command) ?? '', enter)

  return { knownAs, inTurn }
}

/** The birth date of the identity that a RecordIdentity holds. */
export function birthDateIn(command: Readonly<Record<string, unknown>>): string | undefined {
  const facts = body.safeParse(command).data?.facts ?? []
  return identity.safeParse(facts.find(({ category }) => category === 'identity')?.fact).data?.birthDate
}

export type IdentityGuard = ReturnType<typeof createIdentityGuard>
