import { codeText, dayOf, type Language, narrate, type Verdict, type Verdicts } from '@minutier/domain'
import { z } from 'zod'
import { standingOf, standingSchema } from './history.ts'

const verdictSchema = z.object({
  rule: z.string(),
  title: z.string(),
  sentence: z.string(),
  source: z.string(),
  confidence: z.string(),
  remark: z.string().nullable(),
  status: z.enum(['satisfied', 'pending', 'waived', 'violated', 'notApplicable']),
  /** Events that satisfy it so far, that waive it, or that broke it. */
  by: z.array(
    z.object({ id: z.string(), stream: z.string(), revision: z.int(), type: z.string(), text: z.string(), occurredOn: z.string() }),
  ),
  waivers: z.array(z.string()),
  /** What it waits for. */
  on: z.array(z.string()),
})

export const verdictsSchema = standingSchema.extend({ verdicts: z.array(verdictSchema) })

/** The verdict of each rule, in words. */
export function verdictsView(told: Verdicts, language: Language) {
  return { ...standingOf(told, language), verdicts: told.verdicts.map((verdict) => verdictView(verdict, told, language)) }
}

function verdictView({ rule, status, by, waivers, on }: Verdict, { events }: Verdicts, language: Language): z.infer<typeof verdictSchema> {
  const entries = new Map(events.map(({ entry }) => [entry.id, entry]))
  return {
    rule: rule.id,
    title: rule.title[language],
    sentence: rule.sentence,
    source: rule.source.reference,
    confidence: rule.confidence,
    remark: rule.remark?.[language] ?? null,
    status,
    by: by.flatMap((event) => {
      const entry = entries.get(event.id)
      return entry ? [{ ...event, text: narrate(entry, language), occurredOn: dayOf(entry.occurredAt) }] : []
    }),
    waivers: waivers.map((code) => codeText(code, language)),
    on: on.map(({ text }) => text[language]),
  }
}
