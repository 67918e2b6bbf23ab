import { explained, type Refusal, say } from '@minutier/domain'
import { rankedEvents } from '@minutier/read-models'
import { factOf, fileOf } from './file.ts'
import { conformityOf, lastDay, type Parts } from './generate.ts'
import type { Asked, ReportFile } from './parameters.ts'

type Open = Omit<Asked, 'size' | 'asOf'> & { readonly size: number | undefined; readonly asOf: string | undefined }

/** A report, and the fields of the event that says that it was generated; or why there is none. */
export type Generated = { readonly report: ReportFile; readonly fact: ReturnType<typeof factOf> } | { readonly refusal: Refusal }

/** The report that was asked, of the whole log and as of its last day unless it is said. Nothing of it is recorded yet. */
export async function generateConformity(parts: Parts, reportId: string, asked: Open, signal: AbortSignal): Promise<Generated> {
  const end = await rankedEvents(parts.readModels)
  const { size = end, asOf, ...rest } = asked
  if (size > end) return { refusal: explained(beyond(size, end), null) }
  const whole: Asked = { ...rest, size, asOf: asOf ?? (await lastDay(parts, size)) }
  const report = fileOf(whole, await conformityOf(parts, whole, signal))
  return { report, fact: factOf(reportId, report.manifest) }
}

/** G11: a report is of events that the log has. */
function beyond(size: number, end: number): Refusal {
  const expected = say(`au plus ${end}, la taille du registre`, `at most ${end}, the size of the log`)
  return { code: 'RULE_G11', rule: 'G11', found: size, expected }
}
