import type { HouseContext, Judges } from '../aggregate.ts'
import { type Check, inState, judged, need, say } from '../kernel/judgment.ts'
import type { TransmissionFacts } from './events.ts'
import { idsIn, resultsOf, type Transmission } from './state.ts'

/** The life of a batch: jobs of many appends, resumed after a crash (certification reference, 5.8). */
export const transmissionJudges: Judges<Transmission, TransmissionFacts, HouseContext> = {
  CdcBatchOpened: ({ certification }, state, { reads }) =>
    judged(
      inState(state.status, 'none'),
      need('G14', reads.certification(certification).code !== null, {
        found: certification,
        expected: say('une certification importée', 'an imported certification'),
      }),
    ),
  CdcBatchItemsListed: ({ candidacyIds }, state) => judged(inState(state.status, 'opened'), once([...state.candidacyIds, ...candidacyIds])),
  CdcBatchGenerated: ({ passageCount }, state) =>
    judged(inState(state.status, 'opened'), sameCount(passageCount, state.candidacyIds.length)),
  CdcBatchDeposited: (_event, state, context) => judged(inState(state.status, 'generated'), noneRevoked(state, context)),
  CdcBatchAcknowledged: ({ acknowledgedOn }, state) => {
    const depositedOn = state.depositedOn ?? ''
    return judged(
      inState(state.status, 'deposited'),
      need('G13', depositedOn <= acknowledgedOn, { found: { depositedOn, acknowledgedOn }, expected: 'depositedOn ≤ acknowledgedOn' }),
    )
  },
  // What was deposited cannot be called back: it is answered, or closed.
  CdcBatchCancelled: (_event, state) => judged(inState(state.status, 'opened', 'generated')),
  CdcBatchClosed: (_event, state) => judged(inState(state.status, 'deposited', 'acknowledged')),
  CdcResultsListed: ({ idTraitement, accepted, alreadyKnown, rejected }, state) => {
    const ids = [...accepted, ...alreadyKnown, ...rejected.map(({ candidacyId }) => candidacyId)]
    const own = new Set(state.candidacyIds)
    const foreign = ids.filter((id) => !own.has(id))
    return judged(
      inState(state.status, 'deposited', 'acknowledged'),
      need('G1', foreign.length === 0, { found: foreign, expected: say('des candidatures du lot', 'candidacies of the batch') }),
      notIngested(idTraitement, state),
      once([...answered(state), ...idsIn(resultsOf(state, idTraitement)), ...ids]),
    )
  },
  CdcReportIngested: ({ idTraitement, acceptedCount, knownCount, rejectedCount }, state) => {
    const { accepted, alreadyKnown, rejected } = resultsOf(state, idTraitement)
    return judged(
      inState(state.status, 'deposited', 'acknowledged'),
      sameCount(acceptedCount, accepted.length),
      sameCount(knownCount, alreadyKnown.length),
      sameCount(rejectedCount, rejected.length),
      notIngested(idTraitement, state),
    )
  },
  CdcSuppressionGenerated: ({ candidacyIds }, state) => judged(inState(state.status, 'none'), once(candidacyIds)),
}

/** G1: what the file says it holds was listed before. */
function sameCount(said: number, listed: number): Check {
  return need('G1', said === listed, { found: said, expected: listed })
}

function once(ids: readonly string[]): Check {
  const twice = [...Map.groupBy(ids, (id) => id)].filter(([, same]) => same.length > 1).map(([id]) => id)
  return need('G7', twice.length === 0, { found: twice, expected: say('une fois chaque candidature', 'each candidacy once') })
}

function notIngested(idTraitement: string, { ingested }: Transmission): Check {
  return need('G7', !ingested.includes(idTraitement), {
    found: idTraitement,
    expected: say('un rapport pas encore lu', 'a report not read yet'),
  })
}

/** Candidacies that a report confirmed by its end has answered. */
function answered(state: Transmission): string[] {
  return state.ingested.flatMap((idTraitement) => idsIn(resultsOf(state, idTraitement)))
}

/** G10: a certificate revoked since the batch was opened is not sent, even if another was issued after it. */
function noneRevoked({ action, candidacyIds, openedOn }: Transmission, { reads }: HouseContext): Check | false {
  if (action === 'suppression') return false
  const revoked = candidacyIds.filter((id) => {
    const { certificate, formerCertificates } = reads.candidacy(id)
    return certificate.state === 'revoked' || formerCertificates.some(({ revokedOn }) => revokedOn !== null && revokedOn >= openedOn)
  })
  return need('G10', revoked.length === 0, {
    found: revoked,
    expected: say('aucun certificat révoqué', 'no revoked certificate'),
    remedy: say('annulez ce lot et générez-en un autre', 'cancel this batch and generate another'),
  })
}
