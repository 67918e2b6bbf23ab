import { DatabaseSync } from 'node:sqlite'
import { test } from 'tap'
import { groupCommit } from '../src/group-commit.ts'
import { transactions } from '../src/transactions.ts'

/** A small table, and a database whose statements can be made to fail. */
function aTable() {
  const db = new DatabaseSync(':memory:')
  db.exec('CREATE TABLE numbers (n INTEGER UNIQUE) STRICT')
  const executed: string[] = []
  let failure: { on: string; error: Error } | undefined
  const port = {
    get isTransaction() {
      return db.isTransaction
    },
    exec(sql: string) {
      executed.push(sql)
      if (failure?.on === sql) throw failure.error
      db.exec(sql)
    },
  }
  const insert = db.prepare('INSERT INTO numbers VALUES (?)')
  const { add, flush } = groupCommit(transactions(port))
  const group = {
    flush,
    add: (numbers: number[], bytes: number) =>
      add(() => {
        for (const n of numbers) insert.run(n)
      }, bytes),
  }
  return {
    group,
    commits: () => executed.filter((sql) => sql === 'COMMIT').length,
    found: () =>
      db
        .prepare('SELECT n FROM numbers ORDER BY n')
        .all()
        .map(({ n }) => n),
    failOn: (on: string, errcode: number) => {
      failure = { on, error: Object.assign(new Error('failed on purpose'), { errcode }) }
    },
    heal: () => {
      failure = undefined
    },
  }
}

test('requests of one turn share one commit', async (t) => {
  const { group, commits, found } = aTable()
  await Promise.all(Array.from({ length: 50 }, (_, n) => group.add([n], 1)))
  t.equal(commits(), 1)
  t.equal(found().length, 50)
})

test('a group is at most 100 requests or 1 MiB', async (t) => {
  const { group, commits } = aTable()
  await Promise.all(Array.from({ length: 250 }, (_, n) => group.add([n], 1)))
  t.equal(commits(), 3)
  await Promise.all(Array.from({ length: 4 }, (_, n) => group.add([1000 + n], 600_000)))
  t.equal(commits(), 7)
})

test('the queue is bounded: 1,000 requests or 16 MiB, then it is unavailable; and it recovers', async (t) => {
  const { group, found } = aTable()
  const waiting = Array.from({ length: 1000 }, (_, n) => group.add([n], 1))
  await t.rejects(group.add([5000], 1), { code: 'VAULT_UNAVAILABLE' })
  await Promise.all(waiting)
  const large = Array.from({ length: 16 }, (_, n) => group.add([2000 + n], 1024 * 1024))
  await t.rejects(group.add([5000], 1), { code: 'VAULT_UNAVAILABLE' })
  await Promise.all(large)
  await group.add([5000], 1)
  t.equal(found().length, 1017)
})

test('a request larger than the whole queue is written, alone', async (t) => {
  const { group, commits, found } = aTable()
  await Promise.all([group.add([1], 17 * 1024 * 1024), t.rejects(group.add([2], 1), { code: 'VAULT_UNAVAILABLE' })])
  await group.add([2], 1)
  t.same(found(), [1, 2])
  t.equal(commits(), 2)
})

test('one request that fails is undone alone, all of it', async (t) => {
  const { group, found } = aTable()
  const outcomes = await Promise.allSettled([group.add([1], 1), group.add([2, 3, 1], 1), group.add([4], 1)])
  t.same(
    outcomes.map(({ status }) => status),
    ['fulfilled', 'rejected', 'fulfilled'],
  )
  t.same(found(), [1, 4])
})

test('nothing is settled before COMMIT has returned', async (t) => {
  const { group, failOn, heal, found } = aTable()
  await group.add([1], 1)
  failOn('COMMIT', 13)
  const outcomes = await Promise.allSettled([group.add([2], 1), group.add([1], 1)])
  t.match(outcomes, [
    { status: 'rejected', reason: { code: 'VAULT_STORAGE_FULL' } },
    { status: 'rejected', reason: { code: 'VAULT_STORAGE_FULL' } },
  ])
  t.same(found(), [1])
  heal()
  await group.add([2], 1)
  t.same(found(), [1, 2])
})

test('a COMMIT that fails on the disk: the outcome is unknown, and nothing more is written before a new start', async (t) => {
  const { group, failOn, heal } = aTable()
  failOn('COMMIT', 10 | (4 << 8))
  await t.rejects(group.add([1], 1), { code: 'VAULT_OUTCOME_UNKNOWN', cause: { message: 'failed on purpose' } })
  heal()
  await t.rejects(group.add([2], 1), { code: 'VAULT_OUTCOME_UNKNOWN' })
})

test('a busy database is unavailable', async (t) => {
  const { group, failOn } = aTable()
  failOn('BEGIN IMMEDIATE', 5)
  await t.rejects(group.add([1], 1), { code: 'VAULT_UNAVAILABLE' })
})

test('flush commits what waits; the scheduled turn then finds nothing', async (t) => {
  const { group, commits, found } = aTable()
  const added = group.add([1], 1)
  group.flush()
  t.same(found(), [1])
  await added
  await new Promise((resolve) => setImmediate(resolve))
  t.equal(commits(), 1)
})
