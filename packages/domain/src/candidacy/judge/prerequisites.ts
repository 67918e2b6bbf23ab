import type { Context } from '../../aggregate.ts'
import { type Bilingual, type Check, need, say } from '../../kernel/judgment.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { CandidacyEvent } from '../events.ts'
import type { Candidacy, Prerequisite } from '../state.ts'

/** P1–P3, P5: what one must hold to enter a training, and that a VAE asks for none of it unless its fiche adds some. */

/** P5: the way into a training is not that of a VAE. Falsy for a training, which it does not concern. */
export function noAdmissionInVae({ route }: Candidacy): Check | false {
  return route === 'VAE' && need('P5', false, { found: route, expected: null, remedy: vaeAsksNone })
}

const vaeAsksNone = say(
  'une VAE n’a pas de prérequis : enregistrez la décision de recevabilité',
  'a VAE has no prerequisite: record the decision on admissibility',
)
const tryNext: Readonly<Record<'P1' | 'P2', Bilingual>> = {
  P1: say('sinon P2, ou l’admission exceptionnelle (P3)', 'else P2, or the exceptional admission (P3)'),
  P2: say('sinon l’admission exceptionnelle (P3)', 'else the exceptional admission (P3)'),
}

/** P1, P2: the evidence is one that the ground accepts, with the months of experience that it asks. */
export function prerequisiteProved(event: CandidacyEvent<'PrerequisiteVerified'>, candidacy: Candidacy, { rulebook }: Context): Check[] {
  const { ground, evidence, experienceMonths = 0 } = event
  const { blocPrerequisites, vaePrerequisites } = rulebook.conditions
  if (candidacy.route === 'VAE') return provedInVae(evidence, candidacy, vaePrerequisites)
  // A fiche may ask for evidence before a bloc: it is verified here with the others, and founds no admission.
  if (blocPrerequisites.some((one) => one.evidence.includes(evidence))) return []
  const asked = groundOf(rulebook, ground)
  if (!asked) return [need('G14', false, { found: ground, expected: rulebook.prerequisites.grounds.map((one) => one.ground) })]
  const remedy = tryNext[ground]
  return [
    need(ground, asked.evidence.includes(evidence), { found: evidence, expected: asked.evidence, remedy }),
    need(ground, experienceMonths >= asked.experienceMonths, { found: experienceMonths, expected: asked.experienceMonths, remedy }),
  ]
}

function provedInVae(evidence: string, candidacy: Candidacy, asked: readonly string[]): Check[] {
  const refusal = asked.length === 0 && noAdmissionInVae(candidacy)
  return [refusal || need('G14', asked.includes(evidence), { found: evidence, expected: asked })]
}

/** P5: a VAE asks for no prerequisite; where its fiche adds some, one of them was verified (G1). */
export function prerequisitesOfVae({ admission }: Candidacy, { rulebook }: Context): Check {
  const asked = rulebook.conditions.vaePrerequisites
  const given = admission.prerequisites.flatMap(({ evidence }) => evidence ?? [])
  return need(asked.length === 0 ? 'P5' : 'G1', asked.length === 0 || given.some((evidence) => asked.includes(evidence)), {
    found: given,
    expected: asked,
  })
}

/** P1, P2, P3: each ground that was verified; P3 refuses when there is none. */
export function groundsVerified({ admission, route }: Candidacy, { rulebook }: Context): Check[] {
  const { grounds } = rulebook.prerequisites
  if (route === 'VAE' || grounds.length === 0) return []
  const founding = admission.prerequisites.filter((one) => foundsAdmission(one, rulebook))
  if (founding.length > 0) return founding.map(({ ground, evidence }) => need(ground, true, { found: evidence, expected: null }))
  return [
    need('P3', false, {
      found: say('aucun prérequis vérifié', 'no prerequisite verified'),
      expected: [...grounds.map((one) => one.ground), 'P3'],
    }),
  ]
}

function foundsAdmission({ ground, evidence }: Prerequisite, rulebook: Rulebook): boolean {
  return ground === 'P3' || (evidence !== null && groundOf(rulebook, ground)?.evidence.includes(evidence) === true)
}

function groundOf({ prerequisites }: Rulebook, ground: 'P1' | 'P2'): Rulebook['prerequisites']['grounds'][number] | undefined {
  return prerequisites.grounds.find((one) => one.ground === ground)
}
