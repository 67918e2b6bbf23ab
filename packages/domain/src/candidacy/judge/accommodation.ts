import type { Context, Judges } from '../../aggregate.ts'
import { type Check, type Detail, inState, judged, need, say } from '../../kernel/judgment.ts'
import { knownPerson } from '../../person/known.ts'
import type { Accommodation } from '../accommodation.ts'
import type { accommodationEvents, CandidacyEvent, CandidacyFacts } from '../events.ts'
import type { Candidacy } from '../state.ts'
import { exemptionJudges, finalNotWhollyExempted } from './exemption.ts'
import { grantedTimes } from './extra-time.ts'
import { open, since } from './journey.ts'
import { inTime, measuresKnown, partsExempted } from './measures.ts'

/** Accommodations of the candidates who ask for one in writing: H1–H4, C2. */
export const accommodationJudges = {
  ...exemptionJudges,
  AccommodationRequested: (event, candidacy, context) =>
    judged(
      need('H3', event.written, {
        found: say('une demande orale', 'a spoken request'),
        expected: say('une demande écrite', 'a written request'),
      }),
      recipient(event, candidacy, context),
      open(candidacy),
      inState(stateOf(candidacy, event.accommodationId), 'none'),
      knownPerson(context, event.officerId),
    ),
  AccommodationGranted: (event, candidacy, context) => {
    const request = candidacy.accommodations[event.accommodationId]
    return judged(
      finalNotWhollyExempted(candidacy, event.measures, context.rulebook),
      event.measures.flatMap((measure) => grantedTimes(measure, event, candidacy, context)),
      requested(request),
      request && receivedBefore(request, event.effectiveOn),
      event.measures.map((measure) => inTime(measure, event.effectiveOn, candidacy, context)),
      event.measures.flatMap((measure) => partsExempted(measure, context.rulebook)),
      event.measures.flatMap((measure) => measuresKnown(measure, candidacy, context.rulebook)),
      open(candidacy),
    )
  },
  AccommodationRefused: ({ accommodationId }, candidacy, { day }) =>
    judged(inState(stateOf(candidacy, accommodationId), 'requested'), since(day, candidacy.accommodations[accommodationId]?.receivedOn)),
  AccommodationWithdrawn: ({ accommodationId }, candidacy) =>
    judged(
      inState(stateOf(candidacy, accommodationId), 'requested', 'granted'),
      need('G1', candidacy.accommodations[accommodationId]?.used !== true, {
        found: say('aménagement déjà utilisé', 'accommodation already used'),
        expected: say('un aménagement non utilisé', 'an unused accommodation'),
      }),
    ),
} satisfies Pick<Judges<Candidacy, CandidacyFacts, Context>, keyof typeof accommodationEvents>

function stateOf({ accommodations }: Candidacy, accommodationId: string): Accommodation['state'] | 'none' {
  return accommodations[accommodationId]?.state ?? 'none'
}

/** H3: the request goes to a disability officer of the candidate's centre. Several may serve, and no event ends one's charge. */
function recipient(
  { officerId, receivedOn }: CandidacyEvent<'AccommodationRequested'>,
  { centreSiret }: Candidacy,
  { reads }: Context,
): Check {
  const officers = reads.partner(centreSiret).officers.filter(({ fromOn }) => fromOn <= receivedOn)
  return need(
    'H3',
    officers.some((one) => one.officerId === officerId),
    {
      found: officerId,
      expected: officers.map((one) => one.officerId),
      remedy: say(
        'la demande se remet au référent handicap du centre ; désignez-le d’abord',
        'the request is handed to the centre’s disability officer; designate them first',
      ),
    },
  )
}

/** H3: a grant answers a request, once. */
function requested(request: Accommodation | undefined): Check {
  const found: Detail = request?.state ?? say('aucune demande', 'no request')
  if (request && request.state !== 'requested') return inState(request.state, 'requested')
  return need('H3', request !== undefined, { found, expected: say('une demande écrite reçue', 'a written request received') })
}

function receivedBefore({ receivedOn }: Accommodation, effectiveOn: string): Check {
  return need('H3', receivedOn <= effectiveOn, { found: { receivedOn, effectiveOn }, expected: { from: receivedOn } })
}
