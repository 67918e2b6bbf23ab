import { codeText, dayText, type Language } from '@minutier/domain'
import { z } from 'zod'
import type { Terminal } from '../command.ts'

const entry = z.object({
  stream: z.string(),
  type: z.string(),
  occurredAt: z.string(),
  lateDays: z.number().nullable(),
  imported: z.boolean(),
  role: z.string(),
  text: z.string(),
  standing: z.enum(['inForce', 'corrected', 'correction', 'broken']),
  brokenRule: z.string().nullable(),
})

const step = z.object({ text: z.string() })
export const standing = z.object({
  example: z.boolean(),
  candidacyId: z.string(),
  asOf: z.string(),
  clock: z.enum(['recorded', 'occurred']),
  rulebook: z.string(),
  route: z.string(),
  status: z.string(),
  certificate: z.object({ state: z.string(), number: z.string().nullable(), externalNumber: z.string().nullable() }),
  missing: z.array(step),
})
const history = standing.extend({ entries: z.array(entry) })

/** A history as a jury secretary reads it: a day, then what happened, indented when a process carried it from elsewhere. */
export function historyText(answer: unknown, { language }: Pick<Terminal, 'language'>): string {
  const told = history.parse(answer)
  const lines: string[] = [...heading(told, language), '']
  let day = ''
  for (const one of told.entries) {
    const on = parisDay(one.occurredAt)
    if (on !== day) lines.push(dayText(on, language))
    day = on
    lines.push(`${one.role === 'process' ? '      ↳ ' : '    '}${one.text}${marks(one, language)}`)
  }
  return [...lines, '', ...stillNeeded(told, language)].join('\n')
}

export function heading({ example, candidacyId, asOf, clock, rulebook, route }: z.infer<typeof standing>, language: Language): string[] {
  const [day, time] = [dayText(parisDay(asOf), language), parisTime(asOf)]
  const when = { recorded: words.recorded[language], occurred: words.occurred[language] }[clock]
  return [
    ...(example ? [words.example[language]] : []),
    `${words.candidacy[language]} ${candidacyId} · ${codeText(route, language)}`,
    `${words.on[language]} ${day}, ${time} (${when}) · ${words.rulebook[language]} ${rulebook}`,
  ]
}

export function stillNeeded({ missing, certificate, status }: z.infer<typeof standing>, language: Language): string[] {
  const { state, number, externalNumber } = certificate
  const numbers = externalNumber === null ? `${number}` : `${number} (${words.printed[language]} ${externalNumber})`
  if (state === 'issued') return [`${words.issued[language]} ${numbers}`]
  if (state === 'revoked') return [`${words.revoked[language]} ${numbers}`]
  if (missing.length === 0) return [`${words.ended[language]} ${statusText(status, language)}`]
  return [words.missing[language], ...missing.map(({ text }) => `    · ${text}`)]
}

function marks({ lateDays, imported, standing: stands, brokenRule }: z.infer<typeof entry>, language: Language): string {
  const late = lateDays === null ? '' : `  [${words.late[language](lateDays)}]`
  const came = imported ? `  [${words.imported[language]}]` : ''
  const corrected = stands === 'corrected' ? `  [${words.corrected[language]}]` : ''
  return `${late}${came}${corrected}${brokenRule === null ? '' : `  [${words.broken[language]} ${brokenRule}]`}`
}

export function statusText(status: string, language: Language): string {
  return statuses[status]?.[language] ?? codeText(status, language)
}

const statuses: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  refused: { fr: 'refusé', en: 'refused' },
  inadmissible: { fr: 'non recevable', en: 'inadmissible' },
  abandoned: { fr: 'abandonné', en: 'abandoned' },
  awarded: { fr: 'certification obtenue', en: 'certification awarded' },
}

function parisDay(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris').toPlainDate().toString()
}

function parisTime(instant: string): string {
  return Temporal.Instant.from(instant).toZonedDateTimeISO('Europe/Paris').toPlainTime().toString({ smallestUnit: 'minute' })
}

const words = {
  example: { fr: 'EXEMPLE : personnes et faits inventés', en: 'EXAMPLE: invented people and facts' },
  candidacy: { fr: 'Parcours', en: 'Candidacy' },
  on: { fr: 'Au', en: 'On' },
  recorded: { fr: 'ce que le registre savait alors', en: 'what the ledger knew then' },
  occurred: { fr: 'ce qui était arrivé alors, tel qu’on le sait maintenant', en: 'what had happened by then, as it is known now' },
  rulebook: { fr: 'règlement', en: 'rulebook' },
  issued: { fr: 'Certificat délivré :', en: 'Certificate issued:' },
  revoked: { fr: 'Certificat révoqué :', en: 'Certificate revoked:' },
  printed: { fr: 'numéro imprimé', en: 'printed number' },
  ended: { fr: 'Parcours terminé :', en: 'The candidacy has ended:' },
  missing: { fr: 'Il manque encore, pour le certificat :', en: 'Still needed for the certificate:' },
  late: { fr: (days: number) => `enregistré ${days} jours après`, en: (days: number) => `recorded ${days} days later` },
  imported: { fr: 'importé', en: 'imported' },
  corrected: { fr: 'annulé depuis', en: 'annulled since' },
  broken: { fr: 'enfreint', en: 'breaks' },
} as const
