import { z } from 'zod'
import type { FactsOf } from '../kernel/event.ts'
import { code, fingerprint } from '../kernel/scalars.ts'

/** What a file of an import holds: commands, a line each, or a school's list of enrolments. */
export const importKinds = ['commands', 'enrolments'] as const

const lines = z.int().min(0)

/** A certifier's past, or a school's list, brought in from a file (certification reference, 5.10). */
export const importEvents = {
  ImportStarted: z.strictObject({ fileFingerprint: fingerprint, kind: z.enum(importKinds), reason: code }),
  ImportCompleted: z.strictObject({ acceptedCount: lines, refusedCount: lines }),
}

export type ImportFacts = FactsOf<typeof importEvents>
