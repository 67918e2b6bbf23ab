import { mkdirSync } from 'node:fs'
import { roles, siret, uuid } from '@minutier/domain'
import { openLocalIssuer } from '@minutier/service-kit'
import type { CliCommand } from '../command.ts'
import { tokenKeyOf } from '../settings.ts'
import { UsageError } from '../usage.ts'

const maxDays = 365

/** A token of the local issuer, for a person in a role. */
export const tokenCommand: CliCommand = {
  name: 'token',
  usage: 'token --role ROLE --actor PERSON [--partner SIRET] [--days N]',
  summary: 'Makes a token of the local issuer',
  options: {
    role: { type: 'string', value: 'ROLE', text: `one of ${roles.filter((role) => role !== 'process').join(', ')}` },
    actor: { type: 'string', value: 'PERSON', text: 'the person’s id in the ledger' },
    partner: { type: 'string', value: 'SIRET', text: 'a registrar’s own centre' },
    days: { type: 'string', value: 'N', text: `how long it is valid (1, at most ${maxDays})` },
  },
  words: { min: 0, max: 0 },
  examples: [
    'minutier token --role certifier --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10',
    'minutier token --role registrar --actor 3f9c1c1e-7a55-4c55-8a54-0d6f0f7f2b10 --partner 39350481600231 --days 30',
  ],
  async run({ flags, settings, json, terminal }) {
    const role = roles.find((one) => one === flags['role'] && one !== 'process')
    if (!role) throw new UsageError('--role: one of the roles that --help lists')
    const actor = uuid.safeParse(flags['actor'])
    if (!actor.success) throw new UsageError('--actor: the id of a person, a lower-case UUID')
    const partner = flags['partner'] === undefined ? undefined : siret.safeParse(flags['partner'])
    if (partner && !partner.success) throw new UsageError('--partner: a SIRET, 14 digits')
    if (role === 'registrar' && !partner) throw new UsageError('--partner: a registrar acts for one centre, by its SIRET')
    const days = Number(flags['days'] ?? 1)
    if (!Number.isInteger(days) || days < 1 || days > maxDays) throw new UsageError(`--days: 1 to ${maxDays}`)
    mkdirSync(settings.data, { recursive: true, mode: 0o700 })
    const issuer = await openLocalIssuer(tokenKeyOf(settings))
    const token = await issuer.issue({ actor: actor.data, role, partner: partner?.data }, days * 86_400)
    terminal.out(json ? JSON.stringify({ token, role, actor: actor.data, days }) : token)
  },
}
