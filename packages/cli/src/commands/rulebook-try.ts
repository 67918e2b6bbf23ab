import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type Language, narrate, statementOf } from '@minutier/domain'
import { createSqliteStore } from '@minutier/event-store'
import { openDocuments, type Trial, tryRulebook } from '@minutier/ledger'
import { describe } from '@minutier/service-kit'
import type { CliCommand } from '../command.ts'
import { progressBar } from '../progress.ts'
import { Failed } from '../usage.ts'
import { checkedRulebook } from './rulebook.ts'

/** Judges the recorded history again under a rulebook that is not published. Reads only, also beside a running server. */
export const rulebookTryCommand: CliCommand = {
  name: 'rulebook try',
  usage: 'rulebook try FILE',
  summary: 'Lists the recorded decisions that a rulebook would have refused',
  options: {},
  words: { min: 1, max: 1 },
  examples: ['minutier rulebook try rncp36582-2.json', 'minutier rulebook try rncp36582-2.json --json'],
  async run({ positionals: [path = ''], settings, json, terminal }) {
    const rulebook = checkedRulebook(path, terminal.language)
    const events = join(settings.data, 'events.sqlite')
    if (!existsSync(events)) throw new Failed(`${settings.data} holds no ledger`)
    const store = createSqliteStore({ path: events, readOnly: true })
    const bar = progressBar(terminal, 'événements')
    try {
      const trial = await tryRulebook({ store, documents: openDocuments(join(settings.data, 'documents')) }, rulebook, {
        signal: terminal.signal,
        progress: bar.update,
      })
      terminal.out(json ? JSON.stringify(trial) : trialText(trial, terminal.language))
    } finally {
      bar.stop()
      await store.close()
    }
  },
}

function trialText({ rulebook, judged, differences }: Trial, language: Language): string {
  const rules = Map.groupBy(differences, ({ refusal }) => refusal.rule)
  const lines = [...rules].flatMap(([rule, those]) => {
    const title = those[0]?.refusal.statement?.title[language] ?? statementOf(null, rule)?.title[language] ?? ''
    return [
      '',
      `${rule} ${title} (${those.length})`,
      ...those.map(
        ({ entry, refusal }) => `    ${entry.stream} ${entry.revision}: ${narrate(entry, language)} — ${describe(refusal, language)}`,
      ),
    ]
  })
  return [`${rulebook}: ${words.judged[language](judged, differences.length)}`, ...lines].join('\n')
}

const words = {
  judged: {
    fr: (judged: number, different: number) => `${judged} décisions jugées à nouveau, ${different} seraient refusées`,
    en: (judged: number, different: number) => `${judged} decisions judged again, ${different} would be refused`,
  },
} as const
