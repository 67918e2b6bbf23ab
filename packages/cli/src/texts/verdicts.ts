import { dayText, type Language } from '@minutier/domain'
import { z } from 'zod'
import type { Terminal } from '../command.ts'
import { heading, standing, stillNeeded } from './history.ts'

const verdict = z.object({
  rule: z.string(),
  title: z.string(),
  sentence: z.string(),
  source: z.string(),
  confidence: z.string(),
  remark: z.string().nullable(),
  status: z.enum(['satisfied', 'pending', 'waived', 'violated', 'notApplicable']),
  by: z.array(z.object({ text: z.string(), occurredOn: z.string() })),
  waivers: z.array(z.string()),
  on: z.array(z.string()),
})
const verdicts = standing.extend({ verdicts: z.array(verdict) })
type Verdict = z.infer<typeof verdict>

/** Rule by rule: what broke first, then what waits, then what holds; those that do not concern the candidate are counted. */
export function verdictsText(answer: unknown, { language, columns }: Pick<Terminal, 'language' | 'columns'>): string {
  const told = verdicts.parse(answer)
  const sections = (['violated', 'waived', 'pending', 'satisfied'] as const).flatMap((status) => {
    const found = told.verdicts.filter((one) => one.status === status)
    return found.length === 0 ? [] : ['', words[status][language], ...found.flatMap((one) => verdictLines(one, language, columns))]
  })
  const others = told.verdicts.filter(({ status }) => status === 'notApplicable').map(({ rule }) => rule)
  const rest = others.length === 0 ? [] : ['', ...wrapped(`${words.notApplicable[language]} ${others.join(' ')}`, columns)]
  return [...heading(told, language), ...sections, ...rest, '', ...stillNeeded(told, language)].join('\n')
}

function verdictLines(
  { rule, title, sentence, source, remark, status, by, waivers, on, confidence }: Verdict,
  language: Language,
  columns: number,
): string[] {
  const reading = confidence === 'confirmed' ? '' : ` · ${words.unconfirmed[language]}`
  const quoted =
    status === 'satisfied'
      ? []
      : [...wrapped(`« ${sentence} » (${source}${reading})`, columns - 9), ...(remark === null ? [] : wrapped(remark, columns - 9))]
  const events = condensed(by, language).flatMap((text) => wrapped(text, columns - 9))
  const waits = on.length === 0 ? [] : wrapped(`${words.on[language]} ${on.join(' ; ')}`, columns - 9)
  const why = waivers.length === 0 ? [] : [`${words.because[language]} ${[...new Set(waivers)].join(', ')}`]
  return [`  ${rule.padEnd(4)} ${title}`, ...[...quoted, ...events, ...why, ...waits].map((line) => `         ${line}`)]
}

/** The same thing on several days is told once, with its days. */
function condensed(by: Verdict['by'], language: Language): string[] {
  const days = Map.groupBy(by, ({ text }) => text)
  return [...days]
    .slice(0, 8)
    .map(([text, events]) => `✓ ${text} (${[...new Set(events.map(({ occurredOn }) => dayText(occurredOn, language)))].join(', ')})`)
}

export function wrapped(text: string, width: number): string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    if (last === undefined || last.length + word.length + 1 > Math.max(width, 40)) lines.push(word)
    else lines[lines.length - 1] = `${last} ${word}`
  }
  return lines
}

const words = {
  violated: { fr: 'ENFREINTES', en: 'VIOLATED' },
  waived: { fr: 'Levées par un motif', en: 'Waived for a reason' },
  pending: { fr: 'En attente', en: 'Pending' },
  satisfied: { fr: 'Satisfaites', en: 'Satisfied' },
  notApplicable: { fr: 'Sans objet pour ce parcours :', en: 'Do not concern this candidacy:' },
  on: { fr: 'attend :', en: 'waits for:' },
  because: { fr: 'motif :', en: 'reason:' },
  unconfirmed: { fr: 'lecture non confirmée', en: 'reading not confirmed' },
} as const
