import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { UsageError } from './usage.ts'

/** From a flag or the environment a number comes as digits; nothing else is one, an empty text neither. */
function whole(min: number, max: number) {
  const bounds = `a whole number from ${min} to ${max}`
  const digits = z
    .string()
    .regex(/^[0-9]{1,9}$/)
    .transform(Number)
  return z.union([z.int(), digits], bounds).refine((value) => value >= min && value <= max, bounds)
}

/** Keys that tell good tokens from bad travel where nobody changes them on the way. */
const keysUrl = z.url().refine((text) => {
  const { protocol, hostname } = new URL(text)
  return protocol === 'https:' || (protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname))
}, 'https, or http on this machine')

const cdcClient = z.string().length(8, 'eight characters')

/** Every setting: by flag, by environment (`MINUTIER_…`), by file, in that order. Documented in docs/reference/settings.md. */
const schema = z.strictObject({
  data: z.string().min(1).default('.minutier').describe('the data folder'),
  host: z.string().min(1).default('127.0.0.1').describe('the address to listen on'),
  port: whole(0, 65_535).default(3658).describe('the port; 0 takes a free one'),
  vaultKey: z.string().min(1).optional().describe('the key file of the vault; vault.key in the data folder'),
  tokenKey: z.string().min(1).optional().describe('the key file of the local issuer of tokens; token.key in the data folder'),
  oidcIssuer: z.url().optional().describe('in production, the OIDC issuer whose tokens are accepted'),
  oidcAudience: z.string().min(1).optional().describe('the audience that its tokens must name'),
  oidcJwks: keysUrl.optional().describe('the address of its keys (JWKS)'),
  logLevel: z.enum(['silent', 'error', 'warn', 'info', 'debug']).default('warn').describe('info writes a line a request'),
  bodyLimit: whole(1024, 16_777_216).default(262_144).describe('bytes of a request body'),
  cdcSenderId: cdcClient.optional().describe('client number, at the Caisse des Dépôts, of who deposits the files'),
  cdcCertifierId: cdcClient.optional().describe('client number of the certifier; the sender’s when it is left out'),
  cdcContractId: z.string().min(1).max(20).optional().describe('contract number of the certifier'),
  cdcSchema: z
    .enum(['1.1.2', '1.1.5'])
    .default('1.1.2')
    .describe('version of the exchange; 1.1.5 is not verified against the official file'),
  cdcHonours: z.enum(['nil', 'SANS_MENTION']).default('nil').describe('what is said of honours, where the certification has none'),
  promotionMonth: whole(1, 12).default(1).describe('the month in which the year of a promotion begins; the year is that of its end'),
  requestsPerMinute: whole(0, 1_000_000).default(0).describe('requests a minute for each caller; 0 for no limit'),
})

export type Settings = z.infer<typeof schema>
export type SettingName = keyof Settings

export const settingNames = Object.keys(schema.shape).filter((name): name is SettingName => name in schema.shape)

/** What each setting is for, and its default. */
export const settingTexts: Readonly<Record<string, { text: string; default: string }>> = Object.fromEntries(
  Object.entries(schema.shape).map(([name, member]) => {
    const parsed = member.safeParse(undefined)
    return [name, { text: member.description ?? '', default: parsed.success && parsed.data !== undefined ? String(parsed.data) : '' }]
  }),
)

/** `oidcIssuer` is `--oidc-issuer` and `MINUTIER_OIDC_ISSUER`. */
export function flagOf(name: string): string {
  return name.replace(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)
}

export function variableOf(name: string): string {
  return `MINUTIER_${flagOf(name).replaceAll('-', '_').toUpperCase()}`
}

/** @throws UsageError that names the setting and where it came from */
export function readSettings(flags: Readonly<Record<string, unknown>>, environment: NodeJS.ProcessEnv): Settings {
  const file = readFile(flags['config'] ?? environment['MINUTIER_CONFIG'])
  const values = settingNames.map((name) => [name, flags[flagOf(name)] ?? environment[variableOf(name)] ?? file[name]] as const)
  const unknown = Object.keys(file).filter((name) => !settingNames.some((known) => known === name))
  if (unknown.length > 0) throw new UsageError(`unknown settings in the file: ${unknown.join(', ')}`)
  const parsed = schema.safeParse(Object.fromEntries(values.filter(([, value]) => value !== undefined)))
  if (parsed.success) return complete(parsed.data)
  const [issue] = parsed.error.issues
  const name = String(issue?.path[0] ?? '')
  throw new UsageError(`--${flagOf(name)} (or ${variableOf(name)}): ${issue?.message ?? 'invalid'}`)
}

function complete(settings: Settings): Settings {
  const oidc = [settings.oidcIssuer, settings.oidcAudience, settings.oidcJwks]
  const given = oidc.filter((one) => one !== undefined).length
  if ((settings.cdcSenderId === undefined) !== (settings.cdcContractId === undefined))
    throw new UsageError('--cdc-sender-id and --cdc-contract-id go together')
  if (given !== 0 && given !== oidc.length) throw new UsageError('--oidc-issuer, --oidc-audience and --oidc-jwks go together')
  return settings
}

function readFile(named: unknown): Record<string, unknown> {
  const path = typeof named === 'string' ? named : 'minutier.json'
  if (!existsSync(path)) {
    if (typeof named === 'string') throw new UsageError(`no settings file ${path}`)
    return {}
  }
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(path, 'utf8')))
  } catch (cause) {
    throw new UsageError(`${path} is not a JSON object`, { cause })
  }
}

export function vaultKeyOf({ data, vaultKey }: Settings): string {
  return vaultKey ?? join(data, 'vault.key')
}

export function tokenKeyOf({ data, tokenKey }: Settings): string {
  return tokenKey ?? join(data, 'token.key')
}

/** How files for the Caisse des Dépôts are written; null where its numbers are not set. */
export function cdcOf({ cdcSenderId, cdcCertifierId, cdcContractId, cdcSchema, cdcHonours }: Settings) {
  if (cdcSenderId === undefined || cdcContractId === undefined) return null
  const certifierId = cdcCertifierId ?? cdcSenderId
  return {
    senderId: cdcSenderId,
    certifierId,
    contractId: cdcContractId,
    schemaVersion: cdcSchema,
    withoutHonours: cdcHonours === 'SANS_MENTION',
  }
}
