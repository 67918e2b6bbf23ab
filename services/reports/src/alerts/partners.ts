import {
  addDays,
  correctedFacts,
  type Habilitation,
  type HabilitationNeed,
  habilitationGap,
  habilitationOn,
  openListTerms,
  type Partner,
} from '@minutier/domain'
import { type Alert, raise, timing } from './alert.ts'
import type { FoldedOf, RankOf } from './told.ts'

/** What partners' habilitations call for (exchange reference, 8.3; A3). */

interface Partners {
  readonly siret: string
  readonly partner: FoldedOf<'partner'>
  readonly code: string
  readonly certification: FoldedOf<'certification'>
  readonly rankOf: RankOf
}

export function partnerAlerts(parts: Partners, today: string): Alert[] {
  const { partner, code } = parts
  const own = Object.entries(partner.state.habilitations).filter(([, { certification }]) => certification === code)
  return own.flatMap(([id, habilitation]) => [...listAlerts(id, parts, today), ...expiringAlerts(id, habilitation, parts, today)])
}

/** The list of habilitations goes to France compétences within two months of each change: the oldest that no list tells is due first. */
function listAlerts(habilitationId: string, { siret, partner, code, certification, rankOf }: Partners, today: string): Alert[] {
  const terms = openListTerms(habilitationId, partner, certification, today)
  const [first] = terms
  const severity = first && timing('partnerList', first.dueOn, today)
  if (!first || !severity) return []
  const { dueOn, changedOn, event } = first
  const positions = terms.map((term) => term.event && rankOf(term.event))
  const where = { subject: partner.stream, about: habilitationId, certification: code, centreSiret: siret, dueOn, positions }
  return [raise('partnerList', severity, event === null ? 'ended' : 'changed', today, { ...where, values: { changedOn } })]
}

/** A habilitation whose last day comes, and that no other goes on from. */
function expiringAlerts(
  habilitationId: string,
  habilitation: Habilitation,
  { siret, partner, code, rankOf }: Partners,
  today: string,
): Alert[] {
  const { untilOn: dueOn } = habilitation
  const standing = habilitationOn(habilitation, today).status
  const runs = standing === 'active' || standing === 'suspended'
  if (!runs || timing('habilitationExpiring', dueOn, today) !== 'soon' || goesOn(habilitation, partner.state)) return []
  const positions = correctedFacts(partner.history)
    .filter(({ data }) => data['habilitationId'] === habilitationId)
    .map(rankOf)
  const where = { subject: partner.stream, about: habilitationId, certification: code, centreSiret: siret, dueOn, positions }
  return [raise('habilitationExpiring', 'soon', 'expiring', today, where)]
}

const needs: Readonly<Record<Habilitation['scope'], readonly HabilitationNeed[]>> = {
  HABILITATION_FORMER: ['FORMER'],
  HABILITATION_ORGANISER: ['ORGANISER'],
  HABILITATION_ORGA_FORM: ['FORMER', 'ORGANISER'],
}

/** Others let the partner do the same for the same blocs on the day after. */
function goesOn({ scope, certification, blocs, untilOn }: Habilitation, partner: Partner): boolean {
  const day = addDays(untilOn, 1)
  return needs[scope].every((need) => habilitationGap(partner, { certification, blocs, need, day }) === null)
}
