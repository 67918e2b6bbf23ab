import type { CliCommand } from '../command.ts'
import { verdictsText } from '../texts/verdicts.ts'
import { askMoment, momentOptions } from './replay.ts'

/** The verdict of each rule for a candidate. */
export const verdictsCommand: CliCommand = {
  name: 'verdicts',
  usage: 'verdicts CANDIDACY [--as-of T] [--clock recorded|occurred]',
  summary: 'Says where a candidate stands, rule by rule, and what is still needed',
  options: momentOptions,
  words: { min: 1, max: 1 },
  examples: [
    'minutier verdicts 5b0e6c52-8f43-5f0e-9d0a-0c2f6f0d9a11',
    'minutier verdicts 5b0e6c52-8f43-5f0e-9d0a-0c2f6f0d9a11 --as-of 2024-03-31 --json',
  ],
  async run(invocation) {
    const answer = await askMoment(invocation, 'verdicts')
    invocation.terminal.out(invocation.json ? JSON.stringify(answer) : verdictsText(answer, invocation.terminal))
  },
}
