import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { knownPerson } from '../../person/known.ts'
import type { Rulebook } from '../../rulebook/schema.ts'
import type { AccommodationMeasure } from '../accommodation.ts'
import type { CandidacyFacts } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { enrolled, notHeld, since, underWay } from './journey.ts'
import { isExemption, partsOf } from './measures.ts'
import { notInVae } from './steps.ts'

/** Exemptions, each citing the grant that it uses: H4, and C2 for the final épreuve. */
export const exemptionJudges = {
  BlocExempted: (event, candidacy, context) =>
    judged(
      waived(['B2', 'M2', 'M3', 'M4'], context),
      notHeld(candidacy, event.bloc, context),
      covered(candidacy, event.accommodationId, `mspr:${event.bloc}`, undefined),
      notInVae(candidacy),
      enrolled(candidacy, context),
      knownPerson(context, event.deciderId),
      afterGrant(event, candidacy),
    ),
  EpreuvePartExempted: (event, candidacy, context) => {
    const { epreuve, part, accommodationId } = event
    const measure = { type: 'exemption', epreuve, part }
    return judged(
      epreuve === 'final' && partLeft(exemptedNow(candidacy), [measure], context.rulebook),
      waived(rulesOf(epreuve, part), context),
      epreuve.startsWith('mspr:') && notHeld(candidacy, epreuve.slice('mspr:'.length), context),
      covered(candidacy, accommodationId, epreuve, part),
      epreuve !== 'vae' && notInVae(candidacy),
      underWay(candidacy, context),
      epreuve === 'final' && part === 'written' && inState(candidacy.finalEpreuve.state, 'none', 'returned', 'notValidated'),
      epreuve === 'final' && part === 'oral' && inState(candidacy.finalEpreuve.state, 'compliant'),
      knownPerson(context, event.deciderId),
      afterGrant(event, candidacy),
    )
  },
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, 'BlocExempted' | 'EpreuvePartExempted'>

/** Rules of what the candidate does not take. F3 is about the dossier, so it goes with F1. */
function rulesOf(epreuve: string, part: string): readonly string[] {
  if (epreuve === 'final') return part === 'written' ? ['F1', 'F3'] : part === 'oral' ? ['F2'] : []
  return part === 'written' ? ['M4'] : part === 'preparation' ? ['M2'] : part === 'oral' ? ['M3'] : []
}

function waived(rules: readonly string[], { envelope }: Context): Check[] {
  return rules.map((rule) => need(rule, false, { found: null, expected: null, waivedBy: envelope.id }))
}

/** H4: the grant cited holds an exemption from this part of this épreuve, or from the whole MSPR of the bloc. */
function covered({ accommodations }: Candidacy, accommodationId: string, epreuve: string, part: string | undefined): Check[] {
  const grant = accommodations[accommodationId]
  const exempting = grant?.measures.filter(isExemption) ?? []
  const granted = exempting.map((measure) => nameOf(measure))
  return [
    need('H4', grant?.state === 'granted', { found: grant?.state ?? say('aucun aménagement', 'no accommodation'), expected: 'granted' }),
    need('H4', granted.includes(nameOf({ epreuve, part })), { found: nameOf({ epreuve, part }), expected: granted }),
  ]
}

function nameOf({ epreuve, part }: { readonly epreuve: string; readonly part?: string | undefined }): string {
  return part === undefined ? epreuve : `${epreuve} ${part}`
}

/** C2: whatever is granted, some part of the final épreuve is taken. Falsy where a grant exempts from none of it. */
export function finalNotWhollyExempted(candidacy: Candidacy, measures: readonly AccommodationMeasure[], rulebook: Rulebook): Check | false {
  const asked = measures.filter((measure) => isExemption(measure) && measure.epreuve === 'final')
  const standing = Object.values(candidacy.accommodations).flatMap(({ state, measures }) => (state === 'granted' ? measures : []))
  return asked.length > 0 && partLeft(standing.filter(isExemption), asked, rulebook)
}

function partLeft(standing: readonly AccommodationMeasure[], asked: readonly AccommodationMeasure[], rulebook: Rulebook): Check {
  const parts = partsOf(rulebook, 'final')
  const exempted = [...standing, ...asked].filter(({ epreuve }) => epreuve === 'final').flatMap(({ part }) => part ?? parts)
  return need(
    'C2',
    parts.some((part) => !exempted.includes(part)),
    {
      found: [...new Set(exempted)],
      expected: say('une partie au moins de l’épreuve finale', 'at least one part of the final épreuve'),
    },
  )
}

/** Parts of the final épreuve from which the candidate is exempted in this attempt. */
function exemptedNow({ finalEpreuve, exemptions }: Candidacy): AccommodationMeasure[] {
  const { written, oral } = finalEpreuve.exempted
  return exemptions
    .filter(({ eventId }) => eventId === written || eventId === oral)
    .map(({ epreuve, part }) => ({ type: 'exemption', epreuve, part: part ?? undefined }))
}

function afterGrant(event: { readonly accommodationId: string; readonly decidedOn: string }, { accommodations }: Candidacy): Check | false {
  return since(event.decidedOn, accommodations[event.accommodationId]?.effectiveOn)
}
