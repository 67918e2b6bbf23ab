import type { HouseContext } from '../aggregate.ts'
import { type Check, need as check, type Detail, say } from '../kernel/judgment.ts'
import { sirenOf } from '../kernel/scalars.ts'
import type { Habilitation, Partner } from './state.ts'

export type HabilitationNeed = 'FORMER' | 'ORGANISER'

/** What a body asks to do: prepare (`FORMER`) or assess (`ORGANISER`) these blocs, on a legal day. */
export interface Asked {
  readonly certification: string
  readonly blocs: readonly string[]
  readonly need: HabilitationNeed
  readonly day: string
}

export interface HabilitationGap {
  readonly found: Readonly<Record<string, string>>
  readonly expected: Readonly<Record<string, string>>
}

type Standing =
  | { readonly status: 'active' }
  | { readonly status: 'notBegun' | 'expired' | 'suspended' | 'revoked'; readonly since: string }

/**
 * A3: a body of another SIREN than the certifier's has a habilitation in force that day, for what it does and for these blocs. The
 * certifier's own centres need none.
 */
export function a3(context: HouseContext, { siret, ...asked }: Asked & { readonly siret: string }): Check {
  const { certifierSirets } = context.reads.certification(asked.certification)
  const own = certifierSirets.some((one) => sirenOf(one) === sirenOf(siret))
  const gap = own ? null : habilitationGap(context.reads.partner(siret), asked)
  const found: Detail = { siret, day: asked.day, ...gap?.found }
  return check('A3', gap === null, { found, expected: gap?.expected ?? null, remedy })
}

const remedy = say(
  'habilitez ce partenaire pour ce jour, rétablissez son habilitation, ou transférez le candidat dans un centre qui en a une',
  'habilitate this partner for that day, reinstate its habilitation, or transfer the candidate to a centre that has one',
)

/** What is missing to a partner's habilitations, or null. Several may cover the blocs together. */
export function habilitationGap(partner: Partner, { certification, blocs, need, day }: Asked): HabilitationGap | null {
  const own = Object.values(partner.habilitations).filter((one) => one.certification === certification)
  const scoped = own.filter(({ scope }) => covers(scope, need))
  const covered = scoped.filter((one) => habilitationOn(one, day).status === 'active').flatMap((one) => one.blocs)
  const missing = blocs.filter((bloc) => !covered.includes(bloc))
  if (missing.length === 0 && covered.length > 0) return null
  const expected = { scope: `HABILITATION_${need}`, blocs: blocs.join(' ') }
  const [other] = own
  if (!other) return { found: { status: 'none' }, expected }
  if (scoped.length === 0) return { found: { scope: other.scope }, expected }
  // The newest habilitation that would have covered what is missing tells why it does not.
  const lost =
    scoped.findLast((one) => missing.some((bloc) => one.blocs.includes(bloc))) ?? (missing.length === 0 ? scoped.at(-1) : undefined)
  return { found: { ...(lost && habilitationOn(lost, day)), blocs: missing.join(' ') }, expected }
}

/** How a habilitation stands on a day, and since when if it is not in force. */
export function habilitationOn({ fromOn, untilOn, changes }: Habilitation, day: string): Standing {
  let last: Habilitation['changes'][number] | undefined
  for (const change of changes) {
    if (change.effectiveOn <= day && (!last || change.effectiveOn >= last.effectiveOn)) last = change
  }
  if (last?.status === 'revoked' || last?.status === 'suspended') return { status: last.status, since: last.effectiveOn }
  if (day < fromOn) return { status: 'notBegun', since: fromOn }
  if (day > untilOn) return { status: 'expired', since: untilOn }
  return { status: 'active' }
}

function covers(scope: Habilitation['scope'], need: HabilitationNeed): boolean {
  return scope === 'HABILITATION_ORGA_FORM' || scope === `HABILITATION_${need}`
}
