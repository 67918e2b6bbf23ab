import { type Entry, type Folded, parseStream } from '@minutier/domain'
import { centreOf } from '@minutier/ledger'
import { type Alert, raise } from './alert.ts'
import type { RankOf } from './told.ts'

/** Effects that a stream refused: until one of that kind came there after all, or a person did something in the stream. */
export function effectAlerts({ stream, history, state }: Folded, rankOf: RankOf, today: string): Alert[] {
  const certification = certificationOf(stream, state)
  const centreSiret = centreOf(state) ?? null
  return history
    .filter((entry) => entry.type === 'EffectRefused' && !isSettled(entry, history))
    .map((entry) => {
      const values = { effect: String(entry.data['effect']), rule: String(entry.data['rule']) }
      const where = { subject: stream, about: entry.id, certification, centreSiret, positions: [rankOf(entry)] }
      return raise('effectRefused', 'wrong', 'refused', today, { ...where, values })
    })
}

function isSettled({ revision, data }: Entry, history: readonly Entry[]): boolean {
  return history.slice(revision + 1).some(({ type, role }) => type === data['effect'] || role !== 'process')
}

function certificationOf(stream: string, state: Folded['state']): string | null {
  const named = parseStream(stream)
  if (named?.kind === 'certification') return named.id
  return 'certification' in state && typeof state.certification === 'string' && state.certification !== '' ? state.certification : null
}
