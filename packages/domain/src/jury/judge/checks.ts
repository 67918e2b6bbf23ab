import { type Candidacy, underlyingStatus } from '../../candidacy/state.ts'
import { type Check, need, say } from '../../kernel/judgment.ts'
import { ruleOf } from '../../rulebook/rule-of.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { Jury, JuryCandidate } from '../state.ts'

/** Checks that several events of a session share. */

/** G13: a day is not before another. Each is given by its field's name, which the refusal shows. */
export function notBefore(earlier: Readonly<Record<string, string>>, later: Readonly<Record<string, string>>): Check {
  const [[earlierName, from] = ['', ''], [laterName, on] = ['', '']] = [...Object.entries(earlier), ...Object.entries(later)]
  return need('G13', from <= on, { found: { ...earlier, ...later }, expected: `${earlierName} ≤ ${laterName}` })
}

/** G13: nothing happens before the day of the session, nor before its jury was constituted. */
export function sinceConstituted({ sessionOn, constitutedOn }: Jury, later: Readonly<Record<string, string>>): Check[] {
  return [notBefore({ sessionOn }, later), ...(constitutedOn === null ? [] : [notBefore({ constitutedOn }, later)])]
}

/** G1: where the candidate stands in this session. `none`: not convened here. */
export function candidateIn(candidate: JuryCandidate | undefined, ...expected: readonly JuryCandidate['state'][]): Check {
  const found = candidate?.state ?? 'none'
  return need('G1', candidate !== undefined && expected.includes(candidate.state), { found, expected })
}

/**
 * G1: nothing is decided of a candidate whom another jury has, or had. A candidacy that waits to be heard may not have been told of this
 * hearing yet, and one that no jury had yet neither; a file may have been heard by another session.
 */
export function ownCandidate({ id }: Jury, { object }: Pick<JuryCandidate, 'object'>, candidacy: Candidacy): Check {
  const vae = candidacy.route === 'VAE'
  const state = vae ? underlyingStatus(candidacy) : candidacy.finalEpreuve.state
  const found = vae ? (candidacy.vae?.juryId ?? null) : candidacy.finalEpreuve.juryId
  const untold = found === null || state === (vae ? 'verified' : 'compliant')
  return need('G1', object === 'file' || untold || found === id, {
    found,
    expected: id,
    remedy: say(
      'le candidat relève d’une autre session : annulez ce qui a été enregistré ici',
      'the candidate belongs to another session: annul what was recorded here',
    ),
  })
}

/** G1: once a member has signed, which needs everybody decided, nobody is convened or replaced any more. */
export function minutesOpen({ signatures }: Jury): Check {
  return need('G1', Object.keys(signatures).length === 0, {
    found: say('procès-verbal déjà signé', 'minutes already signed'),
    expected: say('aucune signature', 'no signature'),
    remedy: say('annulez d’abord les signatures', 'first annul the signatures'),
  })
}

interface Motive {
  /** Codes that waive the rule, for the refusal to show. */
  readonly codes: readonly string[]
  /** The code given, if it is one of them. */
  readonly waivedBy: string | undefined
  /** G14: the code given is one of them. */
  readonly known: readonly Check[]
}

/** The late reason that waives a rule; where no rule expects one (`null`), none is accepted. */
export function motiveOf(rulebook: Rulebook, rule: 'V5' | 'V6' | null, lateReason: string | undefined): Motive {
  const found = rule === null ? undefined : ruleOf(rulebook, rule)
  const codes = found && 'waivers' in found ? (found.waivers ?? []) : []
  const isCode = lateReason !== undefined && codes.includes(lateReason)
  return {
    codes,
    waivedBy: isCode ? lateReason : undefined,
    known: lateReason === undefined ? [] : [need('G14', isCode, { found: lateReason, expected: codes })],
  }
}
