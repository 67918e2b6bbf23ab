import { certifierSiret, idOf, type Play } from '@minutier/testing'
import type { Fields } from './play.ts'

/** Staff, professionals, partners' people: invented, and each entered once a ledger. */

const members = new WeakMap<Play, Map<string, string>>()

/** A member of staff of the certifier: their profile says who employs them. */
export function staff(play: Play, name: string): Promise<string> {
  return member(play, name, { employerSiret: certifierSiret, job: 'direction pédagogique' })
}

/** A professional from outside, unless their profile says otherwise. */
export function professional(play: Play, name: string, profile: Fields = { job: 'consultant' }): Promise<string> {
  return member(play, name, profile)
}

async function member(play: Play, name: string, profile: Fields): Promise<string> {
  const known = members.get(play) ?? new Map<string, string>()
  members.set(play, known)
  const facts = [
    { category: 'identity', fact: { familyName: `Exemple-${name}`, givenName: 'Dominique', birthDate: '1980-01-01' } },
    { category: 'profile', fact: 'employerSiret' in profile ? profile : { ...profile, selfEmployed: true } },
  ]
  const id = known.get(name) ?? (await play.person(name, facts))
  known.set(name, id)
  return id
}

/** The second of the two people that an annulment or a revocation takes. */
export const anotherCertifier = { actor: idOf('another certifier') }
