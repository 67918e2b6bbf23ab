import type { Test } from 'tap'
import type { SubjectFactory } from './subject.ts'
import { all, anEvent, aStream, failsWith, fill, idsOf, logAfter, someEvents, withSubject } from './support.ts'

export function idempotenceContract(t: Test, factory: SubjectFactory): void {
  t.test('10: the same append again answers the same and writes nothing: at once, after 1,000 events, after a restart', (t) =>
    withSubject(factory, async (subject) => {
      const { store } = subject
      const stream = aStream()
      const events = someEvents(3)
      const first = await store.append(stream, 'no-stream', events)
      t.strictSame(await store.append(stream, 'no-stream', events), first)
      await fill(store, stream, 1000, 3)
      t.strictSame(await store.append(stream, 'no-stream', events), first)
      const last = someEvents(2)
      const end = await store.append(stream, 1002, last)
      const prefix = await store.append(stream, 'no-stream', events.slice(0, 2))
      t.equal(prefix.revision, 1)
      t.ok(prefix.position < first.position)
      const again = await subject.restart()
      t.strictSame(await again.append(stream, 'no-stream', events), first)
      t.strictSame(await again.append(stream, 1002, last), end)
      t.strictSame(await again.append(stream, 'no-stream', events.slice(0, 2)), prefix)
      t.equal((await all(again.readStream(stream))).length, 1005)
    }),
  )

  t.test('11: ids in another order, a superset, one changed, the middle one elsewhere: a conflict', (t) =>
    withSubject(factory, async ({ store }) => {
      const stream = aStream()
      const [a, b, c] = [anEvent(), anEvent(), anEvent()]
      await store.append(stream, 'no-stream', [a, b, c])
      for (const events of [[b, a, c], [a, b, c, anEvent()], [a, anEvent(), c], [anEvent()], [b]]) {
        await failsWith(t, store.append(stream, 'no-stream', events), 'ES_WRONG_EXPECTED_REVISION')
      }
      await failsWith(t, store.append(stream, 1, [b]), 'ES_WRONG_EXPECTED_REVISION')
      t.strictSame(idsOf(await all(store.readStream(stream))), idsOf([a, b, c]))
    }),
  )

  t.test('12: the same append from two callers at once succeeds for both, one write', (t) =>
    withSubject(factory, async ({ store }) => {
      const begin = await store.head()
      for (let n = 0; n < 20; n++) {
        const [stream, events] = [aStream(), someEvents(1 + (n % 3))]
        const [one, two] = await Promise.all([store.append(stream, 'no-stream', events), store.append(stream, 'no-stream', events)])
        t.strictSame(one, two)
        t.strictSame(idsOf(await all(store.readStream(stream))), idsOf(events))
      }
      t.equal((await logAfter(store, begin)).length, 7 * 1 + 7 * 2 + 6 * 3)
    }),
  )
}
