/** A text that a registrar reads, in both languages; French first. */
export interface Bilingual {
  readonly fr: string
  readonly en: string
}

export function say(fr: string, en: string): Bilingual {
  return { fr, en }
}

/** What was found or expected: a figure, a code, a list, bounds, or a text in both languages. Never a name, never free text. */
export type Detail =
  | string
  | number
  | boolean
  | null
  | Bilingual
  | readonly (string | number)[]
  | Readonly<Record<string, string | number | boolean | null>>

/** What a refused rule says, and where it says it. */
export interface Statement {
  readonly title: Bilingual
  readonly sentence: Bilingual
  readonly source: Bilingual
}

export interface Refusal {
  /** Stable, listed in docs/reference/errors.md: `RULE_` and the rule's id. */
  readonly code: string
  readonly rule: string
  readonly found: Detail
  readonly expected: Detail
  /** What the registrar can do, when the rule's sentence does not say it. */
  readonly remedy?: Bilingual
  /** Of the rulebook that judged, or of the general invariants. */
  readonly statement?: Statement
}

export interface Waiver {
  readonly rule: string
  /** The reason code, or the id of the event, that waives the rule. */
  readonly by: string
}

export type Judgment =
  | { readonly outcome: 'accepted'; readonly satisfied: readonly string[]; readonly waived: readonly Waiver[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }

interface Findings {
  readonly found: Detail
  readonly expected: Detail
  readonly remedy?: Bilingual | undefined
  /** Reason code or event id that waives the rule when it does not hold. */
  readonly waivedBy?: string | undefined
}

export interface Check {
  readonly rule: string
  readonly holds: boolean
  readonly findings: Findings
}

/** One rule, whether it holds for this event, and what to say when it does not. */
export function need(rule: string, holds: boolean, findings: Findings): Check {
  return { rule, holds, findings }
}

/**
 * The judgment of all checks of an event. Checks stand in the order of the rules' table (certification reference, section 3), which
 * is the order in which they refuse; those that do not apply are left out (`false`, `null` or `undefined`).
 */
export function judged(...checks: readonly (Check | readonly Check[] | false | null | undefined)[]): Judgment {
  const satisfied: string[] = []
  const waived: Waiver[] = []
  for (const one of checks) {
    if (!one) continue
    for (const { rule, holds, findings } of isList(one) ? one : [one]) {
      if (holds) satisfied.push(rule)
      else if (findings.waivedBy !== undefined) waived.push({ rule, by: findings.waivedBy })
      else return refused(rule, findings)
    }
  }
  return accepted(satisfied, waived)
}

/** Each rule once, and satisfied only where it is not waived. Lists this short are searched sooner than a set is made. */
export function accepted(satisfied: readonly string[], waived: readonly Waiver[]): Judgment {
  const once = satisfied.filter((rule, at) => satisfied.indexOf(rule) === at && !waived.some((one) => one.rule === rule))
  return { outcome: 'accepted', satisfied: once, waived }
}

function isList(checks: Check | readonly Check[]): checks is readonly Check[] {
  return Array.isArray(checks)
}

export function refused(rule: string, { found, expected, remedy }: Findings): Judgment {
  return { outcome: 'refused', refusal: { code: `RULE_${rule}`, rule, found, expected, ...(remedy && { remedy }) } }
}

/** G1: the step is possible in one of these states only. */
export function inState<S extends string>(found: S, ...expected: readonly S[]): Check {
  return need('G1', expected.includes(found), { found, expected })
}

export function within({ min, max }: { min: number; max: number }, value: number): boolean {
  return min <= value && value <= max
}
