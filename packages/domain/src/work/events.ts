import { z } from 'zod'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { uuid } from '../kernel/scalars.ts'

/** One document, one author: the stream of a work's fingerprint (certification reference, 5.10). */
export const workEvents = {
  WorkReserved: z.strictObject({ personId: uuid, candidacyId: uuid }),
  WorkReleased: z.strictObject({ candidacyId: uuid }),
}

export type WorkFacts = FactsOf<typeof workEvents>
export type WorkEvent<K extends keyof WorkFacts = keyof WorkFacts> = Fact<WorkFacts, K>
