import type { JudgedEntry } from './dossier.ts'

export interface EventRef {
  readonly id: string
  readonly stream: string
  readonly revision: number
  readonly type: string
}

export interface Tally {
  readonly satisfied: readonly EventRef[]
  /** Each with the reason code, or the id of the event, that waives. */
  readonly waived: readonly (readonly [EventRef, string])[]
  readonly violated: readonly EventRef[]
}

/** What judged events say of one rule; those that corrections took away say nothing. */
export function tally(rule: string, events: readonly Pick<JudgedEntry, 'entry' | 'judged'>[]): Tally {
  const satisfied: EventRef[] = []
  const waived: [EventRef, string][] = []
  const violated: EventRef[] = []
  for (const { entry, judged } of events) {
    if (!judged) continue
    const { judgment } = judged
    const { id, stream, revision, type } = entry
    const event = { id, stream, revision, type }
    if (judgment.outcome === 'refused') {
      if (judgment.refusal.rule === rule) violated.push(event)
      continue
    }
    if (judgment.satisfied.includes(rule)) satisfied.push(event)
    for (const waiver of judgment.waived) if (waiver.rule === rule) waived.push([event, waiver.by])
  }
  return { satisfied, waived, violated }
}
