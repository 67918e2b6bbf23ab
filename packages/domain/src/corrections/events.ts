import { z } from 'zod'
import { authority } from '../jury/events.ts'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { code, uuid } from '../kernel/scalars.ts'

const fieldName = z.string().regex(/^[a-z][A-Za-z]{0,39}$/, 'expected the name of a field')

/** Corrections and late refusals, in any stream but the register (certification reference, 5.9). */
export const correctionEvents = {
  /** Fields of the corrected event's own schema, or its `occurredAt`; never an id. */
  FactRectified: z.strictObject({
    correctedEventId: uuid,
    correction: z.record(fieldName, z.unknown()),
    reason: code,
    authority,
  }),
  FactAnnulled: z.strictObject({ correctedEventId: uuid, reason: code, authority }),
  EffectRefused: z.strictObject({ effect: code, rule: z.string().regex(/^[A-Z][0-9]{1,2}$/) }),
}

export type CorrectionFacts = FactsOf<typeof correctionEvents>
export type CorrectionEvent<K extends keyof CorrectionFacts = keyof CorrectionFacts> = Fact<CorrectionFacts, K>
