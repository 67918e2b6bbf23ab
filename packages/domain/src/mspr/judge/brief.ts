import type { Context, Judges } from '../../aggregate.ts'
import { type Check, inState, judged, need, say, within } from '../../kernel/judgment.ts'
import { sirenOf } from '../../kernel/scalars.ts'
import { a3 } from '../../partner/habilitation.ts'
import type { MsprEvent, MsprFacts } from '../events.ts'
import type { Mspr } from '../state.ts'

/** The brief opens an MSPR, and its cancellation may end it until the results are sealed. */
export const briefJudges: Judges<Mspr, Pick<MsprFacts, 'MsprBriefIssued' | 'MsprCancelled'>, Context> = {
  MsprBriefIssued: (event, mspr, context) => {
    const { certification, bloc, centreSiret } = event
    return judged(
      preparationWithinBounds(event, context),
      issuedByCertifier(event, context),
      a3(context, { siret: centreSiret, certification, blocs: [bloc], need: 'ORGANISER', day: context.day }),
      inState(mspr.status, 'none'),
    )
  },
  MsprCancelled: (_, mspr) => judged(inState(mspr.status, 'briefed', 'teamed', 'prepared', 'defended')),
}

/** M2: the brief allots what the rulebook gives to that bloc: a figure, or bounds where the fiche leaves it open. */
function preparationWithinBounds({ bloc, preparationMinutes }: MsprEvent<'MsprBriefIssued'>, { rulebook }: Context): Check | undefined {
  const bounds = rulebook.blocs.find(({ code }) => code === bloc)?.preparationMinutes
  return bounds && need('M2', within(bounds, preparationMinutes), { found: { bloc, minutes: preparationMinutes }, expected: bounds })
}

/** M4: the brief is the certifier's, of whichever of its establishments: the SIREN is compared. */
function issuedByCertifier({ certification, issuerSiret }: MsprEvent<'MsprBriefIssued'>, { reads }: Context): Check {
  const certifiers = [...new Set(reads.certification(certification).certifierSirets.map(sirenOf))]
  return need('M4', certifiers.includes(sirenOf(issuerSiret)), {
    found: sirenOf(issuerSiret),
    expected: certifiers,
    remedy: say('le cahier des charges doit être établi par le certificateur', 'the brief must be established by the certifier'),
  })
}
