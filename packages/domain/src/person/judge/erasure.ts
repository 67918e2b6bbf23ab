import type { HouseContext, Judges } from '../../aggregate.ts'
import type { Candidacy } from '../../candidacy/state.ts'
import { type Check, inState, judged, need, say } from '../../kernel/judgment.ts'
import type { PersonFacts } from '../events.ts'
import { standing } from '../known.ts'
import type { Person } from '../state.ts'
import { self } from './identity.ts'

type ErasureEvent = 'ErasureRequested' | 'ErasureRefused' | 'PersonalDataErased' | 'PersonalDataPurged'

/** Erasure: asked by one person, refused with a ground and a date, or done by another (certification reference, 9.5). */
export const erasureJudges: Judges<Person, Pick<PersonFacts, ErasureEvent>, HouseContext> = {
  ErasureRequested: ({ requestId }, state, context) =>
    judged(
      standing(state, self(context)),
      need('G7', state.erasureRequests[requestId] === undefined, {
        found: requestId,
        expected: say('une demande nouvelle', 'a new request'),
      }),
    ),
  ErasureRefused: ({ requestId, reviewOn }, state, { day }) =>
    judged(
      inState(state.erasureRequests[requestId]?.state ?? 'none', 'requested'),
      need('G13', reviewOn > day, { found: reviewOn, expected: say(`après le ${day}`, `after ${day}`) }),
    ),
  PersonalDataErased: ({ requestId, categories }, state, context) => {
    const request = state.erasureRequests[requestId]
    const unasked = categories.filter((category) => !request?.categories.includes(category))
    return judged(
      request && inState(request.state, 'requested'),
      need('G12', request !== undefined, { found: say('aucune demande', 'nothing asked'), expected: say('une demande', 'a request') }),
      need('G12', unasked.length === 0, { found: unasked, expected: request?.categories ?? [] }),
      need('G12', request?.requestedBy !== context.envelope.actor, {
        found: say('la personne qui l’a demandé', 'the person who asked for it'),
        expected: say('une autre personne', 'another person'),
      }),
      noOpenCandidacy(state, context),
    )
  },
  // A retention rule ends for one category after the other; only the loss of the key needs that no candidacy is open.
  PersonalDataPurged: ({ keyDestroyed }, state, context) =>
    judged(standing(state, self(context)), keyDestroyed && noOpenCandidacy(state, context)),
}

/** G16: a person with an open candidacy is not erased. */
function noOpenCandidacy({ candidacies }: Person, { reads }: HouseContext): Check {
  const open = candidacies.find(({ candidacyId }) => isOpen(reads.candidacy(candidacyId)))
  return need('G16', !open, {
    found: open ? open.candidacyId : null,
    expected: say('aucune candidature ouverte', 'no open candidacy'),
    remedy: say(
      'refusez la demande, motif candidacyOpen, ou terminez la candidature',
      'refuse the request, ground candidacyOpen, or end the candidacy',
    ),
  })
}

/** Open for G16 (section 9): any state but an end, and `awarded` only until its certificate is issued. */
function isOpen({ status, route, certificate }: Candidacy): boolean {
  if (status === 'awarded') return !['issued', 'revocationRequested', 'revoked'].includes(certificate.state)
  if (status === 'refused') return route === 'VAE'
  return !['none', 'withdrawn', 'inadmissible', 'abandoned'].includes(status)
}
