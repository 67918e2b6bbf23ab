import { setImmediate as nextTurn } from 'node:timers/promises'
import t from 'tap'
import { type Job, type Outcome, openJobs, type Work } from '../../src/making/jobs.ts'

const asked = (id: string, what = 'all') => ({ id, actor: 'somebody', asked: what })
const failed = (error: unknown): Outcome<never> => ({ state: 'failed', problem: String(error) })
const never = new AbortController().signal

/** A work that the test ends. */
function held() {
  const end = Promise.withResolvers<Outcome<never>>()
  let watching: Parameters<Work<never>>[0] | undefined
  const work: Work<never> = (given) => {
    watching = given
    given.signal.addEventListener('abort', () => end.reject(new Error('stopped')))
    return end.promise
  }
  return { work, end, watching: () => watching }
}

t.test('one at a time, in the order in which they were asked', async (t) => {
  const jobs = openJobs<never>(failed)
  const first = held()
  const second = held()
  t.equal(jobs.begin(asked('1'), first.work).outcome.state, 'waiting')
  jobs.begin(asked('2'), second.work)
  await nextTurn()
  t.equal(jobs.find('1')?.outcome.state, 'generating')
  t.equal(jobs.find('2')?.outcome.state, 'waiting')
  first.end.reject(new Error('no paper'))
  await nextTurn()
  t.match(jobs.find('1')?.outcome, { state: 'failed', problem: 'Error: no paper' })
  t.equal(jobs.find('2')?.outcome.state, 'generating')
  await jobs.close()
  t.equal(jobs.find('2'), undefined)
})

t.test('asked again with the same id: the same job, or a refusal for another work or another person', async (t) => {
  const jobs = openJobs<never>(failed)
  const { work, end } = held()
  const job = jobs.begin(asked('1'), work)
  await nextTurn()
  t.equal(jobs.begin(asked('1'), work).id, job.id)
  t.throws(() => jobs.begin(asked('1', 'half'), work), { code: 'LEDGER_COMMAND_REUSED' })
  t.throws(() => jobs.begin({ ...asked('1'), actor: 'another' }, work), { code: 'LEDGER_COMMAND_REUSED' })
  end.reject(new Error('no paper'))
  await nextTurn()
  const again = held()
  t.equal(jobs.begin(asked('1'), again.work).outcome.state, 'waiting', 'one that failed is tried again')
  await jobs.close()
})

t.test('who follows is told each change, and the end', async (t) => {
  const jobs = openJobs<never>(failed)
  const { work, end, watching } = held()
  jobs.begin(asked('1'), work)
  const told: Job<never>[] = []
  const following = (async () => {
    for await (const job of jobs.follow('1', never)) told.push(job)
  })()
  await nextTurn()
  watching()?.progress(3, 9)
  await nextTurn()
  end.reject(new Error('no paper'))
  await following
  t.strictSame(
    told.map(({ outcome, progress }) => [outcome.state, progress.done]),
    [
      ['waiting', 0],
      ['generating', 0],
      ['generating', 3],
      ['failed', 3],
    ],
  )
  await jobs.close()
})

t.test('nobody is told of a job that is not there, and closing ends who follows', async (t) => {
  const jobs = openJobs<never>(failed)
  for await (const job of jobs.follow('none', never)) t.fail(job.id)
  jobs.begin(asked('1'), held().work)
  const following = (async () => {
    for await (const _ of jobs.follow('1', never));
  })()
  await nextTurn()
  await jobs.close()
  await following
  t.pass('both ended')
})
