import type { RecordedEvent } from '@minutier/event-store'

const names = ['ficheFingerprint', 'rulebookFingerprint', 'parametersFingerprint'] as const

/** The public documents that an event of a certification rests on: its fiche, its rulebook, the parameters of a report. */
export function documentsNamedBy({ stream, data }: Pick<RecordedEvent, 'stream' | 'data'>): string[] {
  if (!stream.startsWith('certification-')) return []
  return names.flatMap((name) => data[name] ?? []).filter((named) => typeof named === 'string')
}
