import { apprentice, havingNote } from '@minutier/testing'
import t from 'tap'
import { openRefusingStreams } from '../../src/alerts/streams.ts'
import { alertsOf } from './alerts-of.ts'

t.test('streams that refused something: what was looked through is not looked through again', async (t) => {
  const refused = havingNote('EffectRefused', '2024-01-15', { effect: 'HearingScheduled', rule: 'G1' })
  const { world, store } = await alertsOf(t, apprentice(), refused)
  const from: unknown[] = []
  const refusing = openRefusingStreams({
    head: () => store.head(),
    readAllPages: (options) => {
      from.push(options?.after)
      return store.readAllPages(options)
    },
  })
  const { signal } = new AbortController()
  const found = [world.last('EffectRefused').stream]
  t.strictSame(await refusing.among(signal), found)
  t.strictSame(await refusing.among(signal), found)
  t.strictSame(from, [undefined, await store.head()])
})
