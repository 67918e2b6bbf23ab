import { type Kind, parseStream, streamOf } from '@minutier/domain'
import type { Ledger } from '../making/report.ts'

type Store = Pick<Ledger['store'], 'readAllPages' | 'head'>
type Position = NonNullable<Awaited<ReturnType<Store['head']>>>

/** Ids of the streams of a kind, those of which there are few, in order. */
export async function idsOf(store: Store, kind: Kind, signal: AbortSignal): Promise<string[]> {
  const ids = new Set<string>()
  for await (const page of store.readAllPages({ filter: { streams: [streamOf(kind, '')] }, signal })) {
    for (const { stream } of page) ids.add(parseStream(stream)?.id ?? '')
  }
  return [...ids].sort()
}

/** Streams in which something was refused late. What was looked through once is not looked through again. */
export interface RefusingStreams {
  among(signal: AbortSignal): Promise<readonly string[]>
}

const refusals = ['EffectRefused', 'IssuanceBlocked']

export function openRefusingStreams(store: Store): RefusingStreams {
  const streams = new Set<string>()
  let after: Position | undefined
  return {
    async among(signal) {
      const head = await store.head()
      const since = after === undefined ? {} : { after }
      for await (const page of store.readAllPages({ filter: { types: refusals }, signal, ...since })) {
        for (const { stream } of page) streams.add(stream)
      }
      if (head !== null) after = head
      return [...streams].sort()
    },
  }
}
