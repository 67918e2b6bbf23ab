import type { Entry } from '@minutier/ledger'
import { blocs } from './candidates.ts'

/**
 * Whether a candidacy had earned its certificate, computed from what juries recorded and nothing else: no state, no rule, no copy that
 * a process made. Four blocs and a final épreuve for a training (C1), everything by VAE (V2 `total`).
 */
export function hadEarned(candidacyId: string, log: readonly Entry[]): boolean {
  const annulled = new Set(log.flatMap(({ type, data }) => (type === 'FactAnnulled' ? [data['correctedEventId']] : [])))
  const undone = new Set(log.flatMap(({ type, data }) => (type === 'DecisionAnnulled' ? [data['decisionEventId']] : [])))
  const standing = log.filter(({ id }) => !annulled.has(id) && !undone.has(id))
  const sealed = (seal: string) => new Set(standing.flatMap(({ type, stream }) => (type === seal ? [stream] : [])))
  const ofCandidate = standing.filter(({ data }) => data['candidacyId'] === candidacyId)

  const minutes = sealed('MinutesSealed')
  const decisions = ofCandidate.filter(({ type, stream }) => type === 'JuryDecisionRecorded' && minutes.has(stream)).map(({ data }) => data)
  const vae = standing.some(({ type, stream }) => type === 'FeasibilityFileReceived' && stream === `candidacy-${candidacyId}`)
  if (vae) {
    const granted = new Set(decisions.flatMap(({ blocs: given }) => (Array.isArray(given) ? given : [])))
    return decisions.some(({ outcome }) => outcome === 'total') && blocs.every((bloc) => granted.has(bloc))
  }
  const results = sealed('MsprResultsSealed')
  const acquired = new Set(
    ofCandidate.flatMap(({ type, stream, data }) =>
      type === 'BlocAssessed' && data['outcome'] === 'validated' && results.has(stream) ? [data['bloc']] : [],
    ),
  )
  const full = decisions.some(({ outcome }) => outcome === 'full')
  return full && decisions.some(({ finalEpreuve }) => finalEpreuve === 'validated') && blocs.every((bloc) => acquired.has(bloc))
}
