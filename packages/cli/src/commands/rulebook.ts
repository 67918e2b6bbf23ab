import { readFileSync } from 'node:fs'
import { checkRulebook, day, dayOf, type Rulebook, uuid } from '@minutier/domain'
import { systemClock } from '@minutier/ledger'
import { z } from 'zod'
import { type Api, openApi } from '../api.ts'
import type { CliCommand, Invocation } from '../command.ts'
import { Failed, UsageError } from '../usage.ts'

const actorOption = { actor: { type: 'string', value: 'PERSON', text: 'who does it: a person’s id' } } as const
const effectiveOption = { effective: { type: 'string', value: 'DAY', text: 'first legal day that it judges, YYYY-MM-DD (today)' } } as const

/** Checks a rulebook document and says what is wrong with it, where. */
export const rulebookCheckCommand: CliCommand = {
  name: 'rulebook check',
  usage: 'rulebook check FILE',
  summary: 'Checks a rulebook and says what is wrong with it',
  options: {},
  words: { min: 1, max: 1 },
  examples: ['minutier rulebook check rncp36582.json'],
  async run({ positionals: [path = ''], json, terminal }) {
    const { version, rules, blocs } = checkedRulebook(path, terminal.language)
    terminal.out(
      json
        ? JSON.stringify({ version, rules: rules.length, blocs: blocs.length })
        : words.checked[terminal.language](version, rules.length, blocs.length),
    )
  },
}

/** Keeps the document and proposes it: another person confirms. */
export const rulebookProposeCommand: CliCommand = {
  name: 'rulebook propose',
  usage: 'rulebook propose FILE --actor PERSON',
  summary: 'Proposes a rulebook, which another person confirms',
  options: actorOption,
  words: { min: 1, max: 1 },
  examples: ['minutier rulebook propose rncp36582-2.json --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10'],
  async run(invocation) {
    const actor = actorOf(invocation)
    const rulebook = checkedRulebook(invocation.positionals[0] ?? '', invocation.terminal.language)
    await withApi(invocation, actor, async (api) => {
      const { fingerprint } = z.object({ fingerprint: z.string() }).parse(await api.post('/v1/documents', rulebook))
      const body = { rulebookVersion: rulebook.version, rulebookFingerprint: fingerprint }
      const answer = await api.post(`/v1/certifications/${rulebook.certification}/rulebooks`, body)
      return [answer, words.proposed[invocation.terminal.language](rulebook.version)]
    })
  },
}

/** Publishes a proposed rulebook, by another person than who proposed it. */
export const rulebookConfirmCommand: CliCommand = {
  name: 'rulebook confirm',
  usage: 'rulebook confirm VERSION --actor PERSON [--effective DAY]',
  summary: 'Publishes a proposed rulebook (another person)',
  options: { ...actorOption, ...effectiveOption },
  words: { min: 1, max: 1 },
  examples: ['minutier rulebook confirm RNCP36582@2 --effective 2026-12-01 --actor 9a2f6c1e-0b7d-4e55-bb1d-3c5e8f7a6b90'],
  async run(invocation) {
    const version = invocation.positionals[0] ?? ''
    const effective = day.safeParse(invocation.flags['effective'] ?? dayOf(systemClock()))
    if (!effective.success) throw new UsageError('--effective: the first legal day that it judges, YYYY-MM-DD')
    const effectiveOn = effective.data
    const certification = version.split('@')[0] ?? ''
    await withApi(invocation, actorOf(invocation), async (api) => {
      const { state } = proposals.parse(await api.get(`/v1/certifications/${certification}`))
      const found = Object.entries(state.proposals).find(([, proposal]) => proposal.version === version && proposal.state === 'proposed')
      if (!found) throw new Failed(`no proposal of ${version} is waiting`)
      const answer = await api.post(`/v1/certifications/${certification}/rulebooks/${version}/publication`, {
        proposalEventId: found[0],
        effectiveOn,
      })
      return [answer, words.published[invocation.terminal.language](version, effectiveOn)]
    })
  },
}

const proposals = z.object({ state: z.object({ proposals: z.record(z.string(), z.object({ version: z.string(), state: z.string() })) }) })

/** A rulebook document with nothing wrong in it. */
export function checkedRulebook(path: string, language: 'fr' | 'en'): Rulebook {
  const result = checkRulebook(readJson(path))
  if (result.ok) return result.rulebook
  const lines = result.problems.map(
    ({ path: at, rule, message, messageFr }) =>
      `${rule === undefined ? '' : `${rule} · `}${at}: ${language === 'fr' ? messageFr : message}`,
  )
  throw new Failed(lines.join('\n'), { problems: result.problems })
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new Failed(`${path}: ${cause instanceof SyntaxError ? 'not JSON' : 'cannot be read'}`)
  }
}

function actorOf({ flags }: Invocation): string {
  const actor = uuid.safeParse(flags['actor'])
  if (!actor.success) throw new UsageError('--actor: the id of the person who does it, a lower-case UUID')
  return actor.data
}

async function withApi(
  { settings, json, terminal }: Invocation,
  actor: string,
  run: (api: Api) => Promise<[unknown, string]>,
): Promise<void> {
  const api = await openApi({ settings, as: { actor, role: 'certifier' }, language: terminal.language })
  try {
    const [answer, text] = await run(api)
    terminal.out(json ? JSON.stringify(answer) : text)
  } finally {
    await api.close()
  }
}

const words = {
  checked: {
    fr: (version: string, rules: number, blocs: number) => `${version} : ${rules} règles, ${blocs} blocs, rien à redire`,
    en: (version: string, rules: number, blocs: number) => `${version}: ${rules} rules, ${blocs} blocs, nothing wrong`,
  },
  proposed: {
    fr: (version: string) => `${version} est proposé : une autre personne lance minutier rulebook confirm ${version} --actor PERSONNE`,
    en: (version: string) => `${version} is proposed: another person runs minutier rulebook confirm ${version} --actor PERSON`,
  },
  published: {
    fr: (version: string, day: string) => `${version} est publié : il juge à compter du ${day}`,
    en: (version: string, day: string) => `${version} is published: it judges from ${day}`,
  },
} as const
