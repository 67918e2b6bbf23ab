import { type Entry, type Kind, parseStream } from '@minutier/domain'
import { candidacyCarriers } from './candidacy.ts'
import type { Carrier } from './carry.ts'
import { certificateCarriers } from './certificate.ts'
import { annulCopies } from './corrections.ts'
import { juryCarriers } from './jury.ts'
import { msprCarriers } from './mspr.ts'
import { personCarriers } from './person.ts'
import { tellingBatches, transmissionCarriers } from './transmission.ts'

const byKind: Readonly<Partial<Record<Kind, Readonly<Record<string, Carrier>>>>> = {
  candidacy: tellingBatches(candidacyCarriers),
  person: { ...personCarriers, ...certificateCarriers },
  register: certificateCarriers,
  mspr: msprCarriers,
  jury: juryCarriers,
  transmission: transmissionCarriers,
}

/** What follows from an event; undefined when nothing does. */
export function carrierOf(entry: Pick<Entry, 'stream' | 'type'>): Carrier | undefined {
  const kind = parseStream(entry.stream)?.kind
  if (!kind) return undefined
  if (entry.type === 'FactAnnulled') return annulCopies(carrierOf)
  return byKind[kind]?.[entry.type]
}

/** Types of event from which something follows. */
export const carriedTypes: readonly string[] = [
  ...new Set(['FactAnnulled', ...Object.values(byKind).flatMap((carriers) => Object.keys(carriers))]),
]
