import { z } from 'zod'
import { certificateNumber } from '../candidacy/events.ts'
import type { Fact, FactsOf } from '../kernel/event.ts'
import { uuid } from '../kernel/scalars.ts'

/** The register of certificate numbers of one certification and year (certification reference, 5.7): its revision is the counter. */
export const registerEvents = {
  CertificateNumberAssigned: z.strictObject({
    candidacyId: uuid,
    certificateNumber,
  }),
}

export type RegisterFacts = FactsOf<typeof registerEvents>
export type RegisterEvent<K extends keyof RegisterFacts = keyof RegisterFacts> = Fact<RegisterFacts, K>
