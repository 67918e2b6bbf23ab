import type { HouseContext, Judges } from '../aggregate.ts'
import { type Check, inState, judged, need, say } from '../kernel/judgment.ts'
import { dayOf } from '../kernel/time.ts'
import type { TransmissionFacts } from './events.ts'
import { answerLists, itemLists, reportOf, type Transmission } from './state.ts'

/** The life of a batch (exchange reference, 6.10): jobs of many appends, resumed after a crash. */
export const transmissionJudges: Judges<Transmission, TransmissionFacts, HouseContext> = {
  CdcBatchOpened: ({ certification, action }, state, { reads }) =>
    judged(
      inState(state.status, 'none'),
      need('G14', reads.certification(certification).code !== null, {
        found: certification,
        expected: say('une certification importée', 'an imported certification'),
      }),
      need('G14', action === 'creation', { found: action, expected: 'creation' }),
    ),
  CdcBatchItemsListed: ({ candidacyIds }, state) =>
    judged(inState(state.status, 'opened'), once(candidacyIds, itemLists.index(state.items))),
  CdcBatchItemRevoked: ({ candidacyId }, state) =>
    judged(
      inState(state.status, 'opened', 'generated'),
      once([candidacyId], new Map(state.revoked.map((known) => [known, known] as const))),
    ),
  CdcBatchGenerated: ({ passageCount }, { status, items }) =>
    judged(
      inState(status, 'opened'),
      need('G1', items.size > 0, { found: 0, expected: say('au moins un passage', 'at least one passage') }),
      sameCount(passageCount, items.size),
    ),
  CdcBatchDeposited: ({ depositedOn }, state) => {
    const openedOn = state.openedAt === null ? depositedOn : dayOf(state.openedAt)
    return judged(
      inState(state.status, 'generated'),
      noneRevoked(state),
      need('G13', openedOn <= depositedOn, { found: { openedOn, depositedOn }, expected: 'openedOn ≤ depositedOn' }),
    )
  },
  CdcBatchAcknowledged: ({ acknowledgedOn, accepted }, { status, settled, depositedOn: since }) => {
    const depositedOn = since ?? ''
    return judged(
      inState(status, 'deposited'),
      // A report may come first: what it settled was not refused with the file.
      need('G7', accepted || settled.size === 0, { found: settled.size, expected: 0 }),
      need('G13', depositedOn <= acknowledgedOn, { found: { depositedOn, acknowledgedOn }, expected: 'depositedOn ≤ acknowledgedOn' }),
    )
  },
  // What was deposited cannot be called back: it is answered, or closed.
  CdcBatchCancelled: (_event, { status }) => judged(inState(status, 'opened', 'generated')),
  CdcBatchClosed: (_event, { status }) => judged(inState(status, 'deposited', 'acknowledged')),
  CdcResultsListed: ({ idTraitement, accepted, alreadyKnown, rejected }, state) => {
    const ids = [...accepted, ...alreadyKnown, ...rejected.map(({ candidacyId }) => candidacyId)]
    return judged(
      inState(state.status, 'deposited', 'acknowledged'),
      noneForeign(ids, state),
      notIngested(idTraitement, state),
      once(ids, answerLists.index(reportOf(state, idTraitement).answers), answerLists.index(state.settled)),
    )
  },
  CdcReportIngested: ({ idTraitement, acceptedCount, knownCount, rejectedCount }, state) => {
    const { answers, counts } = reportOf(state, idTraitement)
    return judged(
      inState(state.status, 'deposited', 'acknowledged'),
      sameCount(acceptedCount, counts.accepted),
      sameCount(knownCount, counts.alreadyKnown),
      sameCount(rejectedCount, counts.rejected),
      notIngested(idTraitement, state),
      // Another report may have been closed since this one was listed.
      once(
        answers.pages.flatMap((page) => page.map(({ candidacyId }) => candidacyId)),
        answerLists.index(state.settled),
      ),
    )
  },
  CdcSuppressionGenerated: ({ candidacyIds }, state) => judged(inState(state.status, 'none'), once(candidacyIds)),
}

/** G1: what the file says it holds was listed before. */
function sameCount(said: number, listed: number): Check {
  return need('G1', said === listed, { found: said, expected: listed })
}

/** G7: nothing is said twice, nor again what is known. */
export function once(ids: readonly string[], ...known: readonly ReadonlyMap<string, unknown>[]): Check {
  const seen = new Set<string>()
  const twice = new Set<string>()
  for (const id of ids) {
    if (seen.has(id) || known.some((one) => one.has(id))) twice.add(id)
    seen.add(id)
  }
  return need('G7', twice.size === 0, { found: [...twice], expected: say('une fois chaque candidature', 'each candidacy once') })
}

/** G1: what is answered was sent. */
export function noneForeign(ids: readonly string[], { items }: Transmission): Check {
  const own = itemLists.index(items)
  const foreign = ids.filter((id) => !own.has(id))
  return need('G1', foreign.length === 0, { found: foreign, expected: say('des candidatures du lot', 'candidacies of the batch') })
}

export function notIngested(idTraitement: string, state: Transmission): Check {
  return need('G7', reportOf(state, idTraitement).fingerprint === null, {
    found: idTraitement,
    expected: say('un rapport pas encore lu', 'a report not read yet'),
  })
}

/** G10: a certificate revoked since the batch was opened is not sent, even if another was issued after it. */
function noneRevoked({ action, revoked }: Transmission): Check | false {
  if (action === 'suppression') return false
  return need('G10', revoked.length === 0, {
    found: revoked,
    expected: say('aucun certificat révoqué', 'no revoked certificate'),
    remedy: say('annulez ce lot et générez-en un autre', 'cancel this batch and generate another'),
  })
}
