import { siret } from '../kernel/scalars.ts'
import { codeProblems } from './check/accommodation.ts'
import { blocProblems } from './check/blocs.ts'
import { juryProblems } from './check/jury.ts'
import { permitProblems } from './check/permits.ts'
import { type Problem, problem } from './check/problem.ts'
import { reasonProblems } from './check/reasons.ts'
import { registrationProblems } from './check/registration.ts'
import { ruleProblems } from './check/rules.ts'
import { schemaProblems } from './check/schema.ts'
import { sectionProblems } from './check/sections.ts'
import type { Registration } from './fiche.ts'
import { type Rulebook, rulebookSchema } from './schema.ts'

export type CheckedRulebook =
  | { readonly ok: true; readonly rulebook: Rulebook }
  | { readonly ok: false; readonly problems: readonly Problem[] }

/**
 * Whether a document is a rulebook that may be proposed: its shape, then its coherence, what its own entries forbid (B1, B3, B4, J4,
 * P5) and, where the registration is known, its agreement with it. All problems are told at once, the permit rules' first.
 */
export function checkRulebook(document: unknown, registration?: Registration): CheckedRulebook {
  const parsed = rulebookSchema.safeParse(document)
  if (!parsed.success) return { ok: false, problems: schemaProblems(document) }
  const rulebook = parsed.data
  const problems = [
    ...permitProblems(rulebook, registration),
    ...identityProblems(rulebook),
    ...blocProblems(rulebook),
    ...juryProblems(rulebook),
    ...codeProblems(rulebook),
    ...ruleProblems(rulebook),
    ...sectionProblems(rulebook),
    ...reasonProblems(rulebook),
    ...(registration ? registrationProblems(rulebook, registration) : []),
  ]
  return problems.length === 0 ? { ok: true, rulebook } : { ok: false, problems }
}

function identityProblems({ certification, version, certifierSiret }: Rulebook): Problem[] {
  return [
    ...(version.startsWith(`${certification}@`)
      ? []
      : [problem('foreignVersion', 'version', { found: version, expected: `${certification}@` })]),
    ...(siret.safeParse(certifierSiret).success ? [] : [problem('badSiret', 'certifierSiret', { found: certifierSiret })]),
  ]
}
