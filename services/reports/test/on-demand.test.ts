import { setImmediate as nextTurn } from 'node:timers/promises'
import { isPosition } from '@minutier/read-models'
import t from 'tap'
import { type OpenReadModels, onDemand, reportProjections } from '../src/on-demand.ts'

/** Read models that write down what is done with them. */
function watched({ late = false } = {}) {
  const said: string[] = []
  const open: OpenReadModels = () => {
    said.push('opened')
    return {
      start: () => void said.push('started'),
      read: () => Promise.reject(new Error('nothing is read here')),
      waitFor: async (_, position) => {
        if (late) throw new Error('RM_BEHIND')
        said.push(`caught up with ${position}`)
      },
      close: async () => void said.push('closed'),
    }
  }
  return { said, open, store: { head: async () => head } }
}

const text = '7'.padStart(20, '0')
const head = isPosition(text) ? text : null
const never = new AbortController().signal

t.test('opened, caught up with the head, worked on, closed; the next one after it', async (t) => {
  const { said, open, store } = watched()
  const caughtUp = onDemand(open, store)
  const first = caughtUp(async () => {
    await nextTurn()
    said.push('first')
    return 1
  }, never)
  const second = caughtUp(async () => {
    said.push('second')
    return 2
  }, never)
  t.strictSame(await Promise.all([first, second]), [1, 2])
  const whole = (name: string) => ['opened', 'started', ...reportProjections.map(() => `caught up with ${text}`), name, 'closed']
  t.strictSame(said, [...whole('first'), ...whole('second')])
})

t.test('a work that fails, a log that is not caught up with: closed, and the next one has its turn', async (t) => {
  const { said, open, store } = watched()
  const caughtUp = onDemand(open, store)
  await t.rejects(
    caughtUp(() => Promise.reject(new Error('it failed')), never),
    /it failed/,
  )
  t.equal(said.at(-1), 'closed')
  t.equal(await caughtUp(async () => 'done', never), 'done')
  const late = watched({ late: true })
  await t.rejects(
    onDemand(late.open, late.store)(async () => 'done', never),
    /RM_BEHIND/,
  )
  t.strictSame(late.said, ['opened', 'started', 'closed'])
})

t.test('who left before their turn has nothing opened for them', async (t) => {
  const { said, open, store } = watched()
  const gone = AbortSignal.abort(new Error('they left'))
  await t.rejects(
    onDemand(open, store)(async () => 'done', gone),
    /they left/,
  )
  t.strictSame(said, [])
})
