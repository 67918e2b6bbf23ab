import { type Entry, foldHistory, isCorrection } from '@minutier/domain'
import t from 'tap'
import { rememberCandidacies } from '../src/candidacy-states.ts'
import { history } from './support/history.ts'

/** Plays the history as a runner does, one entry a transaction. Answers the states and how often the past was asked for. */
function play(most: number) {
  const states = rememberCandidacies(most)
  const pasts = new Map<string, Entry[]>()
  const after: unknown[] = []
  let asked = 0
  for (const entry of interleaved()) {
    const past = pasts.get(entry.stream) ?? []
    if (entry.stream.startsWith('candidacy-')) {
      const needed = states.needsPast([entry])
      if (needed) asked += 1
      const { before, after: state } = states.step(entry, needed ? [...past] : null)
      after.push([before, state])
      states.trim(() => undefined)
    }
    pasts.set(entry.stream, [...past, entry])
  }
  return { after, asked }
}

/** Every stream moves in turn, so that little is remembered when little may be. */
function interleaved(): Entry[] {
  return history().toSorted((a, b) => a.revision - b.revision)
}

t.test('what was forgotten is folded again from the log, and is the same', (t) => {
  const [all, few] = [play(10_000), play(2)]
  t.strictSame(few.after, all.after)
  t.equal(all.asked, history().filter((entry) => isCorrection(entry)).length, 'with room for all, only corrections look back')
  t.ok(few.asked > 20, `${few.asked} looks back`)
  t.end()
})

t.test('the states are the domain’s own', (t) => {
  const { after } = play(10_000)
  const expected = interleaved()
    .filter(({ stream }) => stream.startsWith('candidacy-'))
    .map((entry) => {
      const own = history().filter(({ stream, revision }) => stream === entry.stream && revision <= entry.revision)
      return [foldHistory('candidacy', own.slice(0, -1)), foldHistory('candidacy', own)]
    })
  t.strictSame(after, expected)
  t.end()
})

t.test('a past that was needed and not read is an error, never a guess', (t) => {
  const states = rememberCandidacies()
  const second = history().find(({ stream, revision }) => stream.startsWith('candidacy-') && revision === 1)
  t.throws(() => second && states.step(second, null), /the past of candidacy-/)
  t.notOk(states.needsPast(history().filter(({ stream }) => stream.startsWith('person-'))))
  t.end()
})
