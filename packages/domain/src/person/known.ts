import type { HouseContext } from '../aggregate.ts'
import { type Check, need, say } from '../kernel/judgment.ts'
import type { Person } from './state.ts'

/** G1, G16: whom a command names was entered, and has not been erased. What a process carries was judged where it was decided. */
export function knownPerson({ reads, envelope }: HouseContext, personId: string): Check[] {
  return envelope.role === 'process' ? [] : standing(reads.person(personId), personId)
}

export function standing({ known, erasedAt }: Person, personId: string): Check[] {
  return [
    need('G1', known || erasedAt !== null, {
      found: personId,
      expected: say('une personne connue', 'a known person'),
      remedy: say('enregistrez d’abord son identité', 'first record their identity'),
    }),
    need('G16', erasedAt === null, { found: erasedAt, expected: null }),
  ]
}
