import { type JudgedEntry, type Language, narrate, recordedLate, type Verdicts } from '@minutier/domain'
import { z } from 'zod'

const step = z.object({ code: z.string(), text: z.string() })

export const entrySchema = z.object({
  id: z.string(),
  stream: z.string(),
  revision: z.int(),
  type: z.string(),
  occurredAt: z.string(),
  recordedAt: z.string(),
  /** Days between the fact and its recording, when they call for a mark. */
  lateDays: z.int().nullable(),
  /** It came by an import: recorded long after the fact, it is not late. */
  imported: z.boolean(),
  actor: z.string(),
  role: z.string(),
  rulebook: z.string().nullable(),
  text: z.string(),
  /** `inForce`, or taken away by a correction, or itself a correction. */
  standing: z.enum(['inForce', 'corrected', 'correction', 'broken']),
  /** Rules that would refuse it as it reads now. */
  brokenRule: z.string().nullable(),
})

export const standingSchema = z.object({
  example: z.boolean(),
  candidacyId: z.string(),
  asOf: z.string(),
  clock: z.enum(['recorded', 'occurred']),
  rulebook: z.string(),
  route: z.string(),
  status: z.string(),
  /** `externalNumber`: the one printed before there was a ledger. */
  certificate: z.object({ state: z.string(), number: z.string().nullable(), externalNumber: z.string().nullable() }),
  missing: z.array(step),
})

export const historySchema = standingSchema.extend({ entries: z.array(entrySchema) })

/** A candidacy's story, in words. */
export function historyView(told: Verdicts, language: Language) {
  return { ...standingOf(told, language), entries: told.events.map((one) => entryView(one, told.backdatingDays, language)) }
}

export function standingOf({ candidacyId, instant, rulebook, candidacy, missing }: Verdicts, language: Language) {
  const { state, number, externalNumber } = candidacy.certificate
  return {
    candidacyId,
    ...instant,
    rulebook,
    route: candidacy.route,
    status: candidacy.status,
    certificate: { state, number, externalNumber },
    missing: missing.map(({ code, text }) => ({ code, text: text[language] })),
  }
}

function entryView({ entry, judged, imported }: JudgedEntry, backdatingDays: number, language: Language): z.infer<typeof entrySchema> {
  const { id, stream, revision, type, occurredAt, recordedAt, actor, role, rulebook } = entry
  const broken = judged?.judgment.outcome === 'refused' ? judged.judgment.refusal.rule : null
  const correction = type === 'FactRectified' || type === 'FactAnnulled'
  const standing = correction ? 'correction' : judged === null ? 'corrected' : broken === null ? 'inForce' : 'broken'
  const text = narrate(entry, language)
  return {
    id,
    stream,
    revision,
    type,
    occurredAt,
    recordedAt,
    lateDays: imported ? null : recordedLate(entry, backdatingDays),
    imported,
    actor,
    role,
    rulebook,
    text,
    standing,
    brokenRule: broken,
  }
}
