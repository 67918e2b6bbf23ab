import type { HouseContext, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import { checkRulebook } from '../../rulebook/check.ts'
import type { CertificationEvent, CertificationFacts } from '../events.ts'
import type { Certification } from '../state.ts'
import { imported } from './imported.ts'
import { problemChecks } from './problems.ts'

type RulebookEvent = 'RulebookProposed' | 'RulebookPublished' | 'RulebookRejected'

/** A rulebook is proposed by one person, then published by another, or rejected (certification reference, 4.7). */
export const rulebookJudges: Judges<Certification, Pick<CertificationFacts, RulebookEvent>, HouseContext> = {
  RulebookProposed: (event, state, context) => {
    const isImported = imported(state)
    if (!isImported.holds) return judged(isImported)
    return judged(...documentChecks(event, state, context), isImported, newVersion(event, state))
  },
  RulebookPublished: (event, state, { envelope }) =>
    judged(
      pending(event, state),
      need('G12', state.proposals[event.proposalEventId]?.proposedBy !== envelope.actor, {
        found: say('la personne qui l’a proposé', 'the person who proposed it'),
        expected: say('une autre personne', 'another person'),
      }),
    ),
  RulebookRejected: (event, state) => judged(pending(event, state)),
}

/** What the document's own rules forbid (B1, B3, B4, J4, P5), its coherence, and its agreement with the registration. */
function documentChecks(event: CertificationEvent<'RulebookProposed'>, state: Certification, { reads }: HouseContext): Check[] {
  const document = reads.rulebook(event.rulebookFingerprint)
  const { certifierSirets, openRoutes, blocs, competences } = state
  const checked = checkRulebook(document, { certification: state.code ?? '', certifierSirets, openRoutes, blocs, competences })
  const permits = document.rules.filter(({ guards }) => guards.includes('ProposeRulebook'))
  return [
    ...(checked.ok ? permits.map(({ id }) => need(id, true, { found: null, expected: null })) : problemChecks(document, checked.problems)),
    need('G14', event.rulebookVersion === document.version, { found: event.rulebookVersion, expected: document.version }),
  ]
}

/** G7: a version names one document, for ever; a rejected proposal keeps its version. */
function newVersion({ rulebookVersion }: CertificationEvent<'RulebookProposed'>, state: Certification): Check {
  const used = Object.values(state.proposals).some(({ version }) => version === rulebookVersion)
  return need('G7', !used, {
    found: rulebookVersion,
    expected: say('une version nouvelle', 'a new version'),
    remedy: say('donnez au règlement une version qui n’a jamais servi', 'give the rulebook a version that was never used'),
  })
}

function pending({ proposalEventId, rulebookVersion }: CertificationEvent<'RulebookPublished' | 'RulebookRejected'>, state: Certification) {
  const proposal = state.proposals[proposalEventId]
  return [
    inState(proposal?.state ?? 'none', 'proposed'),
    need('G14', proposal?.version === rulebookVersion, { found: rulebookVersion, expected: proposal?.version ?? null }),
  ]
}
