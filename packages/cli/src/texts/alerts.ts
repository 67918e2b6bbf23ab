import { dayText, type Language } from '@minutier/domain'
import { z } from 'zod'
import type { Terminal } from '../command.ts'
import { wrapped } from './verdicts.ts'

const alert = z.looseObject({
  code: z.string(),
  severity: z.enum(['wrong', 'late', 'soon']),
  subject: z.string(),
  centreSiret: z.string().nullable(),
  dueOn: z.string().nullable(),
  days: z.int().nullable(),
  text: z.object({ fr: z.string(), en: z.string() }),
})
export const alertsTold = z.object({ alerts: z.array(alert), next: z.string().nullable(), today: z.string(), size: z.int() })
export type AlertsTold = z.infer<typeof alertsTold>
type Alert = AlertsTold['alerts'][number]

/** What is wrong, then what is late, then what is soon due; each with its day, where it is, and what there is to do. */
export function alertsText(
  { today, alerts }: Pick<AlertsTold, 'today' | 'alerts'>,
  { language, columns }: Pick<Terminal, 'language' | 'columns'>,
): string {
  const head = `${words.on[language]} ${dayText(today, language)}`
  if (alerts.length === 0) return `${head}${words.none[language]}`
  const widest = Math.max(...alerts.map(({ code }) => code.length))
  const sections = (['wrong', 'late', 'soon'] as const).flatMap((severity) => {
    const found = alerts.filter((one) => one.severity === severity)
    const lines = found.flatMap((one) => alertLines(one, widest, language, columns))
    return found.length === 0 ? [] : ['', `${words[severity][language]} (${found.length})`, ...lines]
  })
  return [head, ...sections].join('\n')
}

function alertLines(
  { code, subject, centreSiret, dueOn, days, text }: Alert,
  widest: number,
  language: Language,
  columns: number,
): string[] {
  const day = `${dueOn ?? ''.padEnd(10)}  ${days === null ? ''.padEnd(7) : daysText(days, language).padStart(7)}`
  const centre = centreSiret === null ? '' : `  ${centreSiret}`
  return [`  ${day}  ${code.padEnd(widest)}  ${subject}${centre}`, ...wrapped(text[language], columns - 6).map((line) => `      ${line}`)]
}

function daysText(days: number, language: Language): string {
  return `${days > 0 ? '+' : ''}${days} ${language === 'fr' ? 'j' : 'd'}`
}

const words = {
  on: { fr: 'Alertes au', en: 'Alerts on' },
  none: { fr: ' : aucune', en: ': none' },
  wrong: { fr: 'À CORRIGER', en: 'WRONG' },
  late: { fr: 'EN RETARD', en: 'LATE' },
  soon: { fr: 'Bientôt dû', en: 'Soon due' },
} as const
