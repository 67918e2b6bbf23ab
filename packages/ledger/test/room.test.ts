import { test } from 'tap'
import { createRoom } from '../src/room.ts'

test('who comes when there is no room waits until a write is done, were it a failed one', async (t) => {
  const room = createRoom(2)
  const ends = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const writes = ends.map(({ promise }) => room.within(() => promise))
  const told: string[] = []
  const waiting = room.free().then(() => told.push('free'))
  await new Promise(setImmediate)
  t.strictSame(told, [])
  ends[0]?.reject(new Error('not written'))
  await t.rejects(writes[0] ?? Promise.resolve(), { message: 'not written' })
  await waiting
  t.strictSame(told, ['free'])
  ends[1]?.resolve()
  await Promise.all(writes.slice(1))
  await room.free()
})

test('where there is always room, others have their turn now and then', async (t) => {
  const room = createRoom(1)
  let turns = 0
  const other = setImmediate(function again() {
    turns += 1
    if (turns < 3) setImmediate(again)
  })
  for (let asked = 0; asked < 500; asked++) await room.free()
  clearImmediate(other)
  t.ok(turns >= 3, `${turns} turns`)
})
