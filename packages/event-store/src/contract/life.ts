import type { Test } from 'tap'
import { codes, type EventStoreError, isEventStoreError } from '../errors.ts'
import { advance } from '../follow.ts'
import type { Checkpoint, EventStore } from '../port.ts'
import type { SubjectFactory } from './subject.ts'
import { all, anEvent, aStream, failsWith, fill, someEvents, take, withSubject } from './support.ts'

export function lifeContract(t: Test, factory: SubjectFactory): void {
  t.test('39: every call settles by its deadline with the database hung; a stopped store answers at once', (t) =>
    withSubject(factory, async (subject) => {
      const { store } = subject
      if (subject.hang === undefined) return void t.skip('this database cannot be hung from here', noTest)
      const stream = aStream()
      await store.append(stream, 'no-stream', [anEvent()])
      const release = await subject.hang()
      const startedAt = performance.now()
      const appends = await Promise.allSettled([
        store.append(stream, 0, [anEvent()], { deadlineMs: 300 }),
        store.append(aStream(), 'no-stream', someEvents(10), { deadlineMs: 600 }),
      ])
      t.ok(performance.now() - startedAt < 1500)
      for (const append of appends) {
        const error = append.status === 'rejected' ? append.reason : undefined
        t.ok(isEventStoreError(error) && ['ES_UNAVAILABLE', 'ES_OUTCOME_UNKNOWN'].includes(error.code))
      }
      await release()
      t.ok((await store.append(aStream(), 'no-stream', [anEvent()])).position)
      await store.close()
      const closedAt = performance.now()
      await failsWith(t, store.append(stream, 0, [anEvent()]), 'ES_CLOSED')
      t.ok(performance.now() - closedAt < 100)
    }),
  )

  t.test('40: every error has a listed code, says if it was written and what to do, and keeps its cause', (t) =>
    withSubject(factory, async ({ store }) => {
      const errors: unknown[] = []
      const keep = (promise: Promise<unknown>) => promise.catch((error: unknown) => errors.push(error))
      const stream = aStream()
      await store.append(stream, 'no-stream', [anEvent()])
      await keep(store.append(stream, 'no-stream', [anEvent()]))
      await keep(store.append(stream, 0, []))
      await keep(store.append(stream, 0, someEvents(101)))
      await keep(store.verify({ store: 'another', position: factory.position(1n), last: null }))
      await keep(store.verify({ store: store.id, position: factory.position(10n ** 15n), last: null }))
      await store.close()
      const abort = new AbortController()
      await keep(store.head())
      await keep(all(store.readAll()))
      await keep(take(store.subscribe({ after: 'start', signal: abort.signal }), () => false))
      await keep(take(store.subscribe({ after: 'end', signal: abort.signal }), () => false))
      t.equal(errors.length, 9)
      for (const error of errors.filter((error): error is EventStoreError => isEventStoreError(error))) {
        t.match(codes[error.code], { written: error.written, retry: error.retry })
        t.ok(error.message.length > 0 && error.stack)
        if (error.code === 'ES_SUBSCRIPTION_DROPPED') t.ok(isEventStoreError(error.cause, 'ES_CLOSED'))
      }
      t.ok(errors.every((error) => isEventStoreError(error)))
    }),
  )

  t.test('41: close waits for the appends in hand, may be called twice, and ends all calls after it', (t) =>
    withSubject(factory, async (subject) => {
      const { store } = subject
      const stream = aStream()
      const appends = Array.from({ length: 20 }, () => store.append(aStream(), 'no-stream', [anEvent()]))
      appends.push(store.append(stream, 'no-stream', someEvents(3)))
      const abort = new AbortController()
      const dropped = failsWith(
        t,
        take(store.subscribe({ after: 'end', signal: abort.signal }), () => false),
        'ES_SUBSCRIPTION_DROPPED',
      )
      await Promise.all([store.close(), store.close()])
      await store.close()
      t.equal((await Promise.all(appends)).length, 21)
      await dropped
      await failsWith(t, store.append(stream, 2, [anEvent()]), 'ES_CLOSED')
      await failsWith(t, store.head(), 'ES_CLOSED')
      await failsWith(t, all(store.readStream(stream)), 'ES_CLOSED')
      await failsWith(t, store.readStreamPage(stream), 'ES_CLOSED')
      await failsWith(t, all(store.readAll()), 'ES_CLOSED')
      const again = await subject.restart()
      t.equal((await all(again.readStream(stream))).length, 3)
    }),
  )

  t.test('42: a checkpoint of this history is verified; another store’s, one ahead, one of a forked history are refused', (t) =>
    withSubject(factory, async (subject) => {
      const { store } = subject
      const stream = aStream()
      await fill(store, stream, 20)
      const restore = await subject.snapshot?.()
      await fill(store, stream, 10, 20)
      const checkpoint = await checkpointOf(store)
      await store.verify(checkpoint)
      await store.verify({ ...checkpoint, last: null })
      await failsWith(t, store.verify({ ...checkpoint, store: 'another' }), 'ES_HISTORY_FORKED')
      await failsWith(t, store.verify({ ...checkpoint, last: { position: checkpoint.position, id: anEvent().id } }), 'ES_HISTORY_FORKED')
      if (restore === undefined) return void t.skip('an older state of this database cannot be restored from here', noTest)
      const older = await restore()
      await failsWith(t, older.verify(checkpoint), 'ES_CHECKPOINT_AHEAD')
      await fill(older, stream, 15, 20)
      await failsWith(t, older.verify(checkpoint), 'ES_HISTORY_FORKED')
      await older.close()
    }),
  )
}

const noTest = () => undefined

async function checkpointOf(store: EventStore): Promise<Checkpoint> {
  const abort = new AbortController()
  let checkpoint: Checkpoint | null = null
  for await (const message of store.subscribe({ after: 'start', signal: abort.signal })) {
    if (message.kind === 'caught-up') break
    checkpoint = advance(store.id, checkpoint, message)
  }
  abort.abort()
  if (checkpoint === null) throw new Error('the log is empty')
  return checkpoint
}
