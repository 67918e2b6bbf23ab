import type { Context } from '../../aggregate.ts'
import { type Check, need, say } from '../../kernel/judgment.ts'
import type { Certificate } from '../certificate.ts'

/** A certificate's validity and its end: G10, G12. */

/** G1, G10: issued, and not revoked. */
export function valid({ state, revokedOn }: Certificate): Check[] {
  const reached = ['issued', 'revocationRequested', 'revoked'].includes(state)
  return [
    need('G1', reached, { found: state, expected: 'issued' }),
    need('G10', state !== 'revoked', { found: { state, revokedOn }, expected: 'issued' }),
  ]
}

/** G10: the certificate keeps its number all its life. */
export function numberOf({ number }: Certificate, found: string): Check {
  return need('G10', found === number, { found, expected: number })
}

/** G12: one person asks, another revokes. */
export function withdrawable(requestEventId: string, { revocation }: Certificate, { envelope }: Context): Check[] {
  const asked = revocation?.eventId === requestEventId
  return [
    need('G12', asked, {
      found: say('aucune demande', 'nothing asked'),
      expected: say('une demande de révocation', 'a request of revocation'),
    }),
    need('G12', revocation?.requestedBy !== envelope.actor, {
      found: say('la même personne', 'the same person'),
      expected: say('une autre personne que celle qui demande', 'another person than the one who asked'),
    }),
  ]
}
