import { type Check, need, say } from '../kernel/judgment.ts'
import { addMonths } from '../kernel/time.ts'
import type { Rulebook } from '../rulebook/schema.ts'
import { blocOf, type Candidacy } from './state.ts'

export { exemptionFrom } from './accommodation.ts'
export { actualTimeChecks, normalMinutesOf, plannedTimeChecks } from './times.ts'

/** What a candidate still lacks for the certification: the blocs, in the rulebook's order, and the final épreuve where there is one. */
export interface Missing {
  readonly blocs: readonly string[]
  readonly finalEpreuve: boolean
}

/** The same on a day, where the rulebook lets acquired blocs lapse. */
export function missingFor(candidacy: Candidacy, rulebook: Rulebook, day?: string): Missing {
  return {
    blocs: rulebook.blocs.map(({ code }) => code).filter((bloc) => !holdsBloc(candidacy, bloc, rulebook, day)),
    finalEpreuve: rulebook.finalEpreuve !== null && candidacy.finalEpreuve.state !== 'validated',
  }
}

/** Acquired and, on a day, not lapsed: B4 keeps a bloc for ever, but a rulebook without that rule may say for how many months. */
export function holdsBloc(candidacy: Candidacy, bloc: string, { conditions }: Rulebook, day?: string): boolean {
  const { state, acquiredOn } = blocOf(candidacy, bloc)
  const months = conditions.blocValidityMonths
  if (state !== 'acquired' || months === null || acquiredOn === null || day === undefined) return state === 'acquired'
  return day <= addMonths(acquiredOn, months)
}

/** What a decision grants, before its effects are noted in the candidacy, and the legal day on which it is judged. */
interface Granted {
  readonly finalEpreuve?: boolean
  readonly blocs?: readonly string[]
  readonly day?: string
}

/**
 * Whether the certification itself is earned: C1 and C2 by training, V2 (`total`) by VAE. `granted` is what the decision being judged
 * adds to what the candidacy holds. C2 stands first when the final épreuve alone is missing: its sentence is about that very case.
 */
export function certificationChecks(candidacy: Candidacy, rulebook: Rulebook, granted: Granted = {}): Check[] {
  const missing = missingFor(candidacy, rulebook, granted.day)
  const blocs = missing.blocs.filter((bloc) => !granted.blocs?.includes(bloc))
  return candidacy.route === 'VAE'
    ? totalChecks(candidacy, rulebook, blocs)
    : fullChecks(rulebook, { blocs, finalEpreuve: missing.finalEpreuve && granted.finalEpreuve !== true })
}

function fullChecks(rulebook: Rulebook, missing: Missing): Check[] {
  const required = [...rulebook.blocs.map(({ code }) => code), ...(rulebook.finalEpreuve ? ['final'] : [])]
  const lacking = [...missing.blocs, ...(missing.finalEpreuve ? ['final'] : [])]
  const findings = { found: required.filter((one) => !lacking.includes(one)), expected: required, remedy: missingText(lacking) }
  const c1 = need('C1', lacking.length === 0, findings)
  if (!rulebook.finalEpreuve) return [c1]
  const c2 = need('C2', !missing.finalEpreuve, { ...findings, found: say('blocs complets', 'blocs complete'), expected: 'final' })
  return missing.blocs.length === 0 ? [c2, c1] : [c1, c2]
}

function totalChecks(candidacy: Candidacy, rulebook: Rulebook, blocs: readonly string[]): Check[] {
  const required = rulebook.blocs.map(({ code }) => code)
  return [
    need('V2', candidacy.vae?.target === 'certification', { found: candidacy.vae?.target ?? null, expected: 'certification' }),
    need('V2', blocs.length === 0, {
      found: required.filter((one) => !blocs.includes(one)),
      expected: required,
      remedy: missingText(blocs),
    }),
  ]
}

function missingText(lacking: readonly string[]) {
  return say(`il manque : ${lacking.join(', ')}`, `missing: ${lacking.join(', ')}`)
}
