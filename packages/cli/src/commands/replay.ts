import { uuid } from '@minutier/domain'
import { z } from 'zod'
import { openApi } from '../api.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { historyText } from '../texts/history.ts'
import { UsageError } from '../usage.ts'

export const momentOptions = {
  'as-of': { type: 'string', value: 'T', text: 'an instant with its zone, or a day; now when it is left out' },
  clock: {
    type: 'string',
    value: 'CLOCK',
    text: 'recorded (what the ledger knew then, the default) or occurred (what had happened by then)',
  },
} as const

/** A candidate's history, told. */
export const replayCommand: CliCommand = {
  name: 'replay',
  usage: 'replay CANDIDACY [--as-of T] [--clock recorded|occurred]',
  summary: 'Tells a candidate’s history as it stood at an instant',
  options: momentOptions,
  words: { min: 1, max: 1 },
  examples: [
    'minutier replay 5b0e6c52-8f43-5f0e-9d0a-0c2f6f0d9a11',
    'minutier replay 5b0e6c52-8f43-5f0e-9d0a-0c2f6f0d9a11 --as-of 2024-03-31 --clock occurred',
  ],
  async run(invocation) {
    const answer = await askMoment(invocation, 'history')
    invocation.terminal.out(invocation.json ? JSON.stringify(answer) : historyText(answer, invocation.terminal))
  },
}

/** Asks the API for a view of a candidacy at the moment that the flags say. */
export async function askMoment(
  { positionals: [id = ''], flags, settings, terminal }: Invocation,
  view: 'history' | 'verdicts',
): Promise<unknown> {
  if (!uuid.safeParse(id).success) throw new UsageError('a candidacy is named by its id, a lower-case UUID')
  const moment = z
    .strictObject({ asOf: z.string().optional(), clock: z.enum(['recorded', 'occurred']).optional() })
    .safeParse({ asOf: flags['as-of'], clock: flags['clock'] })
  if (!moment.success) throw new UsageError('--clock: recorded or occurred')
  const query = new URLSearchParams(Object.entries(moment.data).filter((pair): pair is [string, string] => pair[1] !== undefined))
  // Whoever runs the command on the folder reads as the certifier: the folder is theirs.
  const api = await openApi({ settings, as: { actor: id, role: 'certifier' }, language: terminal.language })
  try {
    return await api.get(`/v1/candidacies/${id}/${view}?${query}`)
  } finally {
    await api.close()
  }
}
