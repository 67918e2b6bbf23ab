import { blocOf, type Candidacy, missingBlocs } from '../../../candidacy/state.ts'
import { type Check, need, say } from '../../../kernel/judgment.ts'
import type { Rulebook } from '../../../rulebook/schema.ts'
import type { JuryCandidate, JuryDecision } from '../../state.ts'
import { majority } from './majority.ts'

type Outcome = Pick<JuryDecision, 'outcome' | 'blocs'>

/** B4: what was acquired is not granted again. */
export function notAcquired({ blocs }: Outcome, candidacy: Candidacy): Check[] {
  return blocs.map((bloc) => {
    const { state, acquiredOn, by } = blocOf(candidacy, bloc)
    return need('B4', state !== 'acquired', { found: { bloc, acquiredOn, eventId: by?.eventId ?? null }, expected: 'open' })
  })
}

/** V1: nothing is decided before the interview, held by this session or, for a file, by the one that adjourned. */
export function interviewed({ object, hearing }: JuryCandidate, { vae }: Candidacy): Check {
  const heldOn = object === 'file' ? (vae?.heardOn ?? null) : (hearing?.heldOn ?? null)
  return need('V1', heldOn !== null, { found: heldOn, expected: say('un entretien devant le jury', 'an interview before the jury') })
}

/** V2: `total` grants all that is missing when the certification was asked, `partial` some of it, `refused` and `adjourned` nothing. */
export function outcomeOfVae({ outcome, blocs }: Outcome, candidacy: Candidacy, rulebook: Rulebook): Check[] {
  const missing = missingBlocs(candidacy, rulebook.blocs)
  const target = candidacy.vae?.target ?? 'certification'
  const grantable = target === 'certification' ? missing : missing.filter((bloc) => candidacy.vae?.targetBlocs.includes(bloc))
  const foreign = blocs.filter((bloc, at) => !grantable.includes(bloc) || blocs.indexOf(bloc) !== at)
  const left = missing.filter((bloc) => !blocs.includes(bloc))
  const granted = need('V2', foreign.length === 0, { found: blocs, expected: grantable })
  switch (outcome) {
    case 'total':
      return [need('V2', target === 'certification', { found: target, expected: 'certification' }), granted, all(left, blocs, missing)]
    case 'partial':
      return [granted, need('V2', blocs.length > 0 && left.length > 0, { found: blocs, expected: grantable, remedy: someNotAll })]
    case 'refused':
    case 'adjourned':
      return [need('V2', blocs.length === 0, { found: blocs, expected: [] })]
    default:
      return [need('V2', false, { found: outcome, expected: ['total', 'partial', 'refused', 'adjourned'] })]
  }
}

function all(left: readonly string[], blocs: readonly string[], missing: readonly string[]): Check {
  return need('V2', left.length === 0, { found: blocs, expected: missing })
}

const someNotAll = say(
  '`partial` donne certains des blocs manquants, ni aucun ni tous',
  '`partial` grants some missing blocs, neither none nor all',
)

/** G1: what is granted is carried by the vote. */
export function carried({ outcome }: Outcome, { deliberation }: JuryCandidate): Check[] {
  return outcome === 'total' || outcome === 'partial' ? [majority(deliberation, true)] : []
}
