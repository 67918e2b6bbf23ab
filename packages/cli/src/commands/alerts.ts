import { randomUUID } from 'node:crypto'
import { text as textOf } from 'node:stream/consumers'
import { certificationCode, siret } from '@minutier/domain'
import { z } from 'zod'
import { openApi } from '../api.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { type AlertsTold, alertsText, alertsTold } from '../texts/alerts.ts'
import { UsageError } from '../usage.ts'

/** What is late or wrong, today. */
export const alertsCommand: CliCommand = {
  name: 'alerts',
  usage: 'alerts [--severity wrong|late|soon] [--code CODE] [--certification RNCP…] [--partner SIRET]',
  summary: 'Lists what is late or wrong, and what is soon due',
  options: {
    severity: { type: 'string', value: 'SEVERITY', text: 'wrong, late or soon alone' },
    code: { type: 'string', value: 'CODE', text: 'the alerts of one code, as the list names it' },
    certification: { type: 'string', value: 'RNCP…', text: 'those of one certification' },
    partner: { type: 'string', value: 'SIRET', text: 'those of one centre' },
  },
  words: { min: 0, max: 0 },
  examples: ['minutier alerts', 'minutier alerts --severity late --partner 39350481600231 --json'],
  async run(invocation) {
    const query = asked(invocation)
    const { settings, terminal, json } = invocation
    // Whoever runs the command on the folder reads as the certifier, whose folder it is; a list of alerts names nobody, and is not recorded.
    const api = await openApi({ settings, as: { actor: randomUUID(), role: 'certifier' }, language: terminal.language })
    try {
      const ask = async (cursor: string | null): Promise<AlertsTold> => {
        const page = new URLSearchParams({ ...query, limit: '1000', ...(cursor !== null && { cursor }) })
        return alertsTold.parse(JSON.parse(await textOf(await api.bytes(`/v1/alerts?${page}`, withinMs))))
      }
      const first = await ask(null)
      const alerts = [...first.alerts]
      for (let cursor = first.next; cursor !== null; ) {
        const page = await ask(cursor)
        alerts.push(...page.alerts)
        cursor = page.next
      }
      const { today, size } = first
      terminal.out(json ? JSON.stringify({ today, size, alerts }) : alertsText({ today, alerts }, terminal))
    } finally {
      await api.close()
    }
  },
}

/** The first list of a long history waits for its read models. */
const withinMs = 900_000

const filters = z.strictObject({
  severity: z.enum(['wrong', 'late', 'soon']).optional(),
  code: z
    .string()
    .regex(/^[A-Za-z]+$/)
    .optional(),
  certification: certificationCode.optional(),
  partner: siret.optional(),
})
const expected: Readonly<Record<string, string>> = {
  severity: '--severity: wrong, late or soon',
  code: '--code: the code of an alert, as minutier alerts shows it',
  certification: '--certification: RNCP and digits',
  partner: '--partner: a SIRET, 14 digits',
}

function asked({ flags: { severity, code, certification, partner } }: Invocation): Record<string, string> {
  const { data, error } = filters.safeParse({ severity, code, certification, partner })
  if (!data) throw new UsageError(expected[String(error.issues[0]?.path[0])] ?? 'a filter is not well formed')
  return Object.fromEntries(Object.entries(data).filter((pair): pair is [string, string] => pair[1] !== undefined))
}
