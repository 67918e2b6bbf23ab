import { test } from 'tap'
import { aClock, aFolder, aVault, READER, sealOne } from './help/a-vault.ts'

const DAYS = ['2026-11-20T09:00:00.000Z', '2026-11-21T09:00:00.000Z', '2026-11-22T09:00:00.000Z', '2026-11-23T09:00:00.000Z'] as const

test('rows whose event never came are removed, the others stay; a person of whom nothing remains keeps no key', async (t) => {
  const clock = aClock(DAYS[0])
  const folder = aFolder(t, clock.now)
  const vault = folder.open()
  const known = await sealOne(vault)
  const orphan = await sealOne(vault)
  await sealOne(vault, { personId: known.personId, category: 'contact' })
  clock.time = DAYS[1]
  t.same(await vault.sweepOrphans(async (eventId) => eventId === known.eventId, DAYS[0].replace('09:', '10:')), { examined: 3, swept: 2 })
  t.same(vault.open({ ...known, reader: READER }), known.payload)
  t.equal(vault.state(orphan.eventId, orphan.personId, 'identity', orphan.commitment), 'missing')
  t.match(vault.stats(), { facts: 1, persons: 1 })
})

test('young rows are left alone, and the last hour is never swept', async (t) => {
  const clock = aClock(DAYS[0])
  const vault = aVault(t, { now: clock.now })
  await sealOne(vault)
  t.same(await vault.sweepOrphans(() => false, '2026-11-20T08:00:00.000Z'), { examined: 0, swept: 0 })
  await t.rejects(
    vault.sweepOrphans(() => false, '2026-11-20T08:00:00.001Z'),
    { code: 'VAULT_INVALID_TIME' },
  )
  await t.rejects(
    vault.sweepOrphans(() => false, 'yesterday'),
    { code: 'VAULT_INVALID_TIME' },
  )
  t.equal(vault.stats().facts, 1)
})

test('a run goes on where the last one stopped', async (t) => {
  const clock = aClock(DAYS[0])
  const vault = aVault(t, { now: clock.now })
  await sealOne(vault)
  clock.time = DAYS[1]
  await sealOne(vault)
  clock.time = DAYS[2]
  t.same(await vault.sweepOrphans(() => true, DAYS[1]), { examined: 1, swept: 0 })
  t.same(await vault.sweepOrphans(() => true, DAYS[2].replace('09:', '08:')), { examined: 1, swept: 0 })
  t.same(await vault.sweepOrphans(() => false, DAYS[2].replace('09:', '08:')), { examined: 0, swept: 0 })
})

test('a row sealed while the clock was ahead stops neither the others nor itself from being swept', async (t) => {
  const clock = aClock(DAYS[3])
  const vault = aVault(t, { now: clock.now })
  await sealOne(vault)
  clock.time = DAYS[0]
  await sealOne(vault)
  clock.time = DAYS[2]
  t.same(await vault.sweepOrphans(() => false, DAYS[1]), { examined: 1, swept: 1 })
  clock.time = '2026-12-01T00:00:00.000Z'
  t.same(await vault.sweepOrphans(() => false, '2026-11-30T00:00:00.000Z'), { examined: 1, swept: 1 })
})

test('a store that cannot tell stops the sweep: nothing of that page is removed', async (t) => {
  const clock = aClock(DAYS[0])
  const vault = aVault(t, { now: clock.now })
  await sealOne(vault)
  await sealOne(vault)
  clock.time = DAYS[2]
  let asked = 0
  const failing = () => {
    asked += 1
    if (asked === 2) throw new Error('the store is away')
    return false
  }
  await t.rejects(vault.sweepOrphans(failing, DAYS[1]), { message: 'the store is away' })
  t.equal(vault.stats().facts, 2)
})

test('more rows than a page, and an abort', async (t) => {
  const clock = aClock(DAYS[0])
  const vault = aVault(t, { now: clock.now })
  await Promise.all(Array.from({ length: 450 }, () => sealOne(vault)))
  clock.time = DAYS[2]
  const aborted = AbortSignal.abort()
  await t.rejects(
    vault.sweepOrphans(() => false, DAYS[1], { signal: aborted }),
    { name: 'AbortError' },
  )
  let asked = 0
  t.same(await vault.sweepOrphans(() => asked++ % 3 === 0, DAYS[1]), { examined: 450, swept: 300 })
  t.match(vault.stats(), { facts: 150, persons: 150 })
})
